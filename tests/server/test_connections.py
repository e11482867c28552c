"""What one connection may take of the server, and what it gets: the real protocol before a small application."""

import contextlib
import os
import time
from collections.abc import Iterator

import pytest

from suluah.server import limits, refusals
from suluah.server.wsgi import kind_of_body
from tests.server.raw import connect, get, hear, post, say
from tests.server.small_site import EDITOR, LARGE, Site, is_refusal, until

COOKIE, MADE_UP = f"Cookie: {EDITOR}", "Cookie: sessionid=abcd"


@pytest.fixture
def site() -> Iterator[Site]:
    """With a single thread: whoever holds it, holds all."""
    site = Site(threads=1)
    yield site
    site.stop()


@pytest.fixture
def hasty(monkeypatch) -> None:
    """Clocks that need no patience."""
    for name, seconds in {"HEAD_TIME": 0.3, "IDLE_TIME": 0.3, "BODY_TIME": 0.3, "ANSWER_TIME": 0.3}.items():
        monkeypatch.setattr(limits, name, seconds)
    monkeypatch.setattr(limits, "LOOK_EVERY", 0.1)


def test_every_refusal_is_in_indonesian_with_numbers_to_call():
    pages = [refusals.page(status).decode() for status in refusals.WORDS]
    assert all('href="tel:129"' in page and "Bantuan" in page for page in pages)
    assert len(set(pages)) == len(pages)
    assert not any("You reach help" in page or "This " in page for page in pages)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (b"bukan http\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (get("/").replace(b"GET", b"TRACE"), 405),
        (get("/").replace(b"GET", b"PROPFIND"), 405),
        (post("/", b"a=b").replace(b"POST", b"PUT"), 405),
        (get("/" + "a" * 9000), 414),
        (b"GET /" + b"a" * 70000, 414),
        (get("/", "X-A: " + "a" * 40000), 431),
        (b"GET / HTTP/1.1\r\nX-A: " + b"a" * 40000, 431),
        (get("/", *[f"X-{number}: a" for number in range(200)]), 431),
        (get("/", *[f"X-{number}: {'a' * 1000}" for number in range(40)]), 431),
        (post("/", b"", size=limits.BODY + 1), 413),
        (post("/", b"", COOKIE, size=limits.UPLOAD + 1), 413),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n80000\r\n" + b"a" * 0x80000, 413),
    ],
)  # fmt: skip
def test_what_the_server_itself_refuses_has_our_words_and_headers(site, words, status):
    assert is_refusal(say(site.port, words), status)
    assert site.application.environs == []


def test_what_is_refused_is_read_to_its_end_so_that_the_client_hears_why(site):
    connection = connect(site.port, post("/", b"a" * 5_000_000))
    (heard,) = hear(connection)
    assert heard.status == 413


def test_who_has_logged_in_may_send_a_large_file(site):
    body = os.urandom(3_000_000)
    assert say(site.port, post("/", body, COOKIE)).body == b"salam"
    assert site.application.bodies == [body]


@pytest.mark.parametrize("size", [300_000, 50_000_000])
def test_a_made_up_cookie_lets_nobody_send_a_large_file(site, size):
    connection = connect(site.port, post("/", b"a" * 300_000, MADE_UP, size=size))
    assert is_refusal(hear(connection)[0], 413)
    assert site.application.environs == []


