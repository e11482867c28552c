import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.views import SERVER_ERROR_PAGE, forbidden


def test_a_missing_page_offers_search_topics_and_help(client, db):
    response = client.get("/tidak/ada/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "tel:129" in html
    assert "/kekerasan/" in html.split("<main")[1]
    assert not response.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize(
    "url", ["/", "/kekerasan/fisik/", "/hubungi/satgas/", "/data/kasus.csv", "/cari/", "/tidak-ada/"]
)
def test_no_method_breaks_a_page(client, db, url, method):
    client.raise_request_exception = False
    assert getattr(client, method)(url).status_code < 500


@pytest.mark.parametrize(
    "url",
    [
        "/%00/", "/kekerasan/%00", "/%0d%0aSet-Cookie:x=1/", "/%ff%fe/", "/../../etc/passwd", "/media/../../manage.py",
        "/data/kasus.csv/", "/hubungi/satgas/?kelurahan=%00", "/?a=%ff", "/kekerasan/fisik/extra/",
        "/sitemap.xml?p=999",
        "/sitemap.xml?p=x", "/dokumen/1/x", "//evil.example/", "/" + "a/" * 500,
    ],
)  # fmt: skip
def test_no_address_breaks_the_site(client, db, url):
    client.raise_request_exception = False
    assert client.get(url).status_code < 500


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=40), query=st.text(max_size=40))
def test_any_path_and_query_are_answered(client, path, query):
    client.raise_request_exception = False
    assert client.get("/" + path.replace("?", ""), {"kelurahan": query, "p": query}).status_code < 500


def test_no_control_character_reaches_the_database(client, db):
    """SQLite takes NUL, PostgreSQL answers with an error: no query may carry one."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/kekerasan/%00/").status_code == 404
    assert not [query["sql"] for query in queries if "\x00" in query["sql"]]


def test_a_forged_host_gets_a_plain_answer(client, db, settings):
    settings.ALLOWED_HOSTS = ["suluah.example"]
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_the_server_error_page_is_static_and_carries_help_and_exit(client, db, monkeypatch):
    monkeypatch.setattr("home.models.HomePage.get_context", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert response.content == SERVER_ERROR_PAGE.read_bytes()
    for link in ("tel:129", "tel:110", "https://wa.me/628111129129", "https://www.bmkg.go.id/"):
        assert f'href="{link}"' in response.content.decode()
    assert not re.search(r"{[{%]", response.content.decode())


def test_robots_may_read_pages_and_not_the_editors_area(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /mitra/"} <= set(lines)
    assert any(line.startswith("Sitemap: http") for line in lines)


def test_a_qr_code_leads_to_this_site_only(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://suluah.example"
    response = client.get("/kode-qr/hubungi/")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")
    assert client.get("/kode-qr/" + "a" * 400).status_code == 404


def test_the_host_that_a_request_claims_stands_nowhere(client, db):
    for url in ("/", "/kekerasan/fisik/", "/hubungi/satgas/", "/robots.txt", "/sitemap.xml"):
        assert "9999" not in client.get(url, headers={"host": "localhost:9999"}).content.decode(), url


def test_who_is_not_invited_learns_so_and_finds_home_and_help(rf, db):
    response = forbidden(rf.get("/tppo/"))
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert response.status_code == 403
    assert 'href="/"' in main
    assert "tel:129" in main


def test_a_hole_is_told_to_an_address_that_somebody_reads_or_to_none(client, db, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:keamanan@contoh.invalid"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:keamanan@contoh.invalid"
    assert lines[1] > f"Expires: {date.today().isoformat()}"
