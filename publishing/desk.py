"""
What waits for an editor on the first screen: the shape in which any room says it, and the hook by which it does.

`hooks.register(DESK, groups)`, where `groups(user)` gives Groups with what this user may open, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from django.db.models import Case, CharField, Count, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DESK = "suluah_desk"
MOST_NAMED = 10  # tasks of a group; the others are counted

Words = str | Promise


class Part(IntEnum):
    """The parts of the desk, in their order."""

    MINE = 1
    COMING = 2
    TIDY = 3
    KNOW = 4

    @property
    def label(self) -> Words:
        return {
            Part.MINE: _("Waiting for you"),
            Part.COMING: _("Sessions of the next 14 days"),
            Part.TIDY: _("To put in order"),
            Part.KNOW: _("Good to know"),
        }[self]


@dataclass(frozen=True)
class Task:
    """One thing to do: its name, the screen on which it is done (None: none that this user may open), and a note."""

    name: Words
    address: str | None = None
    note: Words = ""


@dataclass
class Group:
    """
    Tasks of one kind, the most pressing first; `count` is that of all, if there are more than these.

    `advice` says what to do about them, `address` is the screen that lists all.
    """

    part: Part
    heading: Words
    tasks: list[Task] = field(default_factory=list)
    count: int = 0
    advice: Words = ""
    address: str = ""

    def __post_init__(self) -> None:
        self.count = max(self.count, len(self.tasks))

    @property
    def more(self) -> int:
        return self.count - len(self.tasks)


def first_and_count(items: QuerySet, most: int = MOST_NAMED) -> tuple[list, int]:
    """The first `most` of them, and how many there are: in one query."""
    found = list(items.annotate(_all=Window(Count("pk")))[:most])
    return found, found[0]._all if found else 0


def first_and_count_of_each(
    items: QuerySet, kinds: Mapping[str, QuerySet], most: int = MOST_NAMED
) -> dict[str, tuple[list, int]]:
    """
    The same of several kinds of one table, in one query. No item is of two kinds.

    `items` are ordered; what orders one kind alone is NULL for the others.
    """
    whens = (When(pk__in=of_kind.order_by().values("pk"), then=Value(kind)) for kind, of_kind in kinds.items())
    found = items.annotate(_kind=Case(*whens, output_field=CharField())).filter(_kind__isnull=False)
    found = found.annotate(
        _all=Window(Count("pk"), partition_by="_kind"),
        _place=Window(RowNumber(), partition_by="_kind", order_by=items.query.order_by),
    ).filter(_place__lte=most)
    named: dict[str, tuple[list, int]] = {kind: ([], 0) for kind in kinds}
    for item in found:
        named[item._kind][0].append(item)
        named[item._kind] = named[item._kind][0], item._all
    return named
