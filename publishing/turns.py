"""Turns at what a machine can do only so often at once, shared by all its processes."""

import fcntl
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

LOOK_AGAIN = 0.05  # seconds


@contextmanager
def turn(folder: str, places: Iterable[str], wait: float) -> Iterator[bool]:
    """
    Whether one of the `places` came free within `wait` seconds; it is ours until the block ends.

    A place is a file below DATA_DIR that is locked: the system gives it back when a process ends, in whatever way.
    """
    below = Path(settings.DATA_DIR) / folder
    below.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with ExitStack() as opened:
        files = [opened.enter_context(open(below / place, "wb")) for place in places]
        while not (is_ours := any(map(_is_locked_now, files))) and time.monotonic() < until:
            time.sleep(LOOK_AGAIN)
        yield is_ours


def _is_locked_now(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
