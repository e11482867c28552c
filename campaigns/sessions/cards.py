"""Sessions as lists show them: each card is rendered once a generation, so a list costs what was not shown before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import get_template
from django.utils.safestring import SafeString

from campaigns.sessions.facets import SessionsIndex
from campaigns.sessions.models import SessionPage
from publishing.pages import reading


@dataclass(frozen=True)
class Card:
    first_day: date
    is_past: bool
    html: SafeString


class Cards(Sequence):
    """Of some sessions: of those that are not over, the next one first, then of the others, the latest first."""

    def __init__(self, index: SessionsIndex, bits: int, now: datetime) -> None:
        """`bits` are the sessions of the index that are wanted."""
        coming = bits & index.coming(now)
        self.coming, self.past = index.facets.pks_of(coming), index.facets.pks_of(bits & ~coming)[::-1]
        self.past_bits = bits & ~coming
        self._index = index

    def __len__(self) -> int:
        return len(self.coming) + len(self.past)

    def __getitem__(self, wanted: slice) -> list[Card]:
        """Those of one page: nothing is asked for the others."""
        places = range(len(self))[wanted]
        pks = [*self.coming, *self.past][wanted]
        rendered = reading.parts("session card", pks, self._render)
        return [
            Card(self._index.first_day(pk), place >= len(self.coming), rendered[pk])
            for place, pk in zip(places, pks, strict=True)
            if pk in rendered
        ]

    def _render(self, pks: list[int]) -> Mapping[int, SafeString]:
        template = get_template("components/session_card.html")
        sessions = SessionPage.objects.defer_streamfields().select_related("village__district").in_bulk(pks)
        for pk, session in sessions.items():
            session.institution_names = self._index.institutions.get(pk, [])
        return {pk: template.render({"session": session}) for pk, session in sessions.items()}
