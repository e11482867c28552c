"""The door of the partners' area."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from publishing.models import Attempt, User
from tests.resources.partners.conftest import PASSWORD, is_known, main, make_editor

HOST = "https://testserver"
WRONG = "This name and this password do not belong together. Look at the spelling and try again."


def log_in(browser: Client, name: str, password: str = PASSWORD, **fields):
    return browser.post("/mitra/", {"username": name, "password": password, **fields})


def test_the_login_is_a_page_of_the_site_with_help_and_quick_exit(client):
    html = client.get("/mitra/").content.decode()
    assert '<html lang="id"' in html
    assert 'class="exit"' in html
    assert "tel:129" in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("name", ["siti-aminah", "Siti Aminah", " siti aminah ", "SITI@contoh.invalid"])
def test_a_partner_gets_in_with_the_name_as_it_is_spoken_or_with_the_mail(client, partner, name):
    response = log_in(client, name)
    assert (response.status_code, response.headers["Location"]) == (302, "/mitra/")
    assert "Siti Aminah" in main(client.get("/mitra/"))


def test_a_mail_that_two_accounts_share_opens_neither(client, partner):
    User.objects.create_user("lain", email="siti@contoh.invalid", password=PASSWORD)
    assert log_in(client, "siti@contoh.invalid").status_code == 200
    assert not is_known(client)


def test_a_form_sent_from_its_own_page_is_accepted(partner):
    """As a browser does it: the page's policy decides what is told of where the form stood."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/mitra/", secure=True)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert '<meta name="referrer" content="same-origin">' in page.content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    fields = {"csrfmiddlewaretoken": token, "username": "siti-aminah", "password": PASSWORD}
    told = {"origin": HOST, "referer": HOST + "/mitra/"}
    assert browser.post("/mitra/", fields, secure=True, headers=told).status_code == 302
    assert browser.post("/mitra/", {**fields, "csrfmiddlewaretoken": "x" * 64}, secure=True).status_code == 403


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(client, partner):
    answers = []
    for name in ("siti-aminah", "tidak-ada"):
        response = log_in(client, name, "salah")
        html = re.sub(r'value="\w{64}"', "", main(response)).replace(name, "")
        answers.append((response.status_code, html))
    assert answers[0] == answers[1]
    assert gettext(WRONG) in answers[0][1]


def test_an_unknown_name_costs_the_same_work_as_a_known_one(client, partner, monkeypatch):
    """One password is hashed either way: the time of the answer tells nothing."""
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))
    counts = []
    for name in ("siti-aminah", "tidak-ada", "tidak@contoh.invalid"):
        hashed.clear()
        log_in(client, name, "salah")
        counts.append(len(hashed))
    assert counts == [1, 1, 1]


def test_an_account_that_was_switched_off_is_answered_like_an_unknown_one(client, partner):
    partner.deactivate()
    assert gettext(WRONG) in main(log_in(client, "siti-aminah"))


@pytest.mark.parametrize("name", ["siti-aminah", "tidak-ada"])
def test_after_five_tries_a_name_has_to_wait_known_or_not(client, partner, name):
    for _ in range(5):
        assert log_in(client, name, "salah").status_code == 200
    response = log_in(client, name)
    assert response.status_code == 429
    assert "Terlalu banyak percobaan dengan nama ini. Tunggu 1 menit" in main(response)
    assert not is_known(client)


def test_other_spellings_of_a_name_give_no_more_tries(client, partner):
    for name in ("siti-aminah", "Siti Aminah", "siti@contoh.invalid", " siti-aminah", "SITI AMINAH"):
        log_in(client, name, "salah")
    assert log_in(client, "siti-aminah").status_code == 429


def test_tries_at_one_name_shut_nobody_else_out(client, partner, office):
    for _ in range(30):
        log_in(client, "tidak-ada", "salah")
    assert log_in(Client(), "siti-aminah").status_code == 302


def test_the_editors_door_counts_with_the_same_list(client, partner, office):
    for number in range(5):
        browser, address = (client, "/mitra/") if number % 2 else (Client(), "/admin/login/")
        browser.post(address, {"username": "pengelola", "password": "salah"})
    response = client.post("/admin/login/", {"username": "pengelola", "password": PASSWORD})
    assert "Terlalu banyak percobaan" in response.content.decode()
    assert not is_known(client)


def test_no_address_of_anybody_is_kept(client, partner):
    client.post("/mitra/", {"username": "siti-aminah", "password": "salah"}, REMOTE_ADDR="203.0.113.77")
    assert Attempt.objects.exists()
    assert "203.0.113.77" not in str(list(Attempt.objects.values_list()))
    assert {field.name for field in Attempt._meta.get_fields()} == {"id", "digest", "at", "erased_after"}


