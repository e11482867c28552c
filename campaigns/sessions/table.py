"""Sessions as rows of a table for other programs: what the office's reports ask of each, a column a fact."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.places import Nagari
from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage
from campaigns.sessions.queries import SessionPageQuerySet
from campaigns.sessions.report import GROUPS


class Column(NamedTuple):
    """
    `value` gives text, a number, a day, a list of words or None, as publishing.spreadsheets.writing takes them.

    `heading` is ours, or the office's own words (campaigns.sessions.columns), which stand as they were typed.
    """

    heading: Promise | str
    value: Callable[[SessionPage], object]

    @property
    def heading_words(self) -> str:
        return self.heading if isinstance(self.heading, str) else capfirst(str(self.heading))


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def hours(session: SessionPage) -> str:
    return dates.days_and_hours(session.starts_at, session.ends_at, session.is_all_day, session.is_open_ended)[1]


def nagari(session: SessionPage) -> Nagari | None:
    return session.nagari or (session.village and session.village.nagari)


def materials(session: SessionPage) -> list[str]:
    """The kit first."""
    titles = [session.kit.title] if session.kit else []
    return [*titles, *(used.material.title for used in session.session_materials.all())]


def _number(name: str) -> Callable[[SessionPage], int | None]:
    return lambda session: getattr(session, name)


COLUMNS = {
    "code": Column(_("Code"), lambda session: session.schedule_code),
    "kind": Column(_("kind"), lambda session: session.get_kind_display()),
    "title": Column(_("Title"), lambda session: session.title),
    "day": Column(_("first day"), lambda session: session.first_day),
    "last_day": Column(_("last day"), lambda session: session.last_day),
    "hours": Column(_("hours of the day"), hours),
    "year": Column(_("Year"), lambda session: session.first_day.year),
    "quarter": Column(_("quarter of the year"), lambda session: quarter_of(session.first_day)),
    "state": Column(_("status"), lambda session: session.get_status_display()),
    "is_published": Column(_("published"), lambda session: session.live),
    "venue": Column(_("place"), lambda session: session.venue),
    "village": Column(_("Kelurahan"), lambda session: session.village and session.village.name),
    "district": Column(_("Kecamatan"), lambda session: session.village and session.village.district.name),
    "nagari": Column(_("Nagari"), lambda session: (found := nagari(session)) and found.name),
    "institutions": Column(_("adat institutions"), lambda session: session.institution_names),
    "partners": Column(_("partners"), lambda session: [partner.value for partner in session.partners]),
    "audience": Column(_("for whom"), lambda session: session.audience),
    **{name: Column(label, _number(name)) for name, label in GROUPS.items()},
    "reached": Column(_("all people reached"), lambda session: session.reached_total),
    "materials": Column(_("materials used"), materials),
    "summary": Column(_("what came of it"), lambda session: session.report_summary),
    "follow_up": Column(_("what follows"), lambda session: session.follow_up),
    "photos": Column(_("number of photos"), lambda session: len(session.photos)),
    "address": Column(_("address of the page"), lambda session: session.full_url if session.live else ""),
}


def headings(columns: Iterable[Column] = COLUMNS.values()) -> list[str]:
    return [column.heading_words for column in columns]


def row(session: SessionPage, columns: Iterable[Column] = COLUMNS.values()) -> list[object]:
    return [column.value(session) for column in columns]


def with_all_columns(sessions: SessionPageQuerySet) -> SessionPageQuerySet:
    """With what the columns read, in a number of queries that does not grow."""
    return sessions.select_related("village__district", "village__nagari", "nagari", "kit").prefetch_related(
        "institutions", "session_materials__material"
    )
