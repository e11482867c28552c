"""The tests' own database and files: loaded by one process of a run, and copied by every other that asks."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from tests.prepared import made_once

FOLDERS = ("MEDIA_ROOT", "PRIVATE_ROOT", "DATA_DIR")  # settings


def load(base: Path, name: str, loading: Callable[[], None]) -> None:
    """The state `name`: what `loading` makes of the database and its files. `base` is pytest's folder."""
    if connection.vendor != "sqlite":
        loading()
        return

    def make(folder: Path) -> None:
        loading()
        with closing(sqlite3.connect(folder / "database")) as kept:
            connection.connection.backup(kept)
        for setting in FOLDERS:
            shutil.copytree(getattr(settings, setting), folder / setting)

    folder, is_mine = made_once(base, name, make)
    if not is_mine:
        with closing(sqlite3.connect(folder / "database")) as kept:
            _become(kept)
        for setting in FOLDERS:
            shutil.copytree(folder / setting, getattr(settings, setting), dirs_exist_ok=True)


@contextmanager
def beside(base: Path, name: str, loading: Callable[[], None]) -> Iterator[None]:
    """In this block the state `name`, behind it the database as it was. No test may be under way."""
    if connection.vendor != "sqlite":
        # Each test is a transaction within this one. Django closes the connection after a test, which would end both.
        with patch.object(connection, "close"), transaction.atomic():
            loading()
            yield
            transaction.set_rollback(True)
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as before:
        connection.connection.backup(before)
        load(base, name, loading)
        yield
        connection.ensure_connection()
        _become(before)


def _become(kept: sqlite3.Connection) -> None:
    connection.ensure_connection()
    kept.backup(connection.connection)
    ContentType.objects.clear_cache()
