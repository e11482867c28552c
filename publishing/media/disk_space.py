"""Is there room for what somebody is about to save? Asked before a form leaves the browser (static/js/writing.js)."""

import errno
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from publishing.media.storage import Away

LEAST = 16 * 1024 * 1024  # bytes: some pages of the database, its journal, a picture with its sizes
FULL, FILES_AWAY = "full", "files"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PROBE = b"sehat"


class Spoiled(Exception):
    """A storage gives back something else than it was given."""


def missing(with_files: bool) -> str:
    """FULL, FILES_AWAY, or nothing. Without files the place of files may be away."""
    if not all(map(_has_room, (settings.DATA_DIR, tempfile.gettempdir()))):
        return FULL
    if with_files:
        try:
            for name in ("default", "private"):
                with probe(storages[name]):
                    pass
        except (Away, OSError, Spoiled):
            return FILES_AWAY
    return ""


def _has_room(folder: Path | str) -> bool:
    """A quota, or a disk that became read-only, shows only when one writes."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(64 * 1024))
        return shutil.disk_usage(folder).free >= LEAST
    except OSError:
        return False


def trouble_of(error: BaseException) -> str:
    """FULL or FILES_AWAY: what passes without anybody changing a file. Else nothing."""
    if isinstance(error, Away):
        return FILES_AWAY
    return FULL if isinstance(error, OSError) and error.errno in NO_ROOM else ""


@contextmanager
def probe(kept: Storage) -> Iterator[str]:
    """The name of a few bytes that are stored, read again, and deleted. Raises what the storage raises, or Spoiled."""
    name = kept.save(f".sehat-{secrets.token_hex(8)}", ContentFile(PROBE))
    try:
        with kept.open(name) as file:
            if file.read() != PROBE:
                raise Spoiled
        yield name
    finally:
        kept.delete(name)
