"""
The published sessions in a small table in memory, so that filters with counts cost no queries.

For every value of a filter (a kecamatan, a year …) it has one integer whose bits are the sessions with that value.
Filters then combine by `&` and count by `bit_count()`, in microseconds, for five sessions or five thousand.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.db.models import Value
from django.utils.text import slugify

from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage, SessionTopic
from campaigns.sessions.report import GROUPS, Held, Year, added, totals
from campaigns.sessions.stamp import RegisterStamp
from publishing.models import SitePage
from publishing.pages.visibility import is_open

FILTERS = ("kecamatan", "nagari", "lembaga", "topik", "tahun")


@dataclass
class Choice:
    """One value of a filter: how addresses and readers name it, and which sessions have it."""

    slug: str
    label: str
    bits: int = 0


@dataclass
class Register:
    """The sessions in the order of their start; the number of a session's bit is its place in `pks`."""

    pks: list[int] = field(default_factory=list)
    ends: list[datetime] = field(default_factory=list)
    values: dict[str, dict[str, Choice]] = field(default_factory=lambda: {name: {} for name in FILTERS})
    institutions: dict[int, list[str]] = field(default_factory=dict)
    # What each session adds to the totals once it is over; None of one that nobody says was held.
    held: list[Held | None] = field(default_factory=list)
    _totals: dict[int, list[Year]] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        return (1 << len(self.pks)) - 1

    def coming(self, now: datetime) -> int:
        """The bits of the sessions that are not over."""
        return _bits((place for place, end in enumerate(self.ends) if end >= now), len(self.pks))

    def totals(self, now: datetime) -> list[Year]:
        """People reached by the sessions that are over; added up anew only when one more is."""
        past = self.everything & ~self.coming(now)
        found = self._totals.get(past)
        if found is None:
            over = (held for held, end in zip(self.held, self.ends, strict=True) if end < now)
            found = totals(held for held in over if held)
            self._totals = {past: found}
        return found

    def pks_of(self, bits: int) -> list[int]:
        """The sessions of these bits, by start."""
        if not bits:
            return []
        return [pk for pk, bit in zip(self.pks, reversed(f"{bits:0{len(self.pks)}b}"), strict=True) if bit == "1"]


def register_of(index: SitePage) -> Register:
    """The register of the sessions below `index`, as readers of that page may see them."""
    return _read(index, RegisterStamp.current())


@lru_cache(maxsize=2)
def _read(index: SitePage, stamp: str) -> Register:
    """`stamp` is not read: it makes every change a new entry of the cache."""
    sessions = SessionPage.objects.child_of(index).filter(is_open(seen_from=index))
    register = Register()
    places: dict[int, int] = {}
    having: dict[tuple[str, str, str], list[int]] = {}
    rows = sessions.order_by("starts_at", "pk").values_list(
        "pk", "starts_at", "ends_at", "status", "village__district__name", "nagari__name", *GROUPS
    )
    for place, (pk, starts_at, ends_at, status, district, nagari, *counts) in enumerate(rows.iterator()):
        places[pk] = place
        register.pks.append(pk)
        register.ends.append(ends_at)
        year = str(dates.day_of(starts_at).year)
        register.held.append(Held(int(year), district, tuple(counts)) if was_held(status, counts) else None)
        having.setdefault(("tahun", year, year), []).append(place)
        for name, label in (("kecamatan", district), ("nagari", nagari)):
            if label:
                having.setdefault((name, slugify(label), label), []).append(place)
    for name, pk, slug, label in _institutions_and_topics():
        if pk in places:
            having.setdefault((name, slug, label), []).append(places[pk])
            if name == "lembaga":
                register.institutions.setdefault(pk, []).append(label)
    for (name, slug, label), found in having.items():
        value = register.values[name].setdefault(slug, Choice(slug, label))
        value.bits |= _bits(found, len(register.pks))
    return register


def was_held(status: str, counts: Iterable[int | None]) -> bool:
    """The office says so, or counted who came. That its day is over tells nothing."""
    counted = status != SessionPage.Status.CANCELLED and added(counts) is not None
    return status == SessionPage.Status.DONE or counted


def _institutions_and_topics() -> Iterable[tuple[str, int, str, str]]:
    """(filter, session, slug, label) of all sessions, published or not, in one query."""
    institutions = SessionPage.institutions.through.objects.values_list(
        Value("lembaga"), "sessionpage_id", "adatinstitution__slug", "adatinstitution__name"
    )
    topics = SessionTopic.objects.values_list(Value("topik"), "content_object_id", "tag__slug", "tag__name")
    return (
        institutions.order_by().union(topics.order_by(), all=True).order_by("sessionpage_id", "adatinstitution__name")
    )


def _bits(places: Iterable[int], size: int) -> int:
    marks = bytearray(size // 8 + 1)
    for place in places:
        marks[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(marks, "little")
