"""Makes a backup while the site runs."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from home.backups import files, keeping, tables
from home.backups.archive import Writer, locked


@dataclass(frozen=True)
class Made:
    path: Path
    rows: int
    files: int
    gone: tuple[str, ...]  # deleted while the backup was being made


def make(folder: Path, passphrase: str = "", told: Callable[[str], None] = lambda line: None) -> Made:
    """
    Write a backup into the folder and name it after the moment. What is there under that name is there whole.

    First the database, of one moment; then the files: what came in between is superfluous, what went is told.
    Raises OSError when there is no room, tables.WrongVersion when migrations wait.
    """
    moment = datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / keeping.name_of(moment)
    _clear_away(folder)
    with _whole(path) as file:
        if passphrase:
            with locked(file, passphrase) as inner:
                made = _write(inner, path, moment, told)
        else:
            made = _write(file, path, moment, told)
    keeping.note_made(moment)
    return made


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    unfinished = path.with_name(f"{path.name}.part")
    file = open(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")  # noqa: SIM115
    try:
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)  # it tells that somebody is at it
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _clear_away(folder: Path) -> None:
    """What a backup left that was killed: in plain, of no use, and once a night until the disk is full."""
    for left in folder.glob("suluah-*.zip.part"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(file: IO[bytes], path: Path, moment: datetime, told: Callable[[str], None]) -> Made:
    with Writer(file, made_at=moment.isoformat(), migrations=tables.applied_migrations()) as writer:
        told("Reading the database ...")
        with tables.one_moment():
            for model in tables.kept_models():
                writer.add_table(model._meta.label, tables.columns(model), tables.rows(model))
        told("Reading the files ...")
        count, gone = _write_files(writer, told)
    return Made(path, sum(table["rows"] for table in writer.manifest["tables"].values()), count, tuple(gone))


def _write_files(writer: Writer, told: Callable[[str], None]) -> tuple[int, list[str]]:
    """Returns how many there were, and which went away meanwhile."""
    count, gone = 0, []
    for folder in files.FOLDERS:
        storage = files.storage_of(folder)
        for name in files.names(storage):
            try:
                with storage.open(name) as content:
                    modified = files.modified_ns(storage, name)
                    writer.add_file(f"{folder}/{name}", content, modified_ns=modified)
            except FileNotFoundError:
                gone.append(name)
                continue
            count += 1
            if count % 500 == 0:
                told(f"{count} files ...")
    return count, gone
