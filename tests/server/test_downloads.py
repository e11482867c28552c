"""Downloads through real servers: by gunicorn alone, and by nginx with the part of its configuration in deploy/."""

import hashlib
import http.client
import re
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.server.front import until
from tests.server.machine import KIT, Machine, Server

PHONE = "Mozilla/5.0 (Linux; Android 13) Chrome/140.0 Mobile Safari/537.36"


def ask(server: Server, method: str = "GET", path: str = KIT, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(connection):
        connection.request(method, path, headers=names)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()


def curl(server: Server, target: Path, *options: str) -> None:
    subprocess.run(["curl", "-fsS", *options, "-o", target, server.url + KIT], check=True, timeout=120)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download_half(server: Server, target: Path, size: int) -> None:
    """A download over a network that breaks off in its middle."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(f"GET {KIT} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        received = b""
        while len(received) < size // 2:
            received += connection.recv(65536)
    target.write_bytes(received.partition(b"\r\n\r\n")[2])


def test_a_download_that_broke_off_goes_on_where_it_stopped(server, machine, tmp_path):
    target = tmp_path / "besar.zip"
    download_half(server, target, machine.size)
    assert 0 < target.stat().st_size < machine.size
    curl(server, target, "-C", "-", "--write-out", "%{stderr}%{http_code}")
    assert target.stat().st_size == machine.size
    assert sha256(target) == machine.sha256


def test_a_whole_download_has_the_bytes_that_were_built(server, machine, tmp_path):
    target = tmp_path / "besar.zip"
    curl(server, target)
    assert sha256(target) == machine.sha256


def test_a_part_has_its_place_and_its_bytes(server, machine, tmp_path):
    _status, _headers, whole = ask(server)
    status, headers, part = ask(server, Range="bytes=1000000-1999999")
    assert status == 206
    assert headers["content-range"] == f"bytes 1000000-1999999/{machine.size}"
    assert part == whole[1_000_000:2_000_000]
    assert ask(server, Range="bytes=-9")[2] == whole[-9:]


def test_a_look_has_the_size_and_no_body(server, machine):
    status, headers, body = ask(server, "HEAD")
    assert (status, headers["content-length"], body) == (200, str(machine.size), b"")


def test_several_ranges_at_once_get_the_whole(server, machine):
    status, _headers, body = ask(server, Range="bytes=0-9,20-29")
    assert (status, len(body)) == (200, machine.size)


def test_a_range_behind_the_end_is_refused_with_the_size(server, machine):
    status, headers, _body = ask(server, Range=f"bytes={machine.size}-")
    assert (status, headers["content-range"]) == (416, f"bytes */{machine.size}")


@pytest.mark.parametrize("validator", ["etag", "last-modified"])
def test_a_range_is_given_only_of_the_same_file(server, machine, validator):
    known = ask(server, "HEAD")[1][validator]
    assert ask(server, Range="bytes=9-18", If_Range=known)[0] == 206
    for old in ('"1-1"', "Tue, 01 Jan 2019 00:00:00 GMT"):
        status, _headers, body = ask(server, Range="bytes=9-18", If_Range=old)
        assert (status, len(body)) == (200, machine.size)


def test_firefox_and_android_go_on_with_if_match(server):
    head = ask(server, "HEAD")[1]
    same = {"If_Match": head["etag"], "If_Unmodified_Since": head["last-modified"], "Range": "bytes=9-18"}
    assert ask(server, **same)[0] == 206
    assert ask(server, **(same | {"If_Match": '"1-1"'}))[0] == 412
    assert ask(server, Range="bytes=9-18", If_Unmodified_Since="Tue, 01 Jan 2019 00:00:00 GMT")[0] == 412


def test_who_has_it_already_gets_no_body(server):
    head = ask(server, "HEAD")[1]
    for known in ({"If_None_Match": head["etag"]}, {"If_Modified_Since": head["last-modified"]}):
        status, headers, body = ask(server, **known)
        assert (status, headers["etag"], body) == (304, head["etag"], b"")
    assert ask(server, "HEAD", If_None_Match='"1-1"', If_Modified_Since=head["last-modified"])[0] == 200


REQUESTS = [
    ("GET", {}), ("HEAD", {}), ("GET", {"Range": "bytes=5-"}), ("GET", {"Range": "bytes=5-9", "If_Range": '"1-1"'}),
]  # fmt: skip
OF_EACH_SERVER = {"server", "date", "connection", "keep-alive"}


@pytest.mark.parametrize(("method", "headers"), REQUESTS)
def test_both_servers_say_the_same(gunicorn, nginx, method, headers):
    answers = []
    for server in (gunicorn, nginx):
        status, said, body = ask(server, method, **headers)
        said = {name: value for name, value in said.items() if name not in OF_EACH_SERVER}
        answers.append((status, said, hashlib.sha256(body).hexdigest()))
    (status, said, body), (other_status, other_said, other_body) = answers
    assert (status, body) == (other_status, other_body)
    assert not said.items() ^ other_said.items()
    assert said["content-disposition"] == 'attachment; filename="besar.zip"'
    assert said["content-security-policy"] == "sandbox; default-src 'none'"
    assert (said["content-type"], said["cache-control"]) == ("application/zip", "no-store")
    assert said["x-content-type-options"] == "nosniff"


def test_the_folder_behind_nginx_has_no_address_of_its_own(nginx, machine):
    with sqlite3.connect(machine.database) as database:
        (name,) = database.execute("SELECT file FROM resources_kitarchive WHERE state = 'ready'").fetchone()
    assert (machine.data / "private" / name).is_file()
    for path in (f"/_berkas/{name}", f"/_berkas/../_berkas/{name}", f"/media/../private/{name}", f"/dokumen/{name}"):
        assert ask(nginx, path=path)[0] in {400, 404}, path


@pytest.fixture
def closed_kit(machine):
    """For partners only, as Wagtail notes it."""
    with sqlite3.connect(machine.database) as database:
        (page,) = database.execute("SELECT id FROM wagtailcore_page WHERE slug = 'besar'").fetchone()
        columns = "(page_id, restriction_type, password)"
        query = f"INSERT INTO wagtailcore_pageviewrestriction {columns} VALUES (?, 'login', '')"
        restriction = database.execute(query, [page]).lastrowid
    yield
    with sqlite3.connect(machine.database) as database:
        database.execute("DELETE FROM wagtailcore_pageviewrestriction WHERE id = ?", [restriction])


def test_a_closed_kit_is_closed_at_its_file(server, closed_kit):
    for headers in ({}, {"Range": "bytes=0-9"}, {"If_None_Match": "*"}):
        status, said, body = ask(server, **headers)
        assert (status, said["cache-control"]) == (302, "private, no-store")
        assert b"PK" not in body


def count(machine: Machine) -> int:
    with sqlite3.connect(machine.database) as database:
        return database.execute("SELECT coalesce(sum(count), 0) FROM resources_download").fetchone()[0]


@pytest.fixture(scope="module")
def narrow(machine) -> Iterator[Server]:
    """One thread, and room for three downloads."""
    with machine.gunicorn(WORKERS="1", THREADS="1", DOWNLOADS_AT_ONCE="3") as server:
        yield server


def test_a_download_waits_for_nobody_who_writes_and_is_counted_all_the_same(narrow, machine):
    before = count(machine)
    with closing(sqlite3.connect(machine.database, isolation_level=None)) as editor:
        editor.execute("BEGIN IMMEDIATE")
        # The lock is held until the whole file is here: a download that waited for it would never come.
        assert len(ask(narrow, User_Agent=PHONE)[2]) == machine.size
        editor.execute("ROLLBACK")
    assert ask(narrow, User_Agent=PHONE, Connection="close")[0] == 200
    until(lambda: count(machine) == before + 2)  # the second takes the first along


def test_pages_are_answered_while_all_places_for_downloads_are_taken(narrow):
    with ExitStack() as stack:
        for _number in range(3):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", narrow.port)))
            slow.sendall(f"GET {KIT} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            assert slow.recv(12) == b"HTTP/1.1 200"
        status, headers, body = ask(narrow)
        assert (status, headers["retry-after"]) == (503, "30")
        assert re.search("Sedang banyak yang mengunduh", body.decode())
        assert ask(narrow, path="/sehat/")[2] == b"sehat"
