"""What runs beside the worker for ever, one look after the other; and whether a worker is still there."""

import logging
import os
import socket
import time
from collections.abc import Callable

from django.db import close_old_connections

logger = logging.getLogger(__name__)


def computer() -> str:
    return socket.gethostname()[:40]


def has_ended(worker: str) -> bool:
    """
    Whether the process that calls itself "computer:process:word" is gone for sure.

    Of another computer nothing is known, and a number that has been given to another process says nothing either.
    """
    where, _, process = worker.rpartition(":")[0].rpartition(":")
    if where != computer():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError, OverflowError):
        return False
    return False


def look_for_ever(look: Callable[[], object], every: float, failure: str) -> None:
    """Call `look` and rest for `every` seconds. What breaks it stands in the journal under the words `failure`."""
    while True:
        try:
            close_old_connections()
            look()
        except Exception:  # the database may be away for a while
            logger.exception(failure)
        time.sleep(every)
