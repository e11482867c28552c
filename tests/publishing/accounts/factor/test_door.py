"""Nothing opens with a password alone."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import get_resolver

from publishing.accounts import browsers
from publishing.accounts.factor import codes, half_way
from publishing.models import User
from suluah.server.uploads import may_upload
from tests.publishing.accounts.factor.conftest import (
    CODE,
    DOOR,
    NEW,
    PASSWORD,
    SEED,
    code_of,
    is_in,
    logged_in,
    make_editor,
    with_password,
)  # fmt: skip

# What a stranger gets an answer from, too.
OPEN = {
    "login/",
    "login/kode/",
    "login/perangkat/",
    "login/perangkat/kunci-sandi/",
    "logout/",
    "jsi18n/",
    "sprite/",
    "undangan/x/",
    "lupa/",
    "surat/x/",
}
VARIES = re.compile(r"<(?:(\w+):)?\w+>|\(\?P<\w+>([^()]*)\)|\(([^()?]*)\)")


def addresses(patterns, before: str = "") -> list[str]:
    """Every address below `patterns`, with something in place of what varies."""
    found = []
    for pattern in patterns:
        part = VARIES.sub(_something, str(pattern.pattern)).replace("^", "").replace("$", "").replace("\\Z", "")
        below = getattr(pattern, "url_patterns", None)
        found += [before + part] if below is None else addresses(below, before + part)
    return found


def _something(varies: re.Match) -> str:
    return (
        "x"
        if varies[1] in ("str", "slug", "path")
        else "8400d8d5-7c85-4ac5-b5a2-7d2ed3e0a1f0"
        if varies[1] == "uuid"
        else "1"
    )


def test_no_address_of_the_editors_area_answers_a_session_without_it(editor, client):
    client.force_login(editor)
    shut, not_found, answered = 0, [], []
    for address in addresses(get_resolver().url_patterns):
        if not address.startswith("admin/") or address.removeprefix("admin/") in OPEN:
            continue
        response = client.get(f"/{address}")
        if response.headers.get("Location", "").startswith(DOOR):
            shut += 1
        elif response.status_code == 404:
            not_found.append(address)
        else:
            answered.append(address)
    assert answered == []
    assert all(address.startswith("admin/password_reset/") for address in not_found)  # switched off
    assert shut > 300


def test_a_password_alone_logs_nobody_in(editor):
    browser = with_password(editor)
    assert "_auth_user_id" not in browser.session
    assert not is_in(browser)
    assert browser.get("/admin/masih-masuk/", headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_whoever_has_no_app_yet_is_led_to_bind_one_and_nowhere_else(fresh):
    browser = with_password(fresh)
    assert not is_in(browser)
    assert browser.get(CODE).headers["Location"] == NEW


def test_password_and_code_open_the_area_at_the_address_that_was_asked_for(editor):
    browser = Client()
    first = browser.post(DOOR, {"username": "peninjau", "password": PASSWORD, "next": "/admin/pages/"})
    second = browser.post(first.headers["Location"], {"code": code_of()})
    assert (first.headers["Location"], second.headers["Location"]) == (CODE, "/admin/pages/")
    assert is_in(browser)


def test_a_wrong_code_opens_nothing_and_five_make_one_wait(editor):
    browser = with_password(editor)
    answers = [browser.post(CODE, {"code": "12ab56"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert browser.post(CODE, {"code": code_of()}).status_code == 429
    assert not is_in(browser)


def test_a_half_way_login_ends_by_itself_and_with_the_password(editor, monkeypatch):
    changed, late = with_password(editor), with_password(editor)
    monkeypatch.setattr(half_way, "LASTS", -1)
    assert late.post(CODE, {"code": code_of()}).headers["Location"] == DOOR
    monkeypatch.undo()
    editor.set_password("kata sandi yang baru sekali")
    editor.save()
    assert changed.post(CODE, {"code": code_of()}).headers["Location"] == DOOR


def test_a_session_ends_with_the_factor_that_opened_it(editor):
    browser = logged_in(editor)
    assert is_in(browser)
    codes.remove(editor)
    assert codes.enrol(editor, SEED, code_of(steps=1))
    assert not is_in(browser)


def test_the_browser_is_remembered_after_the_code_and_not_before(editor):
    browser = with_password(editor)
    assert browsers.COOKIE not in browser.cookies
    browser.post(CODE, {"code": code_of()})
    assert browsers.COOKIE in browser.cookies


def test_a_session_without_it_opens_nothing_outside_the_area_either(editor, client):
    client.force_login(editor)
    assert 'name="password"' in client.get("/mitra/").content.decode()


def test_large_uploads_are_taken_from_whoever_has_shown_it_only(editor, client):
    client.force_login(editor)
    assert not may_upload(f"sessionid={client.session.session_key}")
    assert may_upload(f"sessionid={logged_in(editor).session.session_key}")


def test_partners_are_asked_for_none(db):
    partner = make_editor("mitra", "Mitra Adat")
    browser = Client()
    assert browser.post("/mitra/", {"username": partner.username, "password": PASSWORD}).status_code == 302
    assert 'name="password"' not in browser.get("/mitra/").content.decode()
    assert not is_in(browser)


def test_a_partner_who_becomes_an_editor_needs_one_at_once(db):
    partner = make_editor("mitra", "Mitra Adat")
    browser = Client()
    browser.force_login(partner)
    partner.groups.add(Group.objects.get(name="Penulis"))
    assert not is_in(browser)


@pytest.fixture
def first(db, settings) -> User:
    settings.SECOND_FACTOR_MAY_WAIT = True
    return User.objects.create_superuser("admin", password=PASSWORD)


def postpone(user: User, **sent) -> bool:
    browser = with_password(user)
    browser.post(NEW, {"later": ""}, **sent)
    return browser.get("/admin/", **sent).status_code == 200


def test_the_first_administrator_may_wait_on_this_machine_only(first, settings):
    here = {"headers": {"Host": "localhost:8000"}}
    assert postpone(first, **here)
    assert not postpone(first, headers={"Host": "suluah.example"})
    assert not postpone(first, **here, REMOTE_ADDR="192.0.2.7")
    assert not postpone(first, headers={"Host": "localhost", "X-Forwarded-For": "192.0.2.7"})
    assert not postpone(User.objects.create_superuser("kedua", password=PASSWORD), **here)
    settings.SECOND_FACTOR_MAY_WAIT = False
    assert not postpone(first, **here)
