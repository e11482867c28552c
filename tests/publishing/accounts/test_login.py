"""The doors while somebody batters at them: who owns an account gets in, and readers do not wait."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from publishing.accounts import browsers, hashing, login
from publishing.accounts.attempts import Limit
from publishing.models import Attempt, User

PASSWORD = "surau gadang tepi air"
DOOR = "/admin/login/"


@pytest.fixture
def writer(db) -> User:
    user = User.objects.create_user("penulis", password=PASSWORD)
    user.groups.add(Group.objects.get(name="Penulis"))
    return user


def log_in(browser: Client, password: str = PASSWORD, name: str = "penulis", door: str = DOOR, **more):
    return browser.post(door, {"username": name, "password": password}, **more)


def got_in(response) -> bool:
    return response.status_code == 302


@pytest.fixture
def known_browser(writer) -> Client:
    """In which the writer has logged in, and out again."""
    browser = Client()
    assert got_in(log_in(browser))
    browser.post("/admin/logout/")
    return browser


def batter(times: int = 6, name: str = "penulis") -> None:
    stranger = Client()
    for _ in range(times):
        log_in(stranger, "salah", name)


def test_a_stranger_who_tries_a_name_makes_other_browsers_wait(writer):
    batter()
    assert log_in(Client()).status_code == 429


def test_the_owners_own_browser_gets_in_all_the_same(known_browser):
    batter()
    assert got_in(log_in(known_browser))


def test_a_mark_opens_nothing_without_the_password(known_browser):
    assert not got_in(log_in(known_browser, "salah"))


def test_a_known_browser_may_try_as_often_as_any_other_and_no_oftener(known_browser):
    assert [log_in(known_browser, "salah").status_code for _ in range(6)] == [200] * 5 + [429]
    assert got_in(log_in(Client()))  # and shuts nobody else out


def test_a_mark_dies_with_the_password(known_browser, writer):
    writer.set_password("kata sandi yang baru sekali")
    writer.save()
    batter()
    assert log_in(known_browser, "kata sandi yang baru sekali").status_code == 429


def test_a_mark_is_of_one_account(known_browser):
    User.objects.create_user("lain", password=PASSWORD)
    batter(name="lain")
    assert log_in(known_browser, name="lain").status_code == 429


@pytest.mark.parametrize("mark", ["", "abc", "WyJhIl0:1:x", "[1,2,3]", "a" * 4000])
def test_a_made_up_mark_is_none(writer, mark):
    browser = Client()
    browser.cookies[browsers.COOKIE] = mark
    batter()
    assert log_in(browser).status_code == 429


def test_a_mark_ends_some_day(known_browser, monkeypatch):
    monkeypatch.setattr(browsers, "KEPT", timedelta(seconds=-1))
    batter()
    assert log_in(known_browser).status_code == 429


def test_the_mark_stays_in_the_editors_area_and_out_of_reach_of_scripts(writer):
    mark = log_in(Client(), secure=True).cookies[browsers.COOKIE]
    assert (mark["path"], mark["samesite"], mark["httponly"], mark["secure"]) == ("/admin/", "Strict", True, True)
    assert mark["max-age"] == 180 * 24 * 60 * 60
    assert "penulis" not in mark.value


def test_only_who_got_in_is_given_a_mark(writer):
    browser = Client()
    browser.get(DOOR)
    log_in(browser, "salah")
    assert browsers.COOKIE not in browser.cookies


def test_partners_are_given_none(client, writer):
    writer.groups.set([Group.objects.get(name="Mitra Adat")])
    assert got_in(log_in(client, door="/mitra/"))
    assert browsers.COOKIE not in client.cookies


@pytest.fixture
def hashed(monkeypatch) -> list:
    done, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: done.append(1) or encode(*given))
    return done


@pytest.mark.parametrize("door", [DOOR, "/mitra/"])
def test_wrong_passwords_under_many_names_have_a_ceiling(writer, known_browser, monkeypatch, hashed, door):
    monkeypatch.setattr(login, "WRONG", Limit("uji", ((3, timedelta(minutes=1)),)))
    hashed.clear()
    answers = [log_in(Client(), "salah", f"nama-{number}", door).status_code for number in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert len(hashed) == 3
    response = log_in(Client(), door=door)
    assert "Banyak yang sedang masuk" in response.content.decode()
    assert "penulis" in response.content.decode()  # what was typed stays
    assert got_in(log_in(known_browser))


def test_who_gets_in_takes_nothing_from_the_ceiling(writer, monkeypatch):
    monkeypatch.setattr(login, "WRONG", Limit("uji", ((2, timedelta(minutes=1)),)))
    assert all(got_in(log_in(Client())) for _ in range(5))


def test_a_try_that_found_no_place_is_not_counted(writer, monkeypatch, hashed):
    monkeypatch.setattr(hashing, "LONGEST_WAIT", dict.fromkeys(hashing.LONGEST_WAIT, 0.0))
    with hashing.a_turn(hashing.STRANGERS) as is_ours:
        assert is_ours
        assert [log_in(Client(), "salah").status_code for _ in range(8)] == [429] * 8
    assert not hashed
    assert not Attempt.objects.exists()
    assert got_in(log_in(Client()))


def test_known_browsers_wait_in_a_line_of_their_own(known_browser):
    with hashing.a_turn(hashing.STRANGERS):
        assert got_in(log_in(known_browser))


def test_one_after_the_other_has_its_turn():
    turns, together, most = [], 0, 0

    def work() -> None:
        nonlocal together, most
        with hashing.a_turn(hashing.STRANGERS) as is_ours:
            if is_ours:
                together += 1
                most = max(most, together)
                turns.append(1)
                together -= 1

    threads = [threading.Thread(target=work) for _ in range(hashing.WAITING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(turns), most) == (hashing.WAITING, 1)


def test_few_wait_and_the_others_hear_at_once():
    taken = [hashing._lines[hashing.STRANGERS].acquire(blocking=False) for _ in range(hashing.WAITING)]
    try:
        with hashing.a_turn(hashing.STRANGERS) as is_ours:
            assert not is_ours
    finally:
        for _ in taken:
            hashing._lines[hashing.STRANGERS].release()


def test_what_is_refused_writes_nothing(writer, django_assert_num_queries, monkeypatch):
    limit = Limit("uji", ((1, timedelta(minutes=1)),))
    limit.wait_for("siti")
    with django_assert_num_queries(1):
        assert limit.wait_for("siti")


def test_old_tries_are_erased_when_their_limit_needs_them_no_more(db, monkeypatch):
    short, long = Limit("a", ((1, timedelta(hours=1)),)), Limit("b", ((1, timedelta(days=1)),))
    short.wait_for("siti")
    long.wait_for("siti")
    Attempt.objects.update(at=timezone.now() - timedelta(hours=2))
    Attempt.objects.filter(digest=short._digest("siti")).update(erased_after=timezone.now() - timedelta(hours=1))
    short.wait_for("budi")
    assert long.wait("siti")
    assert not Attempt.objects.filter(digest=short._digest("siti")).exists()
