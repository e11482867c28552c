"""What strangers learn."""

from threading import Event, Thread

import pytest

from home.health import checks
from home.health.checks import Check, Result, Unwell


def unwell() -> str:
    raise Unwell("the disk of 10.0.0.7 is full")


@pytest.fixture
def found(monkeypatch):
    def put(*these: Check) -> None:
        monkeypatch.setattr(checks, "CHECKS", list(these))

    return put


def test_alive_asks_no_service(client_without_database):
    response = client_without_database.get("/sehat/")
    assert (response.status_code, response.content) == (200, b"sehat")


def test_ready_when_all_that_readers_need_is_there(client_without_database, found):
    found(Check("database", lambda: "ok", essential=True), Check("worker", unwell))
    response = client_without_database.get("/sehat/siap/")
    assert (response.status_code, response.content) == (200, b"siap")


def test_not_ready_without_what_readers_need_and_nobody_learns_why(client_without_database, found):
    found(Check("database", unwell, essential=True))
    response = client_without_database.get("/sehat/siap/")
    assert (response.status_code, response.content) == (503, b"belum siap")


@pytest.mark.parametrize(("check", "word"), [(lambda: "ok", b"beres"), (unwell, b"belum beres")])
def test_a_monitor_learns_also_of_what_readers_do_not_notice(client_without_database, found, check, word):
    found(Check("worker", check))
    assert client_without_database.get("/sehat/beres/").content == word


def test_a_check_that_breaks_counts_as_unwell_and_breaks_nothing(client_without_database, found):
    found(Check("database", lambda: 1 / 0, essential=True))
    assert client_without_database.get("/sehat/siap/").status_code == 503


def test_a_stranger_who_asks_without_end_has_little_looked_at(client_without_database, found):
    asked = []
    found(Check("database", lambda: asked.append(1) or "ok", essential=True, good_for=60))
    for _time in range(5):
        client_without_database.get("/sehat/siap/")
    assert len(asked) == 1


def test_while_one_looks_at_a_silent_service_others_get_what_was_found_before():
    began, may_answer, asked = Event(), Event(), []

    def silent() -> str:
        asked.append(1)
        began.set()
        may_answer.wait(10)
        return "ok"

    check = Check("database", silent, good_for=0, result=Result("database", True, False, "away"))
    looking = Thread(target=check.now)
    looking.start()
    began.wait(10)
    found = [check.now().says for _other in range(3)]
    may_answer.set()
    looking.join()
    assert (found, len(asked), check.result.says) == (["away"] * 3, 1, "ok")


def test_an_answer_about_health_is_kept_nowhere(client_without_database):
    response = client_without_database.get("/sehat/")
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
