"""What strangers do to a server, tried on the one that the project starts: over a socket, as they do it."""

import contextlib
import os
import signal
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publishing.responses import headers
from tests.server.machine import KIT, Server
from tests.server.raw import Heard, connect, get, hear, post, say
from tests.server.slow_clients import seconds_for, slow_clients

PICTURE = "/media/images/besar.png"
SECRET = "NHCMA7aiu0sPq3vWx9rahasia"
INVITATION = f"/mitra/undangan/{SECRET}/"
COOKIE = f"Cookie: sessionid=abc; csrftoken={'a' * 32}"  # with both, the form itself is read


@pytest.fixture
def site(gunicorn) -> Server:
    """The default set-up."""
    return gunicorn


@pytest.fixture(scope="module")
def servers(machine) -> Iterator[Callable[[], Server]]:
    """Gives one of a single process, and another as soon as that has ended."""
    started: list[Server] = []
    with contextlib.ExitStack() as stack:

        def running() -> Server:
            if not started or started[-1].process.poll() is not None:
                started.append(stack.enter_context(machine.gunicorn(WORKERS="1")))
            return started[-1]

        yield running


@pytest.fixture
def one_process(servers) -> Server:
    return servers()


@pytest.mark.parametrize("path", [PICTURE, KIT])
def test_pages_are_answered_while_slow_clients_hold_their_connections(site, path):
    with slow_clients(site.port) as clients:
        clients.readers(200, path)
        clients.posts(80)
        clients.headers(80)
        assert all(seconds_for(site.port, "/hubungi/", longest=15) for _look in range(4))


def test_no_header_leads_to_another_address(site):
    plain = say(site.port, get("/"))
    for header in (
        "SCRIPT_NAME: /foo",
        "SCRIPT_NAME: //evil.example",
        "X-Forwarded-Host: evil.example",
        "Forwarded: a",
    ):
        moved = say(site.port, get("/", header))
        assert (moved.status, moved.body) == (200, plain.body)
        assert say(site.port, get("/foo/admin/login/", header)).status == 404


def test_a_process_that_begins_anew_learns_nothing_from_who_comes_first(one_process):
    (old,) = one_process.workers
    os.kill(old, signal.SIGKILL)
    for _attempt in range(100):
        if one_process.workers and one_process.workers != [old]:
            break
        time.sleep(0.1)
    moved = get("/admin/login/", "SCRIPT_NAME: //evil.example", "X-Forwarded-Prefix: /evil.example")
    for _visit in range(3):
        say(one_process.port, moved)
    assert b"evil.example" not in say(one_process.port, get("/admin/login/")).body


def files(count: int) -> bytes:
    part = f'--x\r\nContent-Disposition: form-data; name="{SECRET}"; filename="{SECRET}.pdf"\r\n\r\na\r\n'
    return part.encode() * count + b"--x--\r\n"


