"""
Odd requests without end from one source, slow readers and slow forms: what others notice of it, and what it leaves.

    .venv/bin/python tests/benchmarks/abuse.py [100000]

The project's own server, without nginx. Looked at: no answer of 500 or more but "come again" (503), the memory of the
server's processes after each tenth, and how long other readers wait for pages, in turns with and without the abuse.
The senders are processes that give way to the server, for they stand for other machines; all the same they share its
processors, so only the ratio within one run says something.
"""

import itertools
import multiprocessing
import os
import random
import socket
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.prepared import make_site
from tests.server.machine import Machine, Server
from tests.server.slow_clients import seconds_for, slow_clients

SENDERS, PARTS, LOOKS, TURNS = 4, 10, 400, 6
PAUSE = 0.01  # seconds between two pages of a reader beside whom slow clients stay
NICE = 10
SPAWN = multiprocessing.get_context("spawn")
PAGES = ("/hubungi/", "/", "/kekerasan/fisik/", "/kegiatan/", "/materi/")
METHODS = (
    "GET",
    "GET",
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "PROPFIND",
    "get",
    "X" * 40,
)
PATHS = (
    *PAGES, "/cari/", "/materi/cari/", "/kegiatan/minta/", "/mitra/masuk/", "/admin/", "/admin/login/", "/sehat/siap/",
    "/umpan.xml", "/sitemap.xml", "/data/kasus.csv", "/kode-qr/hubungi/", "/wp-login.php", "/.env", "/../../etc/passwd",
    "/%00", "/%ff%fe/", "/%2e%2e/%2e%2e/", "//evil.example/", "/a" * 900, "/media/images/x.webp", "/media/%2e%2e/x",
    "/materi/berkas/1/x.pdf", "/materi/berkas/99999999999999999999/x", "/dengar/1/x.mp3", "/materi/paket/x/x.zip",
    "/kegiatan/kalender.ics", "/static/../manage.py", "/😀/", "*", "http://evil.example/", "/?" + "a=1&" * 1500,
)  # fmt: skip
QUERIES = (
    "", "", "?q=kekerasan", "?q=%00", "?q=" + "a" * 3000, "?halaman=-1", "?halaman=99999999999999999999", "?tahun=x",
    "?kecamatan=%27%20OR%201=1--", "?topik=%ff", "?jenis=poster&jenis=video", "?lembaga[]=1", "?" + "&" * 500, "?%",
)  # fmt: skip
HEADERS = (
    "", "", "Host: evil.example", "Accept-Encoding: gzip;q=0, *;q=0", "Range: bytes=0-1,2-3,9999999999-",
    "If-Modified-Since: never", "If-None-Match: " + '"a",' * 500, "Cookie: sessionid=" + "a" * 32,
    "Cookie: csrftoken=\x80; sessionid=;;=", "X-Forwarded-For: " + "1.1.1.1, " * 300,
    "Content-Type: multipart/form-data",
    "Content-Type: application/json", "Transfer-Encoding: chunked", "Expect: 100-continue", "Upgrade: websocket",
    "X-Renew: guess", "Origin: null", "Referer: \x80\x81", "Accept-Language: " + "id," * 1000, "Content-Encoding: gzip",
)  # fmt: skip
BODIES = (
    b"", b"q=kekerasan", b"q=" + b"a" * 5000, b"\x00\xff" * 200, b"a=1&" * 3000, b"q=%00&persis=1", b'{"a":' * 300,
    b"--x\r\nContent-Disposition: form-data; name=q\r\n\r\n", b"username=admin&password=x",
    b"kata=" + b"%F0%9F%98%80" * 300,
)  # fmt: skip


def odd_request(chance: random.Random) -> bytes:
    method, path, query = chance.choice(METHODS), chance.choice(PATHS), chance.choice(QUERIES)
    if chance.random() < 0.2:  # an address that nobody has asked for yet
        path = f"/{chance.randbytes(8).hex()}/"
    body = chance.choice(BODIES) if method in ("POST", "PUT", "PATCH") else b""
    lines = [f"{method} {path}{query} HTTP/1.1", "Connection: close", chance.choice(HEADERS)]
    if not lines[-1].startswith("Host"):
        lines.insert(1, "Host: localhost")
    if "chunked" in lines[-1]:
        body = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n" if body else b"0\r\n\r\n"
    elif body:
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join(line for line in lines if line)
    return head.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def status_of(port: int, words: bytes) -> int:
    """0 when the server ends the connection without an answer, or none comes. The connection stays open for it."""
    heard = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(words)
            while part := connection.recv(65536):
                heard = heard or part
                if heard.startswith(b"HTTP/1.1 100"):
                    heard = heard.partition(b"\r\n\r\n")[2]
        return int(heard.split()[1]) if heard.startswith(b"HTTP/1.1 ") else 0
    except (OSError, IndexError, ValueError):
        return 0


