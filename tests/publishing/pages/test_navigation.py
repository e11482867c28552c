import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import ArticlePage
from publishing.models import SitePage
from publishing.pages import generation, navigation

MOST_QUERIES, SEARCH_TAKES = 4, 8  # of a page that was read before; time is what counts: tests/benchmarks/pages.py

PAGES = [
    "/", "/kekerasan/", "/kekerasan/fisik/", "/tppo/", "/tppo/tanda-bahaya/", "/hubungi/", "/hubungi/satgas/",
    "/data/", "/data/kasus.csv", "/kegiatan/", "/tentang/", "/cari/?q=kerja", "/tidak-ada/",
]  # fmt: skip


@pytest.mark.parametrize("url", PAGES)
def test_a_page_takes_few_queries(client, home, url, django_assert_max_num_queries):
    client.get(url)  # resized pictures are made at the first visit
    with django_assert_max_num_queries(SEARCH_TAKES if url.startswith("/cari/") else MOST_QUERIES):
        client.get(url)


def test_queries_do_not_grow_with_content(client, page_at):
    """Those of the first reader after a change: the next ones take fewer."""

    def first_visit(number: int) -> int:
        topic.add_child(instance=ArticlePage(title=f"Halaman {number}", urgent_advice="<p>Telepon.</p>", body=[]))
        with CaptureQueriesContext(connection) as queries:
            assert f"Halaman {number}" in client.get("/kekerasan/").content.decode()
        return len(queries)

    topic = page_at("/kekerasan/")
    first_visit(0)
    few = first_visit(1)
    for number in range(2, 30):
        topic.add_child(instance=ArticlePage(title=f"Halaman {number}", urgent_advice="<p>Telepon.</p>", body=[]))
    assert first_visit(30) == few


def test_for_a_page_that_is_known_nobody_thinks_out_who_may_open_it(home, monkeypatch):
    generation.renew()
    place = navigation.place_of(home.pk)
    monkeypatch.setattr(navigation, "is_open", lambda: pytest.fail("It costs as much as the page."))
    assert navigation.place_of(home.pk) is place


def test_an_unpublished_page_is_not_found_and_not_named(client, page_at):
    page_at("/tppo/apa-itu-tppo/").unpublish()
    assert client.get("/tppo/apa-itu-tppo/").status_code == 404
    assert "/tppo/apa-itu-tppo/" not in client.get("/tppo/").content.decode()
    assert "/tppo/apa-itu-tppo/" not in client.get("/sitemap.xml").content.decode()
    assert "/tppo/apa-itu-tppo/" not in client.get("/cari/?q=perdagangan").content.decode()


def test_a_page_below_an_unpublished_one_stays_reachable(client, page_at):
    page_at("/tppo/").unpublish()
    response = client.get("/tppo/apa-itu-tppo/")
    assert response.status_code == 200
    assert 'href="/tppo/"' not in response.content.decode()


@pytest.fixture
def for_partners(page_at):
    from django.contrib.auth.models import Group
    from wagtail.models import PageViewRestriction

    restriction = PageViewRestriction.objects.create(
        page=page_at("/tppo/"), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name="Mitra Adat"))
    return restriction


def test_a_restricted_branch_is_closed_and_named_nowhere(client, for_partners):
    assert client.get("/tppo/").status_code == 302
    assert client.get("/tppo/apa-itu-tppo/").status_code == 302
    for url in ("/kekerasan/", "/sitemap.xml", "/cari/?q=perdagangan"):
        assert "/tppo/" not in client.get(url).content.decode(), url


def test_restrictions_are_found_like_wagtail_finds_them(for_partners, page_at):
    page = page_at("/tppo/apa-itu-tppo/")
    assert set(page.get_view_restrictions()) == set(super(SitePage, page).get_view_restrictions()) == {for_partners}
