"""
The generation of what readers see: a word in the database that is another one after every change of it.

It changes in the transaction of the change (see publishing.pages.changes), so every process and every machine sees both
at once. What was made under one word is good while the word stays: `cache_for_generation` keeps it in memory.
"""

import secrets
from contextvars import ContextVar

from django.core.signals import request_finished, request_started
from django.db import models, transaction

from publishing.pages.kept import Kept


class Generation(models.Model):
    """
    One row.

    A random word and no number: after a change that is rolled back, the next one must not come to the same.
    """

    word = models.CharField(max_length=16)

    changes_what_readers_see = False

    class Meta:
        verbose_name = "generation"

    def __str__(self) -> str:
        return self.word


# What the request has read; None outside of requests, where nobody would forget it.
_read_by_request: ContextVar[list[str] | None] = ContextVar("generation_of_the_request", default=None)


class _Renewed:
    """
    Stands among the connection's callbacks for the commit, in order to go with a savepoint that is rolled back.

    While it stands there the transaction has a new word. Once that word is read, a further change needs another one.
    """

    was_read = False

    def __call__(self) -> None:
        """Nothing is left to do at the commit."""


def current() -> str:
    """The word of now; one query of some microseconds, once a request. Empty while nothing was ever changed."""
    seen = _read_by_request.get()
    if seen:
        return seen[0]
    word = stored()
    if renewed := _renewed():
        renewed.was_read = True
    if seen is not None:
        seen.append(word)
    return word


def stored() -> str:
    """The word of now, whatever a request has read. For whoever stands before Django: its requests end elsewhere."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT word FROM publishing_generation WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else ""


def renew() -> None:
    """
    What readers see has changed. Written once a transaction (or once more after the word was read in it).

    Signals call it; call it yourself beside `QuerySet.update`, `bulk_create` and SQL by hand, in the same transaction.
    """
    _forget()
    renewed = _renewed()
    if renewed and not renewed.was_read:
        return
    row = Generation(pk=1, word=secrets.token_hex(8))
    Generation.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=["word"])
    transaction.on_commit(_Renewed())


def _renewed() -> _Renewed | None:
    callbacks = transaction.get_connection().run_on_commit
    return next((function for _ids, function, _robust in reversed(callbacks) if isinstance(function, _Renewed)), None)


def _forget(**signal) -> None:
    if seen := _read_by_request.get():
        seen.clear()


def _begin_request(**signal) -> None:
    _read_by_request.set([])


def _end_request(**signal) -> None:
    _read_by_request.set(None)


request_started.connect(_begin_request)
request_finished.connect(_end_request)

# What all pages share: `cache_for_generation(key, build, until=None)`, see Kept.get.
cache_for_generation = Kept(current, most=2000).get
