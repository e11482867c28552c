"""
A server in front, for wagtail.contrib.frontend_cache: it does not forget an address, it fetches it anew.

Readers get the former answer until the new one is there, and go on getting it when the fetching fails.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.contrib.frontend_cache.backends import BaseBackend

# One of each kind that deploy/nginx tells apart.
ENCODINGS = ("gzip, br", "gzip", "identity")
TIMEOUT = 20  # seconds


class NotRenewed(Exception):
    """The answer says what came instead. `is_silent`: the front, or all behind it, does not answer at all."""

    def __init__(self, reason: str, *, is_silent: bool) -> None:
        super().__init__(reason)
        self.is_silent = is_silent


class RenewingFront(BaseBackend):
    """Takes `LOCATION`, the address at which the front listens to us: http://10.0.0.1:8081."""

    def __init__(self, params: dict) -> None:
        super().__init__(params)
        self.location = params["LOCATION"]

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls: list[str]) -> None:
        with self.connected() as renew:
            for url in urls:
                renew(url)

    @contextmanager
    def connected(self) -> Iterator[Callable[[str], None]]:
        """A function that has an address (with the site's host) renewed, or raises NotRenewed."""
        place = urlsplit(self.location)
        kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        with closing(kind(place.hostname, place.port, timeout=TIMEOUT)) as connection:
            yield lambda url: self._renew(connection, url)

    def _renew(self, connection: HTTPConnection, url: str) -> None:
        parts = urlsplit(url)
        for encoding in ENCODINGS:
            headers = {"Host": parts.netloc, "Accept-Encoding": encoding, "X-Renew": settings.RENEW_SECRET}
            try:
                connection.request("GET", parts.path or "/", headers=headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException) as error:
                connection.close()
                raise NotRenewed(type(error).__name__, is_silent=True) from error
            if answer.headers["X-Renewed"] != "yes":
                raise NotRenewed(str(answer.status), is_silent=answer.status != 500)
