"""The worker's beat: a file whose time says when this machine's worker was there, and whose word what it did."""

import logging
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.dispatch import Signal

LOOKS, WORKS = "looks", "works"
SILENCE = timedelta(seconds=60)
LONGEST_TASK = timedelta(minutes=15)  # far above what publishing.uploads.sandbox allows

started = Signal()  # once, when a worker begins
logger = logging.getLogger(__name__)


def beat(state: str) -> None:
    try:
        _file().write_text(state)
    except OSError:
        logger.warning("The worker can't write its beat.")


def age() -> float | None:
    """Seconds; None where no worker has ever run."""
    try:
        return max(0.0, time.time() - _file().stat().st_mtime)
    except OSError:
        return None


def longest_silence() -> float:
    """In seconds: who works may be silent as long as a task may take."""
    try:
        works = _file().read_text() == WORKS
    except OSError:
        works = False
    return (LONGEST_TASK if works else SILENCE).total_seconds()


def _file() -> Path:
    return settings.DATA_DIR / "worker.beat"
