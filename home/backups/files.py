"""The two storages that a backup holds, whatever lies behind them."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

FOLDERS = {"media": "default", "private": "private"}
UNFINISHED = "."  # names of what is being written begin so


def storage_of(folder: str) -> Storage:
    return storages[FOLDERS[folder]]


def is_folder(storage: Storage) -> bool:
    """A folder is changed over; anything else, such as a bucket, is filled in its place."""
    return isinstance(storage, FileSystemStorage)


def names(storage: Storage, below: str = "") -> Iterator[str]:
    """Every finished file, in a fixed order."""
    try:
        folders, files = storage.listdir(below)
    except FileNotFoundError:  # a new site has none yet
        return
    for name in sorted(files):
        if not name.startswith(UNFINISHED):
            yield f"{below}{name}"
    for name in sorted(folders):
        yield from names(storage, f"{below}{name}/")


def modified_ns(storage: Storage, name: str) -> int:
    """In nanoseconds since 1970. Half-way downloads know their file by it (decision 28)."""
    if is_folder(storage):
        return os.stat(storage.path(name)).st_mtime_ns
    moment = storage.get_modified_time(name)
    return int((moment - datetime.fromtimestamp(0, UTC)).total_seconds()) * 10**9


def put(storage: Storage, name: str, file: IO[bytes], *, modified: int) -> None:
    """Store under just this name, in place of what may lie there."""
    storage.delete(name)
    kept = storage.save(name, File(file, name))
    if kept != name:
        raise OSError(f"{name} could not be stored under its name.")
    if is_folder(storage):  # a bucket keeps its own times
        os.utime(storage.path(name), ns=(modified, modified))
