"""The list of what fronts may keep: written down before they may, crossed out when each has confirmed its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from publishing.fronts import addresses
from publishing.fronts.addresses import Known
from publishing.fronts.models import Front, KeptAddress
from publishing.pages import generation

AT_ONCE = 500  # rows of one statement


@dataclass(frozen=True)
class Noted:
    """Of the generation `word`: all addresses, those that are there no more, and those that were not there before."""

    word: str
    known: Known
    gone: list[str]
    new: list[str]


def note(changed_since: datetime | None = None) -> Noted:
    """
    Write down every address that fronts may keep from now on.

    Only then does the site allow them to keep what it answers (publishing.fronts.marks).
    """
    while True:
        word = generation.current()
        known = addresses.known(changed_since)
        with transaction.atomic():
            _wait_for_others()
            kept = set(KeptAddress.objects.values_list("path", flat=True))
            new = [path for path in known.all if path not in kept]
            rows = [KeptAddress(path=path) for path in new]
            KeptAddress.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
            if generation.current() == word:
                Front.objects.exclude(noted=word).update(noted=word)
                return Noted(word, known, sorted(kept - set(known.all)), new)


def forget(gone: Iterable[str], word: str) -> None:
    """Cross out what every front has confirmed to be gone, unless something has changed again."""
    gone = list(gone)
    with transaction.atomic():
        fronts = _wait_for_others()
        if any(front.renewed != word for front in fronts) or generation.current() != word:
            return
        for start in range(0, len(gone), AT_ONCE):
            KeptAddress.objects.filter(path__in=gone[start : start + AT_ONCE]).delete()


def _wait_for_others() -> list[Front]:
    return list(Front.objects.select_for_update().filter(location__in=settings.FRONTS).order_by("pk"))
