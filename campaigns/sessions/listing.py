"""One page of the sessions that a reader asked for: coming ones by month, then past ones by year."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.http import QueryDict
from django.utils.functional import cached_property

from campaigns.sessions.facets import FACETS, SessionsIndex
from campaigns.sessions.models import SessionPage
from resources.facets import Filters, Pages

A_PAGE = 20  # sessions


@dataclass(frozen=True)
class Month:
    day: date
    sessions: list[SessionPage]


@dataclass(frozen=True)
class PastYear:
    """A year: its sessions on this page (perhaps none), and the address that shows all of it."""

    year: str
    count: int
    sessions: list[SessionPage]
    address: str
    is_open: bool


class SessionListing:
    """The coming sessions, the next one first, and then the past ones, the latest first, in pages of 20."""

    def __init__(self, index: SessionsIndex, sent: QueryDict, now: datetime) -> None:
        self._index = index
        self.filters = Filters(index.facets, FACETS, sent)
        coming = self.filters.matching & index.coming(now)
        self.past = self.filters.matching & ~coming
        self.coming_count = coming.bit_count()
        pks_of = index.facets.pks_of
        self.pages = Pages(self.filters, pks_of(coming) + pks_of(self.past)[::-1], A_PAGE)
        self._coming_shown = max(0, self.coming_count - self.pages.start)

    @cached_property
    def sessions(self) -> list[SessionPage]:
        shown = self.pages.shown
        found = SessionPage.objects.defer_streamfields().select_related("village__district").in_bulk(shown)
        sessions = [found[pk] for pk in shown if pk in found]
        for session in sessions:
            session.institution_names = self._index.institutions.get(session.pk, [])
        return sessions

    @cached_property
    def months(self) -> list[Month]:
        coming = self.sessions[: self._coming_shown]
        by_month = groupby(coming, key=lambda session: session.first_day.replace(day=1))
        return [Month(month, list(sessions)) for month, sessions in by_month]

    @cached_property
    def past_years(self) -> list[PastYear]:
        """All years with past sessions, so that each is one tap away from every page."""
        shown = self.sessions[self._coming_shown :]
        by_year = {year: list(sessions) for year, sessions in groupby(shown, key=lambda page: str(page.first_day.year))}
        is_open = not self._coming_shown
        years = sorted(self._index.facets.values.get("tahun", {}).values(), key=lambda value: -int(value.slug))
        return [
            PastYear(value.label, count, by_year.get(value.slug, []), self.filters.address(tahun=value.slug), is_open)
            for value in years
            if (count := (value.bits & self.past).bit_count())
        ]
