"""
A ceiling for the work on passwords.

To look at one costs half a second of a processor, on purpose, and anybody may ask for it under made-up names. So one is
looked at after the other on a machine, however many server processes it has; few wait for their turn, and the others
hear at once to come back. Browsers in which an editor has logged in before wait in a line of their own.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from django.conf import settings

STRANGERS, KNOWN = "strangers", "known"
LONGEST_WAIT = {STRANGERS: 1.5, KNOWN: 10.0}  # seconds
LOOK_AGAIN = 0.05
WAITING = 4  # of one line in one server process: each holds a thread that could answer for a page
_lines = {line: BoundedSemaphore(WAITING) for line in LONGEST_WAIT}


@contextmanager
def a_turn(line: str) -> Iterator[bool]:
    """Whether it is one's turn before the wait was too long. The system ends the turn of a process that is killed."""
    if not _lines[line].acquire(blocking=False):
        yield False
        return
    try:
        folder = Path(settings.DATA_DIR) / "logins-at-once"
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / line, "wb") as place:
            yield _locked_within(LONGEST_WAIT[line], place)
    finally:
        _lines[line].release()


def _locked_within(seconds: float, place: BinaryIO) -> bool:
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(LOOK_AGAIN)
        else:
            return True
