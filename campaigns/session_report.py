"""What sessions reached: the numbers of one, and those of all by year and kecamatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count, F, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from campaigns.models.sessions import SessionPage, SessionPageQuerySet

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


@dataclass(frozen=True)
class Row:
    """A kecamatan in a year (or the whole year): sessions held, people reached by GROUPS."""

    district: str | None
    held: int
    counts: tuple[int | None, ...]

    @property
    def total(self) -> int | None:
        return added(self.counts)


@dataclass(frozen=True)
class Year:
    year: int
    rows: list[Row]

    @property
    def whole(self) -> Row:
        columns = zip(*(row.counts for row in self.rows), strict=True)
        return Row(None, sum(row.held for row in self.rows), tuple(added(column) for column in columns))


def numbers_of(session: "SessionPage") -> list[Number]:
    return [Number(label, getattr(session, name)) for name, label in GROUPS.items()]


def totals(sessions: "SessionPageQuerySet") -> list[Year]:
    """
    The sessions that were held, added up in one query: the latest year first, kecamatan by name.

    They are open meetings, not cases, so small numbers name nobody. A session without a kelurahan stands at the end.
    """
    rows = (
        sessions.past()
        .not_cancelled()
        .order_by()
        .values(year=ExtractYear("starts_at"), district=F("village__district__name"))
        .annotate(held=Count("pk"), **{f"sum_of_{name}": Sum(name) for name in GROUPS})
    )
    ordered = sorted(rows, key=lambda row: (-row["year"], row["district"] is None, row["district"]))
    return [
        Year(
            year,
            [Row(row["district"], row["held"], tuple(row[f"sum_of_{name}"] for name in GROUPS)) for row in of_year],
        )
        for year, of_year in groupby(ordered, key=lambda row: row["year"])
    ]


def added(counts: Iterable[int | None]) -> int | None:
    """None when nobody counted anything: that is not nobody."""
    counted = [count for count in counts if count is not None]
    return sum(counted) if counted else None
