"""How often files are taken: one number a file a day, and nothing about who took it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from threading import Lock

from django.db import DatabaseError, IntegrityError, connection
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from publishing.accounts.areas import may_have_a_session
from resources.downloads.models import Download

# What calls itself a robot, looks at links before they are opened, copies or watches sites, or is a programmer's tool.
# "CUBOT" is a telephone.
ROBOTS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|externalhit|embedly|whatsapp/|archiver|httrack|monitor|uptime|headless|"
    r"lighthouse|curl/|wget|python|libwww|go-http|java/",
    re.IGNORECASE,
)
LONGEST_WAIT = 250  # milliseconds, for a database that somebody else is writing to
Key = tuple[int, str, date]


class Tally:
    """
    Writes numbers down without waiting: what the database does not take at once is added with the next download.

    Only a process that ends meanwhile loses such a number. Nothing else depends on it.
    """

    def __init__(self) -> None:
        self._lock, self._numbers = Lock(), Counter[Key]()

    def add(self, key: Key) -> None:
        with self._lock:
            self._numbers[key] += 1
            numbers, self._numbers = self._numbers, Counter()
        try:
            with impatient_database():
                while numbers:
                    key = next(iter(numbers))
                    _write(key, numbers[key])
                    del numbers[key]
        except DatabaseError:
            with self._lock:
                self._numbers.update(numbers)


tally = Tally()


def counted(request: HttpRequest, page: Page, name: str) -> Callable[[], None] | None:
    """What notes that the file `name` of `page` was taken today; None for robots and for the office itself."""
    agent = request.headers.get("User-Agent", "")
    if not agent or ROBOTS.search(agent):
        return None
    if may_have_a_session(request) and request.user.has_perm("wagtailadmin.access_admin"):
        return None
    key = (page.pk, name, timezone.localdate())
    return lambda: tally.add(key)


@contextmanager
def impatient_database() -> Iterator[None]:
    """SQLite has one writer at a time. An editor who is publishing is waited for only this long."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {LONGEST_WAIT}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _write(key: Key, number: int) -> None:
    with suppress(IntegrityError):  # the page was deleted, and its numbers with it
        Download.objects.add(*key, number)
