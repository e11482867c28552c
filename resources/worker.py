"""
The worker that does what takes long, one thing after the other: django-tasks-db's own, which looks after itself.

It asks the database every two seconds, by reading only: a site with nothing to do is never locked.
"""

import logging
import os
import secrets
import sys
import time
from datetime import timedelta

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from publishing.watching import computer, has_ended
from resources import beat
from resources.kits import building
from resources.previews import preparing

BACKEND = "background"
WATCH = "suluah_watch"  # hooks.register(WATCH, function) of any floor: it runs beside the worker, for ever
EVERY = 2  # seconds between two looks at the database
TIDY_EVERY = 60  # seconds
KEPT = timedelta(days=7)  # for finished tasks, to look up what went wrong

logger = logging.getLogger(__name__)


class SteadyWorker(Worker):
    """Ends with the process that started it, and finishes what it is doing first, however often it is asked to stop."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{computer()}:{os.getpid()}:{secrets.token_hex(4)}",
            excluded_queue_names=[],
        )
        self.parent = os.getppid()
        self.tidied_at = float("-inf")

    def shutdown(self, signum, frame) -> None:
        self.running = False
        if not self.running_task:
            sys.exit(0)

    def work(self) -> None:
        beat.started.send(sender=SteadyWorker)
        while self.running and os.getppid() == self.parent:
            try:
                self.look()
            except OperationalError:  # busy or away; what was begun is found again
                logger.warning("The database does not answer the worker.")
            if self.running:
                time.sleep(EVERY)

    def look(self) -> None:
        close_old_connections()
        beat.beat(beat.LOOKS)
        if time.monotonic() - self.tidied_at > TIDY_EVERY:
            tidy()
            self.tidied_at = time.monotonic()
        if tasks().ready().exists():
            self.run()  # until none is left

    def run_task(self, db_task_result: DBTaskResult) -> None:
        beat.beat(beat.WORKS)
        super().run_task(db_task_result)


def tasks():
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def tidy() -> None:
    """Find what an ended worker left half-way, and what nobody asked for."""
    for result in tasks().running():
        if _is_left_behind(result):
            _leave_to_another(result)
    if not tasks().filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists():
        preparing.begin_again_what_was_forgotten()
        building.begin_again_what_was_forgotten()
    tasks().finished().filter(finished_at__lt=timezone.now() - KEPT).delete()


def _is_left_behind(result: DBTaskResult) -> bool:
    if result.started_at and timezone.now() - result.started_at > beat.LONGEST_TASK:
        return True
    return has_ended(result.worker_ids[-1] if result.worker_ids else "")


def _leave_to_another(result: DBTaskResult) -> None:
    given_up = len(result.worker_ids) >= preparing.MOST_ATTEMPTS
    logger.warning("Task %s was left half-way%s.", result.task_name, " and is given up" if given_up else "")
    tasks().filter(pk=result.pk, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED if given_up else TaskResultStatus.READY,
        finished_at=timezone.now() if given_up else None,
    )
