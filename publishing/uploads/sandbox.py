"""
Opens an upload in a process of its own, which may use only so much memory and time.

Programs that read PDFs, office files, spreadsheets and pictures have been made to crash, to run on for ever and to fill
the memory since they exist. Here that ends a small process, not the one that serves the site. The process gets two open
files and no name, no database and no settings; it answers with one line. On one machine only so many of them run at
once (UPLOADS_AT_ONCE), whatever the number of servers and workers: who comes later waits, and is told when it lasts.
"""

import errno
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from publishing.turns import turn
from publishing.uploads.refusals import REFUSED, Refused

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds on the clock
LONGEST_WAIT = 30  # seconds until an editor hears that others are before
LEAST_FREE = 1024 * 1024  # bytes

logger = logging.getLogger(__name__)


def run(way: str, source: BinaryIO, target: BinaryIO, *, wait: float = LONGEST_WAIT, **details: object) -> dict:
    """
    Do `way` from one file to the other and return what it says, a dictionary of what JSON knows.

    `way` is a name in publishing.uploads.sandboxed.WAYS, or "module:function" of any function that takes two files (and
    `details`, of what JSON knows) and returns such a dictionary. Its module must do without Django's settings and
    models, and refuses a file by raising Refused with a code. Both files are real ones, such as `real_file` makes.

    Raises Refused when the process refuses; with the code "too_hard" when it breaks or needs more than it may have, and
    with "busy" when no place came free for `wait` seconds. OSError when there is no room for what is made.
    """
    source.seek(0)
    command = [sys.executable, "-m", "publishing.uploads.sandboxed", way, json.dumps(details)]
    places = map(str, range(settings.UPLOADS_AT_ONCE))
    with turn("uploads-at-once", places, wait) as is_ours:
        if not is_ours:
            raise Refused("busy")
        try:
            done = subprocess.run(  # noqa: S603
                command,
                stdin=source,
                stdout=target,
                stderr=subprocess.PIPE,
                cwd=ROOT,
                process_group=0,  # Ctrl+C is for the site: the file is not at fault
                env={"TMPDIR": tempfile.gettempdir()},  # neither keys nor passwords
                timeout=LONGEST,
            )
        except subprocess.TimeoutExpired as error:
            raise Refused("too_hard") from error
    said = _last_line(done.stderr)
    if done.returncode == 0 and said is not None:
        return said
    if done.returncode == REFUSED and said is not None:
        raise Refused(said["code"], **said["details"])
    logger.warning("A file broke the process that cleans %s (%s).", way, done.returncode)
    if shutil.disk_usage(tempfile.gettempdir()).free < LEAST_FREE:  # no fault of the file
        raise OSError(errno.ENOSPC, "There is no room for temporary files.")
    raise Refused("too_hard")


def real_file(upload) -> BinaryIO:
    """A copy of an upload that a process can be given. It has no name, so nothing of it can stay behind."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    upload.seek(0)
    for piece in upload.chunks():
        copy.write(piece)
    copy.flush()
    return copy


def _last_line(said: bytes) -> dict | None:
    try:
        answer = json.loads(said.splitlines()[-1])
    except (IndexError, ValueError):
        return None
    return answer if isinstance(answer, dict) else None
