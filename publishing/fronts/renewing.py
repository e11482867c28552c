"""
Keeps the servers in front true: whatever changed is fetched anew by each of them, until each has confirmed it.

What is to be done needs no list of tasks: it is the difference between the generation of now and the one that a front
has confirmed. So it outlives every crash, and many changes become one. The worker looks several times a second, in a
thread for each front: one that is down holds no other up, and a film that is being cleaned holds up none.
"""

import logging
import os
import re
import secrets
import socket
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

from django.conf import settings
from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends

from publishing.fronts.addresses import absolute, naming, pictures
from publishing.fronts.backend import NotRenewed
from publishing.fronts.models import Front
from publishing.fronts.noting import Noted, forget, note
from publishing.media.models import CampaignRendition
from publishing.pages import generation

LOOK_EVERY = 0.2  # seconds
TELL_EVERY = 1  # seconds between two notes of how far it is
LONGEST_WAIT = 30  # seconds until a front that is down is tried again
HELD_FOR = timedelta(seconds=20)  # a front is this worker's own so long, unless it says so again

logger = logging.getLogger(__name__)


def watch() -> None:
    """Start a thread for each front. Rows of fronts that are none any more would keep the site from marking."""
    if settings.FRONTS:
        Front.objects.exclude(location__in=settings.FRONTS).delete()
    for location in settings.FRONTS:
        Thread(target=Renewal(location).watch, name=f"renewal of {location}", daemon=True).start()


class Renewal:
    """Of one front. What waits is kept in memory: who starts anew begins with the most important."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.backend = get_backends(backends=[location])[location]
        self.worker = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.noted: Noted | None = None
        self.planned = ""  # the generation for which `gone` and `rest` were written
        self.newest_picture: int | None = None
        self.began_at: datetime | None = None
        self.gone: deque[str] = deque()
        self.rest: deque[str] = deque()
        self.total, self.told_at = 0, 0.0

    def watch(self) -> None:
        """Look for ever. Nothing that goes wrong ends it."""
        while True:
            wait = LOOK_EVERY
            try:
                close_old_connections()
                wait = self.look()
            except Exception:  # the database may be away for a while
                logger.exception("A front could not be looked after.")
            time.sleep(wait)

    def look(self) -> float:
        """Do what is to be done; how many seconds to wait before the next look."""
        front = Front.objects.get_or_create(location=self.location)[0]
        word = generation.current()
        if not word:
            return LOOK_EVERY
        pictures = self._new_pictures()
        is_done = front.renewed == front.noted == word
        if (is_done and not pictures) or not self._hold():
            return LOOK_EVERY
        if is_done:
            noted = note()
            if noted.word != word:
                return 0  # something has changed just now: all of it is planned at the next look
            self.noted, self.rest = noted, deque(pictures)
        elif self.planned != word or front.noted != word:
            self._plan(front)
        try:
            self._work()
        except NotRenewed as problem:
            if not self._has_changed():
                return self._note_failure(front, problem)
        return 0 if self._has_changed() else LOOK_EVERY

    def _new_pictures(self) -> list[str]:
        """Sizes of pictures are made while pages are shown, which changes no generation."""
        newest = CampaignRendition.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        before, self.newest_picture = self.newest_picture, newest
        return pictures(made_after=before) if before is not None and newest > before else []

    def _hold(self) -> bool:
        """Whether this worker is the one at it: of several, only one does the work."""
        free = Q(worker__in=["", self.worker]) | Q(worker_until=None) | Q(worker_until__lt=timezone.now())
        mine = Front.objects.filter(free, location=self.location)
        return bool(mine.update(worker=self.worker, worker_until=timezone.now() + HELD_FOR))

    def _plan(self, front: Front) -> None:
        """
        What is gone, the pages above it, which listed it, those that name it, what is new or lately published, what
        leads to the rest, and the rest by importance.

        What was waiting already comes before what was done: else it would wait for ever while editors publish.
        """
        self.began_at, waiting = timezone.now(), set(self.rest)
        self.noted = noted = note(changed_since=front.renewed_at)
        self.planned = noted.word
        self.gone = deque(noted.gone)
        above = {path[: end.start() + 1] for path in noted.gone for end in re.finditer("/", path[:-1])}
        lists = [path for path in noted.known.first if path[: path.rindex("/") + 1] in above]
        known = set(noted.known.all)
        lists += [path for path in naming(noted.gone) if path in known]
        new = noted.new if front.renewed else []  # in an empty front everything is
        waiting_longest = [path for path in noted.known.others if path in waiting]
        self.rest = deque(dict.fromkeys([*lists, *new, *noted.known.first, *waiting_longest, *noted.known.others]))
        self.total = len(self.gone) + len(self.rest)
        self._write(done=0, total=self.total)  # else editors read of the former change that all is done

    def _work(self) -> None:
        """Until all is done, or something has changed again. Raises NotRenewed when not all was confirmed."""
        with self.backend.connected() as renew:
            broken = self._renew_all(self.gone, renew)
            if not broken and not self.gone:
                self._write(cleared=self.noted.word)
            broken += self._renew_all(self.rest, renew)
            if self._has_changed():
                return
            if broken:  # the site answers with an error there
                self.rest.extend(broken)
                raise NotRenewed(f"{len(broken)} × 500", is_silent=False)
            # Once more: an answer that was under way at the change may have come to the front after the first time.
            self._renew_all(deque(self.noted.gone), renew)
        if not self._has_changed():
            told = {"renewed": self.noted.word, "failures": 0, "worker_until": None}
            if self.began_at:
                told["renewed_at"] = self.began_at
            self._write(**told, done=self.total, total=self.total)
            forget(self.noted.gone, self.noted.word)

    def _renew_all(self, waiting: deque[str], renew: Callable[[str], None]) -> list[str]:
        """What is confirmed waits no more; stops when something has changed. The paths that the site has errors at."""
        broken = []
        while waiting and not self._has_changed():
            try:
                renew(absolute(waiting[0]))
            except NotRenewed as problem:
                if problem.is_silent:
                    raise
                broken.append(waiting[0])
            waiting.popleft()
            if time.monotonic() - self.told_at > TELL_EVERY:
                self.told_at = time.monotonic()
                done = self.total - len(self.gone) - len(self.rest)
                self._write(done=max(0, done), total=self.total, worker_until=timezone.now() + HELD_FOR)
        return broken

    def _has_changed(self) -> bool:
        return generation.current() != self.noted.word

    def _note_failure(self, front: Front, problem: NotRenewed) -> float:
        if not front.failures:
            logger.warning("A front does not renew its pages: %s", problem)
        self._write(failures=front.failures + 1)
        return min(2**front.failures, LONGEST_WAIT)

    def _write(self, **fields) -> None:
        Front.objects.filter(location=self.location).update(**fields)
