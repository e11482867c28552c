"""A form that Django guards can be sent from every page that shows one, under the headers that the page came with."""

import re

import pytest
from django.test import Client
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from publishing.models import User

HOST = "https://testserver"
PASSWORD = "rahasia-panjang-sekali"


@pytest.fixture
def browser(db) -> Client:
    return Client(enforce_csrf_checks=True)


def send(browser: Client, shown_at: str, address: str, page, **fields):
    """Send the form of `page` as a browser would: what it tells of the page depends on the page's own policy."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    told = {
        "no-referrer": {"origin": "null"},
        "same-origin": {"origin": HOST, "referer": HOST + shown_at},
    }[page.headers["Referrer-Policy"]]
    return browser.post(address, {"csrfmiddlewaretoken": token, **fields}, secure=True, headers=told)


def test_the_partners_login_works(browser):
    User.objects.create_user(username="mitra", password=PASSWORD)
    page = browser.get("/mitra/", secure=True)
    assert "no-store" in page.headers["Cache-Control"]
    response = send(browser, "/mitra/", "/mitra/", page, username="mitra", password=PASSWORD, next="/tentang/")
    assert (response.status_code, response.headers["Location"]) == (302, "/tentang/")


def test_a_page_with_a_password_opens_with_it(browser, page_at):
    page = page_at("/kekerasan/fisik/")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    asked = browser.get(page.url, secure=True)
    assert "no-store" in asked.headers["Cache-Control"]
    address = re.search(r'action="(/_util/[^"]+)"', asked.content.decode())[1]
    for word, shown_at, code in (("salah", page.url, 200), (PASSWORD, address, 302)):
        asked = send(browser, shown_at, address, asked, password=word, return_url=page.url)
        assert asked.status_code == code
    assert browser.get(page.url, secure=True).headers["Referrer-Policy"] == "no-referrer"


def test_a_page_for_those_who_log_in_leads_to_the_partners_login(browser, page_at):
    page = page_at("/kekerasan/fisik/")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = browser.get(page.url, secure=True)
    assert response.headers["Location"] == f"/mitra/?next={page.url}"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_public_page_still_tells_no_site_where_the_reader_came_from(browser):
    assert browser.get("/", secure=True).headers["Referrer-Policy"] == "no-referrer"


def refused(browser: Client, address: str) -> str:
    response = browser.post(address, {"username": "a", "password": "b"}, secure=True, headers={"referer": HOST})
    html = response.content.decode()
    assert response.status_code == 403
    assert '<html lang="id"' in html
    assert "Django" not in html
    assert gettext("This page is not open to you") not in html
    return html


def test_a_form_that_was_open_too_long_is_refused_with_what_to_do(browser):
    html = refused(browser, "/mitra/")
    assert "tel:129" in html
    assert gettext("Copy what you typed, go back, reload the page and send it again.") in html


def test_editors_are_told_on_a_page_of_their_own_and_led_to_the_login(browser):
    html = refused(browser, "/admin/login/")
    assert gettext("Log in again") in html
    assert 'href="/admin/login/' in html
