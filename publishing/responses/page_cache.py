"""
Whole answers, kept in memory as they are sent: what strangers read is the same for all of them.

It stands before Django's own chain. The word of the generation, read at each request, decides whether an answer is
still good: nobody gets the old page after an editor was told that the new one is out. While the database is silent,
the answers of the last generation go on: the way to help must not hang on it.
"""

import gzip
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import brotli
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.http.request import split_domain_port, validate_host
from django.utils.functional import cached_property

from publishing.pages.generation import stored
from publishing.pages.kept import Kept
from publishing.pages.reading import FOREVER, KEEP
from publishing.responses import counted, from_elsewhere

MOST_BYTES = 32 * 1024 * 1024  # compressed, in each process
LONGEST_PATH = 300
PATIENCE = 0.2  # seconds that a reader waits for the database before the former answer will do
ASKED = "suluah.asked"  # in environ: Django made this answer
IDENTITY = "identity"
# What is made for one connection, or again for each answer.
NOT_KEPT = {"content-encoding", "content-length", "connection", "date"}

logger = logging.getLogger(__name__)


@dataclass
class Answer:
    status: str
    headers: list[tuple[str, str]]
    gzipped: bytes
    until: datetime | None
    # By encoding, as it goes over the wire; each made when it is first wanted.
    _ready: dict[str, tuple[list[tuple[str, str]], bytes]] = field(default_factory=dict)

    def ready(self, encoding: str) -> tuple[list[tuple[str, str]], bytes]:
        """Headers and body."""
        if encoding == IDENTITY:  # three times as large, and wanted by few: made each time
            body = gzip.decompress(self.gzipped)
            return [*self.headers, ("Content-Length", str(len(body)))], body
        if encoding not in self._ready:
            body = self.gzipped if encoding == "gzip" else brotli.compress(gzip.decompress(self.gzipped), quality=9)
            length = ("Content-Length", str(len(body)))
            self._ready[encoding] = [*self.headers, ("Content-Encoding", encoding), length], body
        return self._ready[encoding]

    def is_ready(self, encoding: str) -> bool:
        return encoding in self._ready

    def weight(self) -> int:
        return 2 * len(self.gzipped) + 3 * sum(len(name) + len(value) for name, value in self.headers)


class NotKept(Exception):
    """Carries an answer that is meant for one reader, or may be another one the next time."""

    def __init__(self, started: tuple, result: Iterable[bytes]) -> None:
        super().__init__()
        self.started, self.result = started, result

    def answer(self, start_response: Callable, *, plain: bool) -> Iterable[bytes]:
        """Pass it on; `plain` for a client that takes no compression, for which Django was not asked."""
        status, headers = self.started[:2]
        if not plain or not any(name.lower() == "content-encoding" for name, _value in headers):
            start_response(*self.started)
            return self.result
        try:
            body = b"".join(self.result)
        finally:
            self.result.close()
        body = gzip.decompress(body) if body else body
        headers = [
            (name, value) for name, value in headers if name.lower() not in {"content-encoding", "content-length"}
        ]
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]


