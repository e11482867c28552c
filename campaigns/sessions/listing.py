"""One page of the sessions that a reader asked for: coming ones by month, then past ones by year."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.functional import cached_property

from campaigns.sessions.filters import PAGE, SessionFilters
from campaigns.sessions.models import SessionPage

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

    def __init__(self, filters: SessionFilters, now: datetime) -> None:
        self.filters, register = filters, filters.register
        coming = filters.matching & register.coming(now)
        self.past = filters.matching & ~coming
        self.coming_count = coming.bit_count()
        order = register.pks_of(coming) + register.pks_of(self.past)[::-1]
        self.pages = max(1, -(-len(order) // A_PAGE))
        self.page = min(filters.page, self.pages)
        self._shown = order[(self.page - 1) * A_PAGE : self.page * A_PAGE]
        self._coming_shown = max(0, self.coming_count - (self.page - 1) * A_PAGE)

    @cached_property
    def sessions(self) -> list[SessionPage]:
        found = SessionPage.objects.defer_streamfields().select_related("village__district").in_bulk(self._shown)
        sessions = [found[pk] for pk in self._shown if pk in found]
        for session in sessions:
            session.institution_names = self.filters.register.institutions.get(session.pk, [])
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
        return [
            PastYear(value.label, count, by_year.get(value.slug, []), self.filters.address(tahun=value.slug), is_open)
            for value in sorted(self.filters.register.values["tahun"].values(), key=lambda value: -int(value.slug))
            if (count := (value.bits & self.past).bit_count())
        ]

    @property
    def earlier(self) -> str | None:
        """The address of the page before this one; None on the first."""
        return self._address_of(self.page - 1) if self.page > 1 else None

    @property
    def later(self) -> str | None:
        return self._address_of(self.page + 1) if self.page < self.pages else None

    @property
    def address(self) -> str:
        """The one address of this page, however it was asked for."""
        return self._address_of(self.page)

    def _address_of(self, number: int) -> str:
        return self.filters.address(**{PAGE: str(number) if number > 1 else None})
