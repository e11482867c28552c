"""
The place that a backup is restored into, beside the site that runs, and the change from the one to the other.

The new place is a DATA_DIR of its own below DATA_DIR, and for PostgreSQL a schema beside `public`. Both lie where the
site's own lie, so that the change is a matter of names. It is written down before it begins: one that was cut short is
gone on with.
"""

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from home.backups.files import FOLDERS, is_folder, storage_of

SCHEMA = "restoring"
CHANGE = "change.json"


class StillOpen(Exception):
    """Somebody else is at it: has the database open that is to be replaced, or restores too."""


@contextmanager
def alone() -> Iterator[int]:
    """
    One restore at a time. Yields the file that says so, to be handed on to the process that fills the new place.

    Whoever has it holds the lock, so it lasts until both have ended, in whatever way.
    """
    with open(settings.DATA_DIR / "restore.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StillOpen("Another restore is at work. Wait until it has ended.") from error
        yield lock.fileno()


def staging() -> Path:
    return settings.DATA_DIR / "restoring"


def prepare() -> None:
    """An empty place. What a restore before left there goes. Raises StillOpen now rather than after all the work."""
    if connection.vendor == "sqlite":
        _close(_live_database())
    abandon()
    staging().mkdir(mode=0o700)
    static = Path(settings.STATIC_ROOT)
    if static.exists():  # the pages that are read for a trial name the files in it
        (staging() / "static").symlink_to(static)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")


def abandon() -> None:
    """Nothing of a restore that failed stays, least of all its backup in plain. Once it changes over, all stays."""
    if was_cut_short():
        return
    shutil.rmtree(staging(), ignore_errors=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def environment() -> dict[str, str]:
    """What makes the project's commands work in the new place."""
    environment = {name: value for name, value in os.environ.items() if name != "METRICS_PORT"}
    return environment | {
        "DATA_DIR": str(staging()),
        "DATABASE_URL": _database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "TAKEDOWNS_FILE": str(settings.TAKEDOWNS_FILE),
    }


def _database_url() -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{staging() / _live_database().name}"
    url = os.environ["DATABASE_URL"]
    return f"{url}{'&' if '?' in url else '?'}options={quote(f'-c search_path={SCHEMA}')}"


def _live_database() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def was_cut_short() -> bool:
    return (staging() / CHANGE).exists()


def change() -> str:
    """Put the new place where the old one was. Returns the name under which the old one is kept."""
    before = datetime.now(UTC).strftime("before-restore-%Y%m%d-%H%M%S")
    if connection.vendor == "sqlite":
        _close(staging() / _live_database().name)
        _close(_live_database())
    unfinished = staging() / f"{CHANGE}.part"
    unfinished.write_text(json.dumps({"before": before}))
    unfinished.replace(staging() / CHANGE)
    return finish()


def finish() -> str:
    """Each step looks first whether it was done already."""
    before = json.loads((staging() / CHANGE).read_text())["before"]
    old = settings.DATA_DIR / before
    old.mkdir(mode=0o700, exist_ok=True)
    if connection.vendor == "sqlite":
        _close(_live_database())
        _change_over(staging() / _live_database().name, _live_database(), old)
    else:
        _change_schemas(before)
    for folder in FOLDERS:
        live = _folder(folder)
        if live:
            _change_over(staging() / live.name, live, old)
    shutil.rmtree(staging())
    return before


def _folder(name: str) -> Path | None:
    """None for a storage that is no folder: it was filled in its place."""
    storage = storage_of(name)
    return Path(storage.path("")) if is_folder(storage) else None


def _change_over(new: Path, live: Path, old: Path) -> None:
    if (old / live.name).exists() and not new.exists():
        return
    if live.exists() and not (old / live.name).exists():
        live.rename(old / live.name)
    if new.exists():  # a backup without pictures makes no folder
        new.rename(live)


def _change_schemas(before: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SCHEMA])
        if cursor.fetchone():
            live, old, new = map(connection.ops.quote_name, ("public", before.replace("-", "_"), SCHEMA))
            # Two statements in one transaction: no request ever finds neither.
            cursor.execute(f"BEGIN; ALTER SCHEMA {live} RENAME TO {old}; ALTER SCHEMA {new} RENAME TO {live}; COMMIT")


def _close(database: Path) -> None:
    """Everything into the one file. SQLite refuses while another process has it open."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=2)) as file:
        try:
            file.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise StillOpen("The database is in use. Stop the site and the worker, then run this again.") from error
