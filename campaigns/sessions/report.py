"""What sessions reached: the numbers of one, and those of all by year and kecamatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

# Who is counted, in the order in which readers see it: the field of the session, and its name.
GROUPS = {
    "reached_women": _("Women"),
    "reached_men": _("Men"),
    "reached_girls": _("Girls"),
    "reached_boys": _("Boys"),
}


@dataclass(frozen=True)
class Number:
    """How many of one group came; None when nobody counted them."""

    label: str
    count: int | None


class Held(NamedTuple):
    """What a session adds: in which year and kecamatan, and how many of each of GROUPS came."""

    year: int
    district: str | None
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Row:
    """A kecamatan in a year (or the whole year): sessions held, people reached by GROUPS."""

    district: str | None
    held: int
    counts: tuple[int | None, ...]

    @property
    def total(self) -> int | None:
        return added(self.counts)

    @property
    def labelled_counts(self) -> list[tuple[str, int | None]]:
        return list(zip(GROUPS.values(), self.counts, strict=True))


@dataclass(frozen=True)
class Year:
    year: int
    rows: list[Row]

    @property
    def whole(self) -> Row:
        columns = zip(*(row.counts for row in self.rows), strict=True)
        return Row(None, sum(row.held for row in self.rows), tuple(added(column) for column in columns))


def totals(held: Iterable[Held]) -> list[Year]:
    """
    The sessions that were held, added up: the latest year first, kecamatan by name.

    They are open meetings, not cases, so small numbers name nobody. A session without a kelurahan stands at the end.
    """
    by_place: dict[tuple[int, str | None], list[Held]] = {}
    for session in held:
        by_place.setdefault((session.year, session.district), []).append(session)
    ordered = sorted(by_place.items(), key=lambda item: (-item[0][0], item[0][1] is None, item[0][1]))
    return [
        Year(year, [_row(district, sessions) for (_year, district), sessions in of_year])
        for year, of_year in groupby(ordered, key=lambda item: item[0][0])
    ]


def _row(district: str | None, sessions: list[Held]) -> Row:
    columns = zip(*(session.counts for session in sessions), strict=True)
    return Row(district, len(sessions), tuple(added(column) for column in columns))


def added(counts: Iterable[int | None]) -> int | None:
    """None when nobody counted anything: that is not nobody."""
    counted = [count for count in counts if count is not None]
    return sum(counted) if counted else None
