"""One page of the sessions that a reader asked for: coming ones by month, then past ones by year."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.http import QueryDict
from django.utils.functional import cached_property

from campaigns.sessions.cards import Card, Cards
from campaigns.sessions.facets import FACETS, SessionsIndex
from resources.facets import Filters, Pages

A_PAGE = 20  # sessions


@dataclass(frozen=True)
class Month:
    day: date
    sessions: list[Card]


@dataclass(frozen=True)
class PastYear:
    """A year: its sessions on this page (perhaps none), and the address that shows all of it."""

    year: str
    count: int
    sessions: list[Card]
    address: str
    is_open: bool


class SessionListing:
    """The coming sessions, the next one first, and then the past ones, the latest first, in pages of 20."""

    def __init__(self, index: SessionsIndex, sent: QueryDict, now: datetime) -> None:
        self._index = index
        self.filters = Filters(index.facets, FACETS, sent)
        self._cards = Cards(index, self.filters.matching, now)
        self.coming_count = len(self._cards.coming)
        self.pages = Pages(self.filters, range(len(self._cards)), A_PAGE)

    @cached_property
    def _coming(self) -> list[Card]:
        return [card for card in self._shown if not card.is_past]

    @cached_property
    def _shown(self) -> list[Card]:
        return self._cards[self.pages.start : self.pages.start + A_PAGE]

    @cached_property
    def months(self) -> list[Month]:
        by_month = groupby(self._coming, key=lambda session: session.first_day.replace(day=1))
        return [Month(month, list(sessions)) for month, sessions in by_month]

    @cached_property
    def past_years(self) -> list[PastYear]:
        """All years with past sessions, so that each is one tap away from every page."""
        past = [card for card in self._shown if card.is_past]
        by_year = {year: list(cards) for year, cards in groupby(past, key=lambda card: str(card.first_day.year))}
        is_open = not self._coming
        years = sorted(self._index.facets.values.get("tahun", {}).values(), key=lambda value: -int(value.slug))
        return [
            PastYear(value.label, count, by_year.get(value.slug, []), self.filters.address(tahun=value.slug), is_open)
            for value in years
            if (count := (value.bits & self._cards.past_bits).bit_count())
        ]
