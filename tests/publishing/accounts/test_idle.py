"""A session ends when nobody has used it for a while, and with the working day."""

import time

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client

from publishing.accounts import idle
from publishing.models import User
from suluah.server.uploads import may_upload
from tests.publishing.accounts.factor.conftest import PASSWORD, is_in, make_editor

MINUTE, HOUR = 60, 60 * 60
QUESTION = "/admin/masih-masuk/"


@pytest.fixture
def later(monkeypatch):
    """later(seconds): so much later than it was."""
    shift, now = [0], time.time

    def go(seconds: float) -> None:
        shift[0] += seconds

    monkeypatch.setattr(idle.time, "time", lambda: now() + shift[0])
    return go


def log_in(account: User, door: str = "/admin/login/") -> Client:
    browser = Client()
    browser.post(door, {"username": account.username, "password": PASSWORD})
    return browser


@pytest.fixture
def writer(db) -> User:
    return make_editor("penulis", "Penulis")


def test_each_role_has_its_time_and_the_strictest_counts(writer):
    limits = []
    for groups in (["Penulis"], ["Peninjau"], ["Administrator"], ["Penulis", "Administrator"], ["Mitra Adat"], []):
        writer.groups.set(Group.objects.filter(name__in=groups))
        limits.append(idle.seconds_for(writer))
    assert limits == [HOUR, HOUR, HOUR / 2, HOUR / 2, HOUR / 2, HOUR]
    assert idle.seconds_for(User(is_superuser=True)) == HOUR / 2


def test_unused_it_ends_and_the_login_says_why_once(writer, later):
    browser = log_in(writer)
    later(HOUR - MINUTE)
    assert is_in(browser)
    later(HOUR + MINUTE)
    answer = browser.get("/admin/")
    assert answer.headers["Location"].startswith("/admin/login/")
    pages = [browser.get("/admin/login/").content.decode() for _ in range(2)]
    assert ["lama tidak dipakai" in page for page in pages] == [True, False]
    assert not is_in(browser)


def test_used_again_and_again_it_lasts_as_long_as_the_working_day_and_no_longer(writer, later):
    browser = log_in(writer)
    states = []
    for _half_hour in range(21):
        later(HOUR / 2)
        states.append(is_in(browser))
    assert states == [True] * 19 + [False] * 2


@pytest.mark.parametrize(("headers", "lasts"), [({}, False), ({idle.WRITING: "1"}, True)])
def test_an_open_page_does_not_keep_it_alive_and_a_person_who_types_does(writer, later, headers, lasts):
    browser = log_in(writer)
    for _quarter in range(5):
        later(HOUR / 4)
        browser.get(QUESTION, headers={"X-Requested-With": "XMLHttpRequest", **headers})
        browser.post("/admin/editing-sessions/ping/wagtailcore/page/2/1/")
    assert is_in(browser) is lasts


def test_a_click_that_follows_another_writes_nothing(writer):
    browser = log_in(writer)
    before = browser.session[idle.KEY]
    assert is_in(browser)
    assert browser.session[idle.KEY] == before


def test_a_partners_ends_too_and_the_partners_door_says_why(db, later):
    partner = make_editor("mitra", "Mitra Adat")
    browser = log_in(partner, "/mitra/")
    assert 'name="password"' not in browser.get("/mitra/").content.decode()
    later(HOUR / 2 + MINUTE)
    page = browser.get("/mitra/").content.decode()
    assert 'name="password"' in page
    assert "lama tidak dipakai" in page


def test_a_form_that_comes_after_the_end_is_given_back_to_its_writer(writer, later):
    browser = log_in(writer)
    later(2 * HOUR)
    typed = {"title": "Tulisan panjang", "suluah-writer": str(writer.pk)}
    answer = browser.post("/admin/pages/add/campaigns/articlepage/2/", typed, headers={"origin": "http://testserver"})
    assert "Tulisan panjang" in answer.content.decode()


def test_large_uploads_are_refused_after_the_end(writer, later):
    cookies = f"sessionid={log_in(writer).session.session_key}"
    assert may_upload(cookies)
    later(2 * HOUR)
    assert not may_upload(cookies)


def test_a_session_from_before_this_was_kept_goes_on_and_ends_like_the_others(writer, later):
    browser = log_in(writer)
    session = browser.session
    del session[idle.KEY]
    session.save()
    assert is_in(browser)
    later(HOUR + MINUTE)
    assert not is_in(browser)


def test_it_holds_times_and_no_address(writer):
    browser = log_in(writer)
    browser.get("/admin/", REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "Browser uji"})
    stored = Session.objects.get(pk=browser.session.session_key).get_decoded()
    assert set(stored[idle.KEY]) == {"began", "used", "lasts"}
    assert "192.0.2.7" not in str(stored)
    assert "Browser uji" not in str(stored)
