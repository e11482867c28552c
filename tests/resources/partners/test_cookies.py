"""Cookies begin at the login page, and what is meant for one reader stays with that reader."""

import importlib
import re

import pytest
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from tests.resources.factories import MaterialFactory
from tests.resources.partners.conftest import PASSWORD, main


def test_the_login_page_is_the_first_that_sets_a_cookie(client, close, page_at):
    close(page_at("/tppo/"))
    for url in ("/", "/materi/", "/kekerasan/fisik/", "/tppo/", "/cari/?q=mitra", "/mitra/selesai/", "/sehat/"):
        assert not client.get(url).cookies, url
    assert set(client.get("/mitra/").cookies) == {"csrftoken"}


def test_only_a_login_begins_a_session(client, partner):
    client.get("/mitra/")
    client.post("/mitra/", {"username": "siti-aminah", "password": "salah"})
    assert "sessionid" not in client.cookies
    client.post("/mitra/", {"username": "siti-aminah", "password": PASSWORD})
    assert "sessionid" in client.cookies


def test_the_cookies_are_out_of_reach_of_scripts_and_of_other_sites_and_go_with_the_window(client, partner):
    client.get("/mitra/")
    client.post("/mitra/", {"username": "siti-aminah", "password": PASSWORD})
    for name in ("csrftoken", "sessionid"):
        cookie = client.cookies[name]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/", True, "Lax"), name
        assert not cookie["max-age"], name
        assert not cookie["expires"], name
    assert client.session.get_expiry_age() <= 10 * 60 * 60


def test_in_production_the_cookies_travel_encrypted_only(client, partner, settings, monkeypatch):
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"):
        monkeypatch.setenv(name, "https://example.invalid")
    production = importlib.import_module("suluah.settings.production")
    settings.SESSION_COOKIE_SECURE = production.SESSION_COOKIE_SECURE
    settings.CSRF_COOKIE_SECURE = production.CSRF_COOKIE_SECURE
    client.get("/mitra/", secure=True)
    client.post("/mitra/", {"username": "siti-aminah", "password": PASSWORD}, secure=True)
    assert client.cookies["csrftoken"]["secure"]
    assert client.cookies["sessionid"]["secure"]


@pytest.mark.parametrize("url", ["/mitra/", "/mitra/kata-sandi/", "/", "/materi/", "/kekerasan/fisik/", "/tidak-ada/"])
def test_nothing_that_a_partner_reads_is_kept_by_a_cache(known, url):
    assert known.get(url).headers["Cache-Control"] == "private, no-store"


def test_reading_a_public_page_renews_no_cookie(known):
    assert not known.get("/kekerasan/fisik/").cookies


def test_what_is_compressed_for_one_reader_is_padded(known):
    """A guard against guessing at secrets by the length of an answer; public pages hold none."""
    lengths = {len(known.get("/mitra/", headers={"accept-encoding": "gzip"}).content) for _ in range(10)}
    assert len(lengths) > 1


def test_the_pages_with_cookies_do_not_claim_that_there_are_none(client, known):
    claim = "Situs ini tidak memakai cookie"
    assert claim in strip_tags(client.get("/").content.decode())
    for browser in (client, known):
        assert claim not in strip_tags(browser.get("/mitra/").content.decode())


def test_to_a_partner_no_page_claims_that_there_are_no_cookies(known, close, page_at):
    close(MaterialFactory(parent=page_at("/materi/"), slug="panduan"))
    for url in ("/materi/panduan/", "/materi/", "/", "/tidak-ada/"):
        words = strip_tags(known.get(url).content.decode())
        assert "tidak memakai cookie" not in words, url
        assert "Hanya yang masuk ke akun mendapat cookie" in words, url


def test_a_page_with_a_password_asks_for_it_in_our_words_and_names_nothing(client, page_at):
    page = page_at("/kekerasan/fisik/")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="kunci rahasia")
    response = client.get(page.url)
    assert '<html lang="id"' in response.content.decode()
    assert page.title not in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    address = re.search(r'action="(/_util/[^"]+)"', main(response))[1]
    assert client.post(address, {"password": "kunci rahasia", "return_url": page.url}).headers["Location"] == page.url
    assert page.title in client.get(page.url).content.decode()
    assert page.title not in Client().get(page.url).content.decode()


def test_the_area_lists_what_is_shared_and_nothing_else(known, close, page_at):
    close(page_at("/tppo/tanda-bahaya/"))
    PageViewRestriction.objects.create(page=page_at("/data/"), restriction_type="groups")
    html = main(known.get("/mitra/"))
    assert page_at("/tppo/tanda-bahaya/").title in html
    assert 'href="/data/"' not in html
    assert 'href="/kekerasan/fisik/"' not in html


def test_a_long_list_comes_in_parts_and_costs_the_same(known, close, page_at, django_assert_max_num_queries):
    library = page_at("/materi/")
    for number in range(26):
        material = MaterialFactory(parent=library, title=f"Panduan {number:02}")
    close(library)
    with django_assert_max_num_queries(20):
        first = main(known.get("/mitra/"))
    assert first.count('class="card ') == 24
    assert 'href="?halaman=2"' in first
    second = main(known.get("/mitra/?halaman=2"))
    assert 0 < second.count('class="card ') < 24
    assert material.title in first + second
    for page in ("x", "0", "-1", "999999", "1e9"):
        assert known.get(f"/mitra/?halaman={page}").status_code == 200
    former = known.get("/mitra/?hal=2")
    assert (former.status_code, former["Location"]) == (301, "/mitra/?halaman=2")
