"""
Opens an upload in a process of its own, which may use only so much memory and time.

Programs that read PDFs and office files have been made to crash, to run on for ever and to fill the memory since they
exist. Here that ends a small process, not the one that serves the site. The process gets two open files and no name, no
database and no settings; it answers with one line.
"""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO

from publishing.uploads.refusals import Refused

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds on the clock
ONE_AT_A_TIME = threading.Lock()  # in each worker of the server: a second upload waits
REFUSED = 3  # how the process ends when it refuses

logger = logging.getLogger(__name__)


def run(way: str, source: BinaryIO, target: BinaryIO) -> dict:
    """
    Do `way` (a name in publishing.uploads.child) from one file to the other and return what it says.

    Both are real files. Raises Refused when the process refuses, breaks, or needs more than it may have.
    """
    source.seek(0)
    command = [sys.executable, "-m", "publishing.uploads.sandboxed", way]
    with ONE_AT_A_TIME:
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