def test_a_body_in_parts_arrives_whole(site):
    words = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert say(site.port, words + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").status == 200
    assert site.application.bodies == [b"abcde"]
    assert site.application.environs[0]["CONTENT_LENGTH"] == "5"


def test_a_client_that_waits_to_be_asked_for_its_form_is_asked(site):
    connection = connect(site.port, post("/", b"", "Expect: 100-continue", size=3))
    assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(b"abc")
    assert hear(connection)[0].status == 200


def test_who_offers_another_protocol_is_answered_in_this_one(site):
    assert say(site.port, get("/", "Connection: Upgrade", "Upgrade: websocket")).body == b"salam"


def test_two_requests_at_once_are_answered_in_their_order(site):
    first = b"GET /parts HTTP/1.1\r\nHost: a\r\n\r\n"
    answers = hear(connect(site.port, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" + get("/")))
    assert [(heard.status, heard.body) for heard in answers] == [(200, b"salam")] * 2
    assert connect(site.port, first).recv(12) == b"HTTP/1.1 200"


def test_rubbish_behind_a_request_does_not_spoil_its_answer(site):
    site.application.may_answer.clear()
    connection = connect(site.port, b"GET /waits HTTP/1.1\r\nHost: a\r\n\r\nrubbish \x00\r\n\r\n")
    until(lambda: site.application.environs)
    site.application.may_answer.set()
    assert [heard.body for heard in hear(connection)] == [b"salam"]


def test_nothing_that_a_client_sends_moves_the_site_or_passes_for_another_header(site):
    sent = [
        "SCRIPT_NAME: /foo", "Script-Name: /foo", "PATH_INFO: /foo", "X_FORWARDED_PROTO: https", "REMOTE_USER: admin",
        "WSGI.URL_SCHEME: https", "X-Forwarded-Prefix: /foo", "HTTP_HOST: evil.example",
    ]  # fmt: skip
    assert say(site.port, get("/a%2Fb%ff?c=%20", *sent)).status == 200
    (environ,) = site.application.environs
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"], environ["QUERY_STRING"]) == ("", "/a/b\xff", "c=%20")
    assert (environ["HTTP_HOST"], environ["wsgi.url_scheme"]) == ("localhost", "http")
    assert {"HTTP_SCRIPT_NAME", "HTTP_X_FORWARDED_PREFIX"} <= environ.keys()
    assert not {"REMOTE_USER", "HTTP_REMOTE_USER", "HTTP_X_FORWARDED_PROTO", "HTTP_HTTP_HOST"} & environ.keys()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("text/plain; charset=rot13", "text/plain"),
        ("text/plain; charset*=utf-8''hex", "text/plain"),
        ("text/plain; x*=nichts''a", "text/plain"),
        ("multipart/form-data; charset=base64; Boundary=x", "multipart/form-data; Boundary=x"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"),
    ],
)
def test_forms_are_in_utf_8_whatever_a_client_says(sent, kept):
    assert kind_of_body(sent) == kept


def test_headers_that_come_twice_are_joined(site):
    say(site.port, get("/", "Cookie: a=1", "Cookie: b=2", "Accept: x", "Accept: y"))
    (environ,) = site.application.environs
    assert (environ["HTTP_COOKIE"], environ["HTTP_ACCEPT"]) == ("a=1;b=2", "x,y")


def test_what_breaks_behind_django_is_a_page_of_ours_and_tells_the_journal_no_address(site, caplog):
    heard = say(site.port, get("/breaks?kata=rahasia"))
    assert is_refusal(heard, 500)
    assert "/breaks" not in caplog.text


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "words", [b"G", b"GET / HTTP/1.1\r\nX-A: a", post("/", b"q=", size=5000), post("/", b"q=", COOKIE, size=5_000_000)]
)
def test_a_request_that_does_not_come_to_its_end_is_refused(site, words):
    connection = connect(site.port, words)
    assert is_refusal(hear(connection)[0], 408)


@pytest.mark.usefixtures("hasty")
def test_a_byte_now_and_then_gives_no_more_time(site):
    connection = connect(site.port, post("/", b"q=", size=5000))
    with contextlib.suppress(OSError):
        for _byte in range(100):
            connection.sendall(b"a")
            time.sleep(0.05)
    assert is_refusal(hear(connection)[0], 408)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("words", [b"", b"\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"])
def test_a_connection_that_asks_for_nothing_more_is_closed(site, words):
    connection = connect(site.port, words)
    assert len(hear(connection)) == (1 if b"GET" in words else 0)


@pytest.mark.usefixtures("hasty")
def test_who_reads_nothing_is_let_go_and_the_file_is_closed(site):
    connection = connect(site.port, get("/file"), buffer=2048)
    until(site.application.closed.is_set)
    connection.close()


@pytest.mark.usefixtures("hasty")
def test_who_reads_slowly_gets_everything(site):
    connection = connect(site.port, get("/file"))
    received = 0
    while part := connection.recv(64 * 1024):
        received += len(part)
        if received < 2_000_000:
            time.sleep(0.05)
    connection.close()
    assert received > LARGE


def test_who_leaves_in_the_middle_closes_the_file(site):
    connection = connect(site.port, get("/file"), buffer=2048)
    assert connection.recv(12) == b"HTTP/1.1 200"
    connection.close()
    until(site.application.closed.is_set)


def test_a_look_at_a_file_has_its_size_and_closes_it(site):
    (heard,) = hear(connect(site.port, get("/file").replace(b"GET", b"HEAD")))
    assert (heard.headers["content-length"], heard.body) == (str(LARGE), b"")
    until(site.application.closed.is_set)


def test_neither_readers_nor_forms_nor_headers_hold_the_only_thread(site):
    held = [connect(site.port, get("/file"), buffer=2048) for _number in range(30)]
    held += [connect(site.port, post("/", b"q=", size=5000)) for _number in range(30)]
    held += [connect(site.port, b"GET / HTTP/1.1\r\nX-A: a") for _number in range(30)]
    assert say(site.port, get("/")).body == b"salam"
    for connection in held:
        connection.close()


def test_whom_the_server_waits_for_longest_makes_room_when_there_is_none(site, monkeypatch):
    monkeypatch.setattr(limits, "connections", lambda: 5)
    held = [connect(site.port, b"GET / HTTP/1.1\r\nX-A: a")]
    time.sleep(0.1)
    held += [connect(site.port, b"GET / HTTP/1.1\r\nX-A: a") for _number in range(4)]
    time.sleep(0.1)
    assert say(site.port, get("/")).body == b"salam"
    assert held[0].recv(1) == b""
    held[-1].sendall(b"\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert hear(held[-1])[0].body == b"salam"


def test_who_is_refused_for_the_way_of_asking_learns_which_ones_there_are(site):
    heard = say(site.port, get("/").replace(b"GET", b"DELETE"))
    assert heard.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert say(site.port, get("/", COOKIE).replace(b"GET", b"DELETE")).body == b"salam"


def test_at_the_end_running_requests_are_answered_and_new_ones_refused(site):
    site.application.may_answer.clear()
    connection = connect(site.port, b"GET /waits HTTP/1.1\r\nHost: a\r\n\r\n")
    until(lambda: site.application.environs)
    site.server.end()
    until(lambda: refused(site.port))
    site.application.may_answer.set()
    (heard,) = hear(connection)
    assert (heard.body, heard.headers["connection"]) == (b"salam", "close")


def refused(port: int) -> bool:
    try:
        connect(port).close()
    except ConnectionRefusedError:
        return True
    return False
