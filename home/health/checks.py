"""
What has to be well, and how that is found out.

A check returns what it found in a few words. It raises `Unwell` with the reason, in words for whoever looks after the
machine; whatever else it raises counts as unwell too. A check is asked again only when `good_for` seconds are over, so
that a stranger who asks without end costs nothing.
"""

import logging
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache as once
from pathlib import Path
from pkgutil import iter_modules
from threading import Lock

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from home.backups import keeping
from publishing.media.room import Spoiled, probe
from publishing.pages.schedules import all_due
from resources import beat, worker

LATE = timedelta(minutes=10)  # for a schedule or a task: then nobody is at it
LEAST_FREE = 500 * 1024 * 1024  # bytes
OLDEST_BACKUP = timedelta(hours=50)  # a daily one may fail once
logger = logging.getLogger(__name__)


class Unwell(Exception):
    pass


@dataclass
class Check:
    """`essential`: without it this process can't answer readers, and a balancer should ask another one."""

    name: str
    ask: Callable[[], str]
    essential: bool = False
    good_for: float = 3  # seconds
    result: "Result | None" = field(default=None, repr=False)
    asked_at: float = float("-inf")
    _looking: Lock = field(default_factory=Lock, repr=False)

    def now(self) -> "Result":
        """One looks. Others who come meanwhile get what was found before: a silent service holds no more threads."""
        if self._is_old() and self._looking.acquire(blocking=self.result is None):
            try:
                if self._is_old():
                    self.result, self.asked_at = self._asked(), time.monotonic()
            finally:
                self._looking.release()
        return self.result

    def _is_old(self) -> bool:
        return self.result is None or time.monotonic() - self.asked_at > self.good_for

    def _asked(self) -> "Result":
        try:
            return Result(self.name, self.essential, True, self.ask())
        except Unwell as reason:
            return Result(self.name, self.essential, False, str(reason))
        except Exception as error:
            return Result(self.name, self.essential, False, type(error).__name__)


@dataclass(frozen=True)
class Result:
    name: str
    essential: bool
    ok: bool
    says: str


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.vendor


def migrations() -> str:
    """By the names of the files: loading them all would cost each process some megabytes for ever."""
    missing = sorted(migrations_of_the_code() - set(MigrationRecorder(connection).applied_migrations()))
    if missing:
        raise Unwell(f"{len(missing)} not applied, first {'.'.join(missing[0])}: run prepare_site")
    return "all applied"


@once
def migrations_of_the_code() -> set[tuple[str, str]]:
    found = set()
    for app in apps.get_app_configs():
        folder = Path(app.path) / "migrations"
        found |= {(app.label, module.name) for module in iter_modules([str(folder)]) if module.name[0] not in "_~"}
    return found


def shared_cache() -> str:
    word = secrets.token_hex(8)
    cache.set("health", word, 60)
    # Another process may have written in between: what counts is that something comes back.
    if not cache.get("health"):
        raise Unwell("what was stored is not there")
    return "keeps what it is given"


def storage() -> str:
    for name in ("default", "private"):
        kept = storages[name]
        try:
            with probe(kept) as stored:
                if getattr(kept, "is_open_to_strangers", lambda stored: False)(stored):
                    raise Unwell(f"{name}: the bucket gives files to everybody")
        except Spoiled as error:
            raise Unwell(f"{name} gives back something else than was stored") from error
    return "both can be written"


def disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE:
        raise Unwell(f"{free >> 20} MB free")
    return f"{free >> 20} MB free"


def background_worker() -> str:
    """The database tells of a worker on any machine; its beat only of one on this."""
    waiting = worker.tasks().ready().order_by("enqueued_at").first()
    if waiting and timezone.now() - waiting.enqueued_at > LATE:
        raise Unwell(f"a task waits since {waiting.enqueued_at:%Y-%m-%d %H:%M} UTC")
    age = beat.age()
    if age is None:
        return "none on this machine, nothing waits"
    if age > beat.longest_silence():
        raise Unwell(f"silent for {age:.0f} s")
    return f"looked {age:.0f} s ago"


def schedules() -> str:
    overdue = all_due(before=LATE)
    if overdue:
        raise Unwell(f"{len(overdue)} overdue")
    return "none overdue"


def backup() -> str:
    last = keeping.last_made()
    if last is None:
        return "none was made here yet"
    age = timezone.now() - last
    if age > OLDEST_BACKUP:
        raise Unwell(f"the last is of {last:%Y-%m-%d %H:%M} UTC")
    return f"of {last:%Y-%m-%d %H:%M} UTC"


CHECKS = [
    Check("database", database, essential=True),
    Check("migrations", migrations, essential=True),
    Check("cache", shared_cache),
    Check("storage", storage, good_for=60),
    Check("disk", disk, good_for=10),
    Check("worker", background_worker),
    Check("schedules", schedules),
    Check("backup", backup),
]


def ready() -> bool:
    """Whether this process can answer readers."""
    return all(check.now().ok for check in CHECKS if check.essential)


def results() -> list[Result]:
    return [check.now() for check in CHECKS]
