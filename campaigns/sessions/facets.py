"""By what readers narrow the sessions (/kegiatan/?kecamatan=…&nagari=…&lembaga=…&topik=…&tahun=…), and their totals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from django.db.models import Value
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage, SessionTopic
from campaigns.sessions.report import GROUPS, Held, Year, added, totals
from publishing.models import SitePage
from publishing.pages.generation import cache_for_generation
from publishing.pages.visibility import is_open, stands_below
from resources.facets import Facet, Index, Order

FACETS = (
    Facet("kecamatan", _("Kecamatan")),
    Facet("nagari", _("Nagari")),
    Facet("lembaga", _("Adat institution")),
    Facet("topik", _("Topic")),
    Facet("tahun", _("Year"), order=Order.LATEST),
)


@dataclass
class SessionsIndex:
    """The sessions in the order of their start: their facets, and what lists and totals say of them."""

    facets: Index
    starts: dict[int, datetime]
    ends: list[datetime]
    institutions: dict[int, list[str]]
    # What each session adds to the totals once it is over; None of one that nobody says was held.
    held: list[Held | None]
    _totals: dict[int, list[Year]] = field(default_factory=dict)
    # The bits of those that are not over, and from when to when they are that.
    _coming: tuple[int, datetime, datetime] | None = None

    def coming(self, now: datetime) -> int:
        """The bits of the sessions that are not over; looked for anew only when one more is."""
        known = self._coming
        if known is None or not known[1] <= now <= known[2]:
            coming = [(pk, end) for pk, end in zip(self.facets.pks, self.ends, strict=True) if end >= now]
            until = min((end for _pk, end in coming), default=datetime.max.replace(tzinfo=UTC))
            known = self._coming = self.facets.bits_of(pk for pk, _end in coming), now, until
        return known[0]

    def first_day(self, pk: int) -> date:
        return dates.day_of(self.starts[pk])

    def totals(self, now: datetime) -> list[Year]:
        """People reached by the sessions that are over; added up anew only when one more is."""
        past = self.facets.everything & ~self.coming(now)
        found = self._totals.get(past)
        if found is None:
            over = (held for held, end in zip(self.held, self.ends, strict=True) if end < now)
            found = totals(held for held in over if held)
            self._totals = {past: found}
        return found


def index_of(page: SitePage) -> SessionsIndex:
    """Of the sessions below `page`, as readers of that page may see them."""
    return cache_for_generation(("sessions", page.pk), lambda: _read(page))


def _read(page: SitePage) -> SessionsIndex:
    sessions = SessionPage.objects.filter(stands_below(page), is_open(seen_from=page))
    columns = ("pk", "starts_at", "ends_at", "status", "village__district__name", "nagari__name", *GROUPS)
    rows = list(sessions.order_by("starts_at", "pk").values_list(*columns))
    having: list[tuple[str, str, str, int]] = []
    held: list[Held | None] = []
    year, until = 0, datetime.min.replace(tzinfo=UTC)
    slug_of = cache(slugify)  # few labels, many sessions
    for pk, starts_at, _ends_at, status, district, nagari, *counts in rows:
        if starts_at >= until:  # they stand in the order of their start
            year, until = dates.year_of(starts_at)
        held.append(Held(year, district, tuple(counts)) if was_held(status, counts) else None)
        having.append(("tahun", str(year), str(year), pk))
        having += (
            (name, slug_of(label), label, pk) for name, label in (("kecamatan", district), ("nagari", nagari)) if label
        )
    related = list(_institutions_and_topics())
    institutions: dict[int, list[str]] = {}
    for name, pk, _slug, label in related:
        if name == "lembaga":
            institutions.setdefault(pk, []).append(label)
    having += ((name, slug, label, pk) for name, pk, slug, label in related)
    starts = {row[0]: row[1] for row in rows}
    return SessionsIndex(Index(starts, having), starts, [row[2] for row in rows], institutions, held)


def was_held(status: str, counts: Iterable[int | None]) -> bool:
    """The office says so, or counted who came. That its day is over tells nothing."""
    counted = status != SessionPage.Status.CANCELLED and added(counts) is not None
    return status == SessionPage.Status.DONE or counted


def _institutions_and_topics() -> Iterable[tuple[str, int, str, str]]:
    """(facet, session, slug, label) of all sessions, published or not, in one query."""
    shown = SessionPage.institutions.through.objects.filter(adatinstitution__live=True)
    institutions = shown.values_list(
        Value("lembaga"), "sessionpage_id", "adatinstitution__slug", "adatinstitution__name"
    )
    topics = SessionTopic.objects.values_list(Value("topik"), "content_object_id", "tag__slug", "tag__name")
    return (
        institutions.order_by().union(topics.order_by(), all=True).order_by("sessionpage_id", "adatinstitution__name")
    )