def multipart(path: str, body: bytes) -> bytes:
    return post(path, body, COOKIE).replace(b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=x")


REFUSED = {
    "no cookie": (post(INVITATION, f"sandi={SECRET}".encode()), 403),
    "another site": (get(INVITATION, "Origin: https://evil.example").replace(b"GET", b"POST"), 403),
    "a host of somebody's": (get("/").replace(b"localhost", f"{SECRET}.example".encode()), 400),
    "a long form": (post(INVITATION, b"a" * 600_000), 413),
    "a long form with a made-up cookie": (post(INVITATION, b"a" * 6_000_000, COOKIE), 413),
    "many fields": (post(INVITATION, b"&".join([b"a"] * 10_001) + SECRET.encode(), COOKIE), 400),
    "many files": (multipart(INVITATION, files(101)), 400),
    "a broken form": (multipart(INVITATION, b"--y" + SECRET.encode()).replace(b"boundary=x", b"boundary="), 400),
    "out of the folder": (get(f"/media/..%2f..%2f{SECRET}"), 404),
    "no such page": (get(f"/{SECRET}/?q={SECRET}"), 404),
    "a control character": (get(f"/%00{SECRET}"), 404),
    "a way that is not there": (get(INVITATION).replace(b"GET", b"DELETE"), 405),
    "a way that is not there with a made-up cookie": (get(INVITATION, COOKIE).replace(b"GET", b"DELETE"), 403),
    "no HTTP": (f"{SECRET}\r\n\r\n".encode(), 400),
    "no address": (get(SECRET), 400),
    "a long address": (get(f"/{SECRET * 500}"), 414),
    "a long header": (get("/", f"Cookie: {SECRET * 2000}"), 431),
    "letters in no alphabet": (get("/?q=a", f"Content-Type: {SECRET}/a; charset=rot13"), 200),
    "a redirect to elsewhere": (get(f"/_util/login/?next=javascript:{SECRET}"), 302),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_the_journal_keeps_nothing_of_what_was_refused(site, kind):
    words, status = REFUSED[kind]
    before = len(site.journal)
    assert hear(connect(site.port, words))[0].status == status
    say(site.port, get("/sehat/"))
    assert site.journal[before:] == ""


@pytest.fixture
def broken_database(machine) -> Iterator[None]:
    """Every page needs the help points, and nothing that was read before is good any more."""
    with contextlib.closing(sqlite3.connect(machine.database, timeout=20)) as database:
        with database:
            database.execute("ALTER TABLE home_helppoint RENAME TO hidden")
            database.execute("INSERT OR REPLACE INTO publishing_generation (id, word) VALUES (1, 'broken')")
        yield
        database.execute("ALTER TABLE hidden RENAME TO home_helppoint")


@pytest.mark.usefixtures("broken_database")
def test_what_breaks_is_in_the_journal_without_what_was_asked_for(one_process):
    for words in (get(f"/cari/?q={SECRET}"), post("/cari/", f"q={SECRET}".encode()), get(f"/{SECRET}/")):
        assert say(one_process.port, words).status == 500
    assert "no such table" in one_process.journal
    assert SECRET not in one_process.journal


def test_a_static_file_carries_the_headers_of_a_page(site, machine):
    name = next((machine.data / "static" / "img").rglob("*.svg")).relative_to(machine.data / "static")
    heard = say(site.port, get(f"/static/{name}"))
    assert heard.status == 200
    _has_all(heard, but={"Content-Security-Policy"})
    assert heard.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_picture_carries_the_headers_of_a_page(site):
    _has_all(say(site.port, get(PICTURE)))


def _has_all(heard: Heard, but: frozenset[str] | set[str] = frozenset()) -> None:
    expected = {name: value for name, value in headers.complete_headers().items() if name not in but}
    assert {name: heard.headers.get(name.lower()) for name in expected} == expected


def test_nobody_else_on_the_machine_reads_the_database_or_an_upload(site, machine):
    say(site.port, get("/"))
    written = [*machine.data.glob("suluah.sqlite3*"), machine.data / "secret_key", machine.data / "media" / "share"]
    assert len(written) >= 3
    assert not [path for path in written if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def test_the_group_that_reads_downloads_reads_nothing_else(site, machine):
    """nginx belongs to it (docs/operations.md)."""
    readable = [path for path in machine.data.iterdir() if path.stat().st_mode & stat.S_IRGRP]
    assert readable == [machine.data / "private"]
    assert not [path for path in (machine.data / "private").rglob("*") if not path.stat().st_mode & stat.S_IRGRP]


def test_a_request_under_way_is_answered_when_the_server_is_told_to_end(one_process):
    before = len(one_process.journal)
    connection = connect(one_process.port, post("/cari/", b"q=", size=10))
    say(one_process.port, get("/sehat/"))
    one_process.process.terminate()
    _until_refused(one_process.port)
    connection.sendall(b"kekerasa")
    (heard,) = hear(connection)
    assert heard.status == 200
    assert one_process.process.wait(30) == 0
    assert one_process.journal[before:].count("\n") <= 1, one_process.journal


def _until_refused(port: int) -> None:
    for _attempt in range(200):
        try:
            connect(port).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    pytest.fail("The server still takes connections.")


def test_both_processors_work(site: Server):
    """Connections spread over the processes, however few clients there are."""
    before = {pid: _cpu(pid) for pid in site.workers}
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(lambda _visit: say(site.port, get("/hubungi/")), range(60)))
    assert {heard.status for heard in answers} == {200}
    work = [_cpu(pid) - before[pid] for pid in site.workers]
    assert min(work) > max(work) / 10


def _cpu(pid: int) -> int:
    values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(values[11]) + int(values[12])
