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
from django.db import DatabaseError, connection
from django.http.request import split_domain_port, validate_host

from publishing.pages.generation import current
from publishing.pages.kept import Kept
from publishing.pages.reading import FOREVER, KEEP

MOST_BYTES = 32 * 1024 * 1024  # compressed, in each process
LONGEST_PATH = 300
# What is made for one connection, or again for each answer.
NOT_KEPT = {"content-encoding", "content-length", "connection", "date"}

logger = logging.getLogger(__name__)


@dataclass
class Answer:
    status: str
    headers: list[tuple[str, str]]
    gzipped: bytes
    until: datetime | None
    _smaller: list[bytes] = field(default_factory=list)  # the same by Brotli, made when it is first wanted

    def body(self, encoding: str) -> bytes:
        if encoding == "gzip":
            return self.gzipped
        if not self._smaller:
            self._smaller.append(brotli.compress(gzip.decompress(self.gzipped), quality=9))
        return self._smaller[0]

    def weight(self) -> int:
        return 2 * len(self.gzipped) + sum(len(name) + len(value) for name, value in self.headers)


class NotKept(Exception):
    """Carries an answer that is meant for one reader, or may be another one the next time."""

    def __init__(self, started: tuple, result: Iterable[bytes]) -> None:
        super().__init__()
        self.started, self.result = started, result


class PageCache:
    """A WSGI application before another."""

    def __init__(self, application: Callable) -> None:
        self.application = application
        self.word = Word()
        self._answers = Kept(self.word, most=MOST_BYTES, weigh=Answer.weight)

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        address, encoding = address_of(environ), encoding_of(environ)
        if not address or not encoding:
            return self.application(environ, start_response)
        try:
            answer = self._answers.get(address, lambda: self._ask(environ), until=lambda answer: answer.until)
        except NotKept as passed_on:
            start_response(*passed_on.started)
            return passed_on.result
        body = answer.body(encoding)
        start_response(
            answer.status, [*answer.headers, ("Content-Encoding", encoding), ("Content-Length", str(len(body)))]
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _ask(self, environ: dict[str, Any]) -> Answer:
        started: list[tuple] = []
        environ = environ | {"HTTP_ACCEPT_ENCODING": "gzip"}
        result = self.application(environ, lambda *status_and_headers: started.append(status_and_headers))
        status, headers = started[-1][:2]
        names = {name.lower(): value for name, value in headers}
        until = environ.get(KEEP)
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
    host = environ.get("HTTP_HOST", "")
    return (environ["wsgi.url_scheme"], host, path) if host and is_ours(host) else None


@lru_cache(maxsize=256)
def is_ours(host: str) -> bool:
    """Only a host that is named, not one of many that a pattern allows, so that strangers can't make up addresses."""
    name, port = split_domain_port(host)
    named = [allowed for allowed in settings.ALLOWED_HOSTS if not allowed.startswith((".", "*"))]
    return bool(name) and (not port or len(port) <= 5) and validate_host(name, named)


def encoding_of(environ: dict[str, Any]) -> str:
    """The better of the encodings that the client takes; empty where it takes none."""
    taken = _encodings(environ.get("HTTP_ACCEPT_ENCODING", "")[:200].lower())
    return "" if "gzip" not in taken else "br" if "br" in taken else "gzip"


@lru_cache(maxsize=256)
def _encodings(header: str) -> frozenset[str]:
    offered = (part.partition(";") for part in header.replace(" ", "").split(","))
    return frozenset(name for name, _, quality in offered if quality.partition("=")[2].rstrip("0.") or not quality)


class Word:
    """Reads the word of the generation; while the database does not answer, the last one that was read."""

    def __init__(self) -> None:
        self._threads = threading.local()
        self._last = ""

    def __call__(self) -> str:
        try:
            self._last = self._read()
        except (DatabaseError, sqlite3.Error) as error:
            self._threads.__dict__.clear()
            logger.warning("The generation can't be read (%s): pages are answered as they were.", type(error).__name__)
        return self._last

    def _read(self) -> str:
        """On SQLite by a connection of its own that only reads: some microseconds, where Django's way takes fifty."""
        database = connection.settings_dict
        if connection.vendor != "sqlite" or connection.is_in_memory_db():
            return current()
        if not hasattr(self._threads, "connection"):
            self._threads.connection = sqlite3.connect(
                f"file:{quote(str(database['NAME']))}?mode=ro", uri=True, isolation_level=None, timeout=2
            )
        row = self._threads.connection.execute("SELECT word FROM publishing_generation WHERE id = 1").fetchone()
        return row[0] if row else ""
