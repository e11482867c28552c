"""
A ceiling for the work on passwords.

To look at one costs half a second of a processor, on purpose, and anybody may ask for it under made-up names. So one is
looked at after the other on a machine, however many server processes it has; few wait for their turn, and the others
hear at once to come back. Browsers in which an editor has logged in before wait in a line of their own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from publishing.turns import turn

STRANGERS, KNOWN = "strangers", "known"
LONGEST_WAIT = {STRANGERS: 1.5, KNOWN: 10.0}  # seconds
WAITING = 4  # of one line in one server process: each holds a thread that could answer for a page
_lines = {line: BoundedSemaphore(WAITING) for line in LONGEST_WAIT}


@contextmanager
def a_turn(line: str) -> Iterator[bool]:
    """Whether it is one's turn before the wait was too long."""
    if not _lines[line].acquire(blocking=False):
        yield False
        return
    try:
        with turn("logins-at-once", [line], LONGEST_WAIT[line]) as is_ours:
            yield is_ours
    finally:
        _lines[line].release()