class PageCache:
    """A WSGI application before another."""

    def __init__(self, application: Callable) -> None:
        self.application = application
        self.word = Word()
        self._answers = Kept(self.word, most=MOST_BYTES, weigh=Answer.weight)

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        from_elsewhere.forget(environ)
        address, encoding = address_of(environ), encoding_of(environ)
        if not address:
            return self.application(environ, start_response)
        try:
            answer = self._answers.get(address, lambda: self._ask(environ), until=lambda answer: answer.until)
        except NotKept as passed_on:
            return passed_on.answer(start_response, plain=encoding == IDENTITY)
        environ[KEEP] = answer.until or FOREVER  # for whoever stands before us
        counted.of_page_cache("miss" if ASKED in environ else "hit")
        headers, body = answer.ready(encoding)
        start_response(answer.status, list(headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def at_hand(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes] | None:
        """
        Status, headers and body, where they are in memory and nothing has to be waited for: an event loop may ask.

        None says nothing: the answer has to be asked for in the ordinary way, from a thread.
        """
        if not self.word.is_quick:
            return None
        from_elsewhere.forget(environ)
        address, encoding = address_of(environ), encoding_of(environ)
        answer = self._answers.find(address) if address and encoding else None
        if not answer or not answer.is_ready(encoding):
            return None
        counted.of_page_cache("hit")
        return answer.status, *answer.ready(encoding)

    def _ask(self, environ: dict[str, Any]) -> Answer:
        started: list[tuple] = []
        environ[ASKED] = True
        asked = environ | {"HTTP_ACCEPT_ENCODING": "gzip"}
        result = self.application(asked, lambda *status_and_headers: started.append(status_and_headers))
        status, headers = started[-1][:2]
        names = {name.lower(): value for name, value in headers}
        until = asked.get(KEEP)
        if until is not None:
            environ[KEEP] = until
        if (
            until is None
            or environ["REQUEST_METHOD"] != "GET"
            or not status.startswith("200")
            or "set-cookie" in names
            or names.get("content-encoding") != "gzip"
        ):
            raise NotKept(started[-1], result)
        try:
            body = b"".join(result)
        finally:
            result.close()
        lasting = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
        return Answer(status, lasting, body, None if until == FOREVER else until)


def address_of(environ: dict[str, Any]) -> tuple[str, str, str] | None:
    """What tells answers apart; None where this answer may be for one reader, or is no page."""
    path = environ.get("PATH_INFO", "")
    if (
        environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}
        or environ.get("QUERY_STRING")
        or len(path) > LONGEST_PATH
        or path.startswith(("/admin/", "/static/", "/media/", "/mitra/"))
        or "HTTP_COOKIE" in environ
        or "HTTP_AUTHORIZATION" in environ
        or "HTTP_IF_NONE_MATCH" in environ
        or "HTTP_IF_MODIFIED_SINCE" in environ
        or "HTTP_RANGE" in environ
    ):
        return None
    host = our_host(environ.get("HTTP_HOST", ""))
    return (environ["wsgi.url_scheme"], host, path) if host else None


@lru_cache(maxsize=256)
def our_host(written: str) -> str:
    """
    The host as it is named, "" if it is not ours. Not one of many that a pattern allows, nor with the port and the
    capitals with which it may be written: strangers could make up as many addresses as they like.
    """
    name, port = split_domain_port(written)
    named = [allowed for allowed in settings.ALLOWED_HOSTS if not allowed.startswith((".", "*"))]
    return name if name and len(port) <= 5 and validate_host(name, named) else ""


def encoding_of(environ: dict[str, Any]) -> str:
    """The better of the encodings that the client takes."""
    taken = _encodings(environ.get("HTTP_ACCEPT_ENCODING", "")[:200].lower())
    return IDENTITY if "gzip" not in taken else "br" if "br" in taken else "gzip"


@lru_cache(maxsize=256)
def _encodings(header: str) -> frozenset[str]:
    offered = (part.partition(";") for part in header.replace(" ", "").split(","))
    return frozenset(name for name, _, quality in offered if quality.partition("=")[2].rstrip("0.") or not quality)


class Word:
    """Reads the word of the generation; while the database does not answer, the last one that was read."""

    def __init__(self) -> None:
        self._threads = threading.local()
        self._last = ""

    @cached_property
    def is_quick(self) -> bool:
        """Whether it stands in a file of this machine."""
        return connection.vendor == "sqlite" and not connection.is_in_memory_db()

    def __call__(self) -> str:
        for was_tried in (False, True):  # a connection of before the database's own restart is no outage
            try:
                self._last = self._read()
                break
            except (DatabaseError, sqlite3.Error) as error:
                self._threads.__dict__.clear()
                close_old_connections()  # Django does so at its requests only, and an answer from memory is none
                if was_tried or self.is_quick:
                    logger.warning("The generation can't be read (%s): pages go on as they were.", type(error).__name__)
                    break
        return self._last

    def _read(self) -> str:
        """On SQLite by a connection of its own that only reads: some microseconds, where Django's way takes fifty."""
        if not self.is_quick:
            return stored()
        if not hasattr(self._threads, "connection"):
            name = quote(str(connection.settings_dict["NAME"]))
            self._threads.connection = sqlite3.connect(
                f"file:{name}?mode=ro", uri=True, isolation_level=None, timeout=PATIENCE
            )
        row = self._threads.connection.execute("SELECT word FROM publishing_generation WHERE id = 1").fetchone()
        return row[0] if row else ""