@pytest.mark.parametrize("name", ["a" * 100_000, "\x00", "' OR 1=1", "", "😀", "@", "-"])
def test_whatever_is_typed_as_a_name_is_answered(client, db, name):
    client.raise_request_exception = False
    assert log_in(client, name).status_code == 200


def test_after_the_login_the_page_that_was_asked_for_opens(client, partner, close, page_at):
    close(page_at("/tppo/"))
    asked = client.get("/tppo/tanda-bahaya/?a=b")
    assert asked.headers["Location"] == "/mitra/?next=/tppo/tanda-bahaya/%3Fa%3Db"
    form = client.get(asked.headers["Location"])
    assert 'name="next" value="/tppo/tanda-bahaya/?a=b"' in form.content.decode()
    assert log_in(client, "siti-aminah", next="/tppo/tanda-bahaya/?a=b").headers["Location"].startswith("/tppo/")


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example",
     "https://testserver@evil.example/", "/mitra/keluar/", "/mitra/?next=/mitra/", "http://[::1", ""],
)  # fmt: skip
def test_a_login_leads_nowhere_else(client, partner, wanted):
    assert log_in(client, "siti-aminah", next=wanted).headers["Location"] == "/mitra/"
    assert client.get("/mitra/", {"next": wanted}).status_code == 200


def test_who_is_known_already_is_led_on(known, close, page_at):
    close(page_at("/tppo/"))
    assert known.get("/mitra/?next=/tppo/").headers["Location"] == "/tppo/"


def test_a_page_closed_to_this_partner_too_says_so_and_no_circle_begins(known, page_at):
    PageViewRestriction.objects.create(page=page_at("/tppo/"), restriction_type="groups")
    response = known.get("/mitra/?next=/tppo/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


def test_wagtails_own_login_leads_here(client, db):
    assert client.get("/_util/login/?next=/tppo/").headers["Location"] == "/mitra/?next=/tppo/"


def test_a_partner_never_reaches_the_editors_area_and_is_told_where_the_door_is(known):
    response = known.get("/admin/", follow=True)
    assert response.status_code == 200
    assert [status for _url, status in response.redirect_chain] == [302]
    html = response.content.decode()
    assert gettext("You do not have permission to access the admin.") in html
    for address in ("/admin/mitra/", "/admin/pages/", "/admin/documents/", "/admin/dokumen/1/x.pdf"):
        assert known.get(address).headers["Location"].startswith("/admin/login/")


def test_the_editors_door_sends_a_partner_to_the_right_one(client, partner):
    response = client.post("/admin/login/", {"username": "siti-aminah", "password": PASSWORD})
    assert "Mitra masuk di /mitra/." in response.content.decode()
    assert not is_known(client)


def test_the_partners_door_sends_an_editor_to_the_right_one(client, db):
    """Otherwise it would be a way around whatever guards the editors' door."""
    make_editor("peninjau", "Peninjau")
    response = log_in(client, "peninjau", next="/tppo/")
    assert 'href="/admin/login/?next=%2Ftppo%2F"' in main(response)
    assert not is_known(client)


def test_an_editor_gets_in_at_the_editors_door(client, office):
    response = client.post("/admin/login/", {"username": "pengelola", "password": PASSWORD})
    assert response.headers["Location"] == "/admin/"


def test_logging_out_takes_a_post_and_both_cookies(known):
    assert known.get("/mitra/keluar/").headers["Location"] == "/mitra/"
    assert is_known(known)
    response = known.post("/mitra/keluar/")
    assert response.headers["Location"] == "/mitra/selesai/"
    assert {name for name, cookie in response.cookies.items() if cookie["max-age"] == 0} == {"sessionid", "csrftoken"}
    assert not Client().get("/mitra/selesai/").cookies  # as a browser asks that has dropped both


def test_the_password_is_changed_by_who_knows_the_present_one(known, partner):
    new = {"new_password1": "rangkiang padi tujuh", "new_password2": "rangkiang padi tujuh"}
    refused = known.post("/mitra/kata-sandi/", {"old_password": "salah", **new})
    assert gettext("Your present password is another one. Type it again.") in main(refused)
    response = known.post("/mitra/kata-sandi/", {"old_password": PASSWORD, **new}, follow=True)
    assert gettext("Your new password holds from now on.") in main(response)
    assert log_in(Client(), "siti-aminah", new["new_password1"]).status_code == 302


def test_a_stranger_has_no_password_to_change(client, db):
    assert client.get("/mitra/kata-sandi/").headers["Location"] == "/mitra/"


def test_an_editors_password_is_changed_in_the_editors_area(editor):
    assert editor.get("/mitra/kata-sandi/").headers["Location"] == "/admin/account/"
