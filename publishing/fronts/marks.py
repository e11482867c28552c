"""
Tells the servers in front what they may keep, and until when, by the header X-Accel-Expires. They keep nothing else.

A front is told only of answers whose address the worker will have renewed when it changes: the address is one of
`addresses.known`, and the worker has noted the generation under which the answer was made.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import constant_time_compare

from publishing.fronts.models import KeptAddress
from publishing.pages.reading import FOREVER, KEEP
from publishing.pages.sheets import SERVER_ERROR_PAGE
from publishing.responses import from_elsewhere
from publishing.responses.headers import complete_headers
from publishing.responses.page_cache import Word

EXPIRES, RENEWED = "X-Accel-Expires", "X-Renewed"
LONG, AT_ONCE = str(365 * 24 * 60 * 60), "1"  # seconds; 0 would keep what is there
NOTED = (
    "SELECT word FROM publishing_generation WHERE id = 1 AND %s ="
    " (SELECT count(*) FROM publishing_front WHERE noted = publishing_generation.word)"
)


class Marks:
    """A WSGI application before another."""

    def __init__(self, application: Callable) -> None:
        self.application = application
        self.word = Word()

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        from_elsewhere.forget(environ)
        word = self.word()
        if self._is_renewal(environ):
            return self._renew(environ, start_response, word)

        def start(status: str, headers: list[tuple[str, str]], *error) -> Callable:
            return start_response(status, [*headers, *self._mark(environ, status, word)], *error)

        return self.application(environ, start)

    def _renew(self, environ: dict[str, Any], start_response: Callable, word: str) -> Iterable[bytes]:
        """
        Whatever the answer is, it takes the place of the one that the front has.

        What is not for everybody, or not there, is kept for a second only: it is asked for anew by each reader.
        """
        started: list[tuple] = []
        result = self.application(environ, lambda *words: started.append(words))
        status, headers = started[-1][:2]
        if mark := self._mark(environ, status, word):
            start_response(status, [*headers, *mark, (RENEWED, "1")])
            return result
        if environ.get(KEEP) or status.startswith("5"):  # something changes at this moment, or is broken
            start_response(status, headers)
            return result
        if status.startswith(("404", "410")):
            start_response(status, [*headers, (EXPIRES, AT_ONCE), (RENEWED, "1")])
            return result
        if hasattr(result, "close"):
            result.close()
        body = SERVER_ERROR_PAGE.read_bytes()
        headers = [*complete_headers().items(), ("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
        start_response("404 Not Found", [*headers, (EXPIRES, AT_ONCE), (RENEWED, "1")])
        return [body]

    def _is_renewal(self, environ: dict[str, Any]) -> bool:
        told = environ.get("HTTP_X_RENEW", "")
        return bool(told and settings.RENEW_SECRET) and constant_time_compare(told, settings.RENEW_SECRET)

    def _mark(self, environ: dict[str, Any], status: str, word: str) -> list[tuple[str, str]]:
        until = environ.get(KEEP)
        if until is None or not status.startswith("200") or "HTTP_COOKIE" in environ:
            return []
        try:
            if not word or word != _noted_generation() or not _is_noted(environ["PATH_INFO"]):
                return []
        except DatabaseError:
            close_old_connections()  # Django does so at its requests only, and an answer from memory is none
            return []
        return [(EXPIRES, LONG if until == FOREVER else _moment(until))]


def _moment(until: datetime) -> str:
    return f"@{int(until.timestamp())}"


def _noted_generation() -> str:
    """The word of now, if the worker has noted it for every front; read anew, as it may have changed meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(NOTED, [len(settings.FRONTS)])
        row = cursor.fetchone()
    return row[0] if row else ""


def _is_noted(path: str) -> bool:
    return KeptAddress.objects.filter(path=path).exists()
