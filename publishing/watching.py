"""What runs beside the worker for ever: one look after the other, and nothing that goes wrong ends it."""

import logging
import time
from collections.abc import Callable

from django.db import close_old_connections

logger = logging.getLogger(__name__)


def look_for_ever(look: Callable[[], object], every: float, failure: str) -> None:
    """Call `look` and rest for `every` seconds. What breaks it stands in the journal under the words `failure`."""
    while True:
        try:
            close_old_connections()
            look()
        except Exception:  # the database may be away for a while
            logger.exception(failure)
        time.sleep(every)
