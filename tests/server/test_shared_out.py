"""How the threads of a process are shared out when more is asked for than they can do."""

import time
from collections.abc import Iterator

import pytest

from tests.server.raw import connect, get, hear, post, say
from tests.server.small_site import EDITOR, Site, is_refusal, until

COOKIE = f"Cookie: {EDITOR}"


@pytest.fixture
def site() -> Iterator[Site]:
    """Of its four threads, two are for strangers, and one of these for what they send."""
    site = Site(threads=4)
    yield site
    site.stop()


def test_beyond_what_can_wait_readers_are_asked_to_come_again(site, monkeypatch):
    site.application.may_answer.clear()
    bridge = site.server.config.loaded_app
    monkeypatch.setattr(bridge, "most", 3)
    held = [connect(site.port, get("/waits")) for _number in range(3)]
    until(lambda: bridge.under_way == 3)
    heard = say(site.port, get("/"))
    assert is_refusal(heard, 503)
    assert heard.headers["retry-after"] == "30"
    assert say(site.port, get("/", COOKIE)).status == 200
    site.application.may_answer.set()
    assert [hear(connection)[0].status for connection in held] == [200] * 3


def test_nobody_works_for_a_reader_who_has_gone_while_waiting(site):
    site.application.may_answer.clear()
    first = [connect(site.port, get("/waits")) for _number in range(2)]
    until(lambda: len(site.application.environs) == 2)
    gone = connect(site.port, get("/gone"))
    bridge = site.server.config.loaded_app
    until(lambda: bridge.under_way == 3)
    gone.close()
    time.sleep(0.3)
    site.application.may_answer.set()
    for connection in first:
        hear(connection)
    until(lambda: bridge.under_way == 0)
    assert [environ["PATH_INFO"] for environ in site.application.environs] == ["/waits"] * 2


def test_strangers_however_many_leave_threads_to_who_has_logged_in(site):
    site.application.may_answer.clear()
    held = [connect(site.port, get("/waits")) for _number in range(5)]
    until(lambda: site.server.config.loaded_app.under_way == 5)
    assert say(site.port, get("/", COOKIE)).body == b"salam"
    site.application.may_answer.set()
    assert [hear(connection)[0].status for connection in held] == [200] * 5


def test_what_strangers_send_leaves_a_thread_to_who_reads(site):
    site.application.may_answer.clear()
    held = [connect(site.port, post("/waits", b"a=b")) for _number in range(5)]
    until(lambda: site.server.config.loaded_app.under_way == 5)
    assert say(site.port, get("/")).body == b"salam"
    site.application.may_answer.set()
    assert [hear(connection)[0].status for connection in held] == [200] * 5