def send(port: int, seed: int, number: float, over: Event, told: Queue) -> None:
    """A process that stands for another machine: it gives way to the server and to who reads."""
    os.nice(NICE)
    chance, said, failed = random.Random(seed), Counter(), []
    for _request in itertools.takewhile(lambda sent: sent < number and not over.is_set(), itertools.count()):
        words = odd_request(chance)
        status = status_of(port, words)
        said[status] += 1
        if status >= 500 and status not in (501, 503, 505):
            failed.append(words[:300])
    told.put((said, failed))


@contextmanager
def odd_requests(port: int, number: float, said: Counter, failed: list[bytes]) -> Iterator[Callable[[], None]]:
    """So many of them, or until the block ends; gives what waits until all are sent."""
    over, told = SPAWN.Event(), SPAWN.Queue()
    senders = [
        SPAWN.Process(target=send, args=(port, random.randrange(1 << 40), number / SENDERS, over, told))
        for _sender in range(SENDERS)
    ]
    heard = []

    def wait() -> None:
        while len(heard) < SENDERS:
            heard.append(told.get())

    for sender in senders:
        sender.start()
    try:
        yield wait
    finally:
        over.set()
        wait()
        for sender in senders:
            sender.join()
        for counted, wrong in heard:
            said.update(counted)
            failed += wrong


def megabytes(server: Server) -> float:
    """What the processes have for themselves, and their share of what they have in common."""
    processes = [server.process.pid, *server.workers]
    return (
        sum(int(Path(f"/proc/{each}/smaps_rollup").read_text().partition("Pss:")[2].split()[0]) for each in processes)
        / 1024
    )


def looks(port: int, pause: float = 0) -> list[float]:
    """Seconds for pages, one after the other; a missing one counts as ten."""
    taken = []
    for number in range(LOOKS):
        taken.append(seconds_for(port, PAGES[number % len(PAGES)], 10) or 10.0)
        time.sleep(pause)
    return taken


def p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98]


def beside_slow_clients(port: int, picture: str) -> None:
    quiet, arriving, calm, staying = [], [], [], []
    for _turn in range(TURNS):
        quiet += looks(port)
        calm += looks(port, PAUSE)
        with slow_clients(port) as slow:
            slow.readers(200, picture, sip=True)
            slow.posts(64)
            arriving += looks(port)
            staying += looks(port, PAUSE)
    for when, without, beside in (("arrive", quiet, arriving), ("are there", calm, staying)):
        ratio = p99(beside) / p99(without)
        known = [f"{1000 * figure(taken):.1f}" for taken in (beside, without) for figure in (statistics.median, p99)]
        print(
            f"others, while 200 slow readers and 64 slow forms {when}: median {known[0]} ms, p99 {known[1]} ms; "
            f"without them {known[2]} and {known[3]}: {ratio:.2f}",
            flush=True,
        )


def main(folder: Path, number: int) -> bool:
    machine = Machine(folder)
    machine.prepare(files=1, megabytes=1, site=make_site)
    picture = machine.large_picture()
    said, failed = Counter(), []
    with machine.gunicorn() as server:
        looks(server.port)
        beside_slow_clients(server.port, picture)
        memory = []
        for part in range(PARTS):
            with odd_requests(server.port, number / PARTS, said, failed) as wait:
                wait()
            memory.append(megabytes(server))
            print(f"after {(part + 1) * number // PARTS:,} odd requests: {memory[-1]:.0f} MB", flush=True)
        quiet, loud = [], []
        for _turn in range(TURNS):
            quiet += looks(server.port)
            with odd_requests(server.port, float("inf"), said, failed):
                loud += looks(server.port)
        print(
            f"others, quiet: p99 {p99(quiet) * 1000:.0f} ms; among odd requests as fast as {SENDERS} can: "
            f"{p99(loud) * 1000:.0f} ms: {p99(loud) / p99(quiet):.2f}"
        )
        journal = server.journal
    print("answers:", ", ".join(f"{status}: {count:,}" for status, count in sorted(said.items())))
    print(f"the journal: {len(journal.splitlines())} lines, {journal.count('Traceback')} tracebacks")
    for words in failed[:20]:
        print("FAILED", words)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {time.strftime('%Y-%m-%d')}")
    return not failed


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.exit(not main(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
