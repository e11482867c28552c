"""
The one gate: whatever readers come to see is looked at before, on every path, and held back while it has a finding.

Forms ask first and put each finding at its field (publishing.guard.forms). What comes without a form, such as an
approval, a schedule or an import, meets `let_through` in the `save` of the record.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from publishing.guard import check, verified, words
from publishing.guard.confirmations import confirmed, digest_of
from publishing.guard.findings import ASK, Finding
from publishing.guard.texts import NotStored, Text, texts_of

MOST_TOLD = 5  # findings in one message


@dataclass(frozen=True)
class Found:
    """A finding and where it stands. Its words are in none of what it says of itself."""

    text: Text
    finding: Finding

    @property
    def asks(self) -> bool:
        return self.finding.level == ASK

    @property
    def kind(self) -> str:
        return self.finding.kind

    @property
    def masked(self) -> str:
        return self.finding.masked

    @property
    def label(self) -> str:
        return self.text.label

    @property
    def why(self) -> str:
        return str(words.REASONS[self.finding.reason])

    @property
    def advice(self) -> str:
        return str(words.ADVICE[self.finding.advice])

    @cached_property
    def digest(self) -> str:
        return digest_of(self.kind, self.text.words[self.finding.start : self.finding.end])

    @property
    def message(self) -> str:
        """For the field at which it stands."""
        return f"{self.masked}: {self.why} {self.advice}"


class HeldBack(ValidationError):
    """Something may not be public. The messages are for editors: places and masked values, never the words."""

    def __init__(self, record: models.Model, found: list[Found]) -> None:
        self.record, self.found = record, found
        more = len(found) - MOST_TOLD
        told = [f"{one.label}: {one.message}" for one in found[:MOST_TOLD]]
        if more > 0:
            told.append(_("And %(number)s more.") % {"number": more})
        super().__init__(told)


def look_at(texts: Iterable[Text], officials: Collection[str] = (), numbers: Iterable[str] = ()) -> Iterator[Found]:
    """
    All findings, those that somebody confirmed too.

    `officials` are names that are public, as those of speakers; `numbers` may stand there beside the verified ones.
    """
    suspicious = [text for text in texts if check(text.words, (), officials)]
    if not suspicious:
        return  # and nobody needs to know which numbers are verified
    numbers = verified.numbers().union(numbers)
    for text in suspicious:
        for finding in check(text.words, numbers, officials):
            yield Found(text, finding)


def open_findings(record: models.Model, new: NotStored | None = None) -> list[Found]:
    """
    What holds the record back: nobody has confirmed it yet. `new` is what a form has read beside it.

    A record may tell `public_names` of people whose part in it is public, and `own_numbers` that it stands for.
    """
    known = getattr(record, "public_names", ()), getattr(record, "own_numbers", ())
    found = list(look_at(texts_of(record, new), *known))
    answered = confirmed(record) if found else set()
    return [one for one in found if one.digest not in answered]


def let_through(record: models.Model) -> None:
    """Raises HeldBack."""
    if found := open_findings(record):
        raise HeldBack(record, found)
