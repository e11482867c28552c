"""
Which words of readers nothing here has, so that the office can teach them; and nothing about readers (decision 67).

A word becomes readable when it came on five different days. Until then it is a keyed digest, and of a query that could
be about a person or tells of danger not even that. A process writes once in ten minutes at most, whoever asks how much.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from threading import Lock
from time import monotonic

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.search.models import MissedWord
from publishing.guard import check, may_be_called
from publishing.search.finding import Answer
from publishing.search.memory import memory
from publishing.search.spelling import Words
from publishing.search.taught import taught
from publishing.search.words import plain_words
from resources.downloads.counting import impatient_database

ENOUGH_DAYS = 5
SHORTEST, LONGEST = 4, 25  # letters
WRITTEN_EVERY = 600  # seconds
WAITING, A_DAY, ALL = 100, 200, 4000  # words that wait to be written, that are new on a day, that are kept
UNREADABLE_LASTS, READABLE_LASTS = timedelta(days=21), timedelta(days=90)  # since the word was last asked for
_ABOUT_SOMEBODY = frozenset(("nama", "bernama", "namanya", "inisial", "berinisial", "bin", "binti", "alias", "kasus"))


def words_of(query: str, answer: Answer) -> list[str]:
    """The words of a query that may be counted."""
    if not answer.missing or not re.fullmatch(r"[^\W\d_]+(?:[ '-]+[^\W\d_]+)*", query) or check(query):
        return []
    typed, known = plain_words(query), Words(memory(), taught())
    if any(map(_tells_who, typed)):
        return []
    strange = {word for word in typed if not known.has(word)}
    # Two strange words beside each other are what a name looks like.
    for one, other in pairwise(typed):
        if {one, other} <= strange:
            return []
    missing = strange & set(answer.missing)
    return sorted(word for word in missing if SHORTEST <= len(word) <= LONGEST and word.isascii())


def _tells_who(word: str) -> bool:
    return word in _ABOUT_SOMEBODY or may_be_called(word)


class Waiting:
    """The words that wait for being written, each once a day."""

    def __init__(self) -> None:
        self._lock, self._words, self._written_at = Lock(), set[tuple[date, str]](), monotonic()

    def add(self, words: Sequence[str]) -> None:
        """Never waits long: what the database does not take at once is lost."""
        today = timezone.localdate()
        with self._lock:
            self._words |= {(today, word) for word in words[: WAITING - len(self._words)]}
            if not self._words or monotonic() - self._written_at < WRITTEN_EVERY:
                return
            words, self._words, self._written_at = self._words, set(), monotonic()
        try:
            with impatient_database(), transaction.atomic():
                erase_old(today)
                for day, word in sorted(words):
                    _write(day, word)
        except DatabaseError:
            return


waiting = Waiting()


def erase_old(today: date) -> int:
    """How many were erased."""
    unreadable = Q(word="", last_day__lt=today - UNREADABLE_LASTS)
    return MissedWord.objects.filter(unreadable | Q(last_day__lt=today - READABLE_LASTS)).delete()[0]


def _write(day: date, word: str) -> None:
    digest = salted_hmac("home.search.missed", word, algorithm="sha256").hexdigest()
    row = MissedWord.objects.filter(digest=digest).first()
    if row is None:
        is_full = MissedWord.objects.count() >= ALL
        if not is_full and MissedWord.objects.filter(days=1, last_day=day).count() < A_DAY:
            MissedWord.objects.get_or_create(digest=digest, defaults={"last_day": day})
    elif row.last_day < day:
        row.days, row.last_day = row.days + 1, day
        row.word = word if row.days >= ENOUGH_DAYS else ""
        row.save()


def for_the_office() -> list[MissedWord]:
    """Those that can be read and that nothing has still, the most wanted first."""
    rows = list(_readable())
    known = Words(memory(), taught()) if rows else None
    return [row for row in rows if not known.has(row.word)]


def _readable() -> QuerySet[MissedWord]:
    return MissedWord.objects.exclude(word="").filter(last_day__gte=timezone.localdate() - READABLE_LASTS)
