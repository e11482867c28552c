"""What a row of the schedule means: a new session, a change of one that exists, nothing new, or a mistake in a cell."""

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from django.utils.translation import gettext
from taggit.models import Tag

from campaigns.institutions import AdatInstitution
from campaigns.places import Nagari, Village
from campaigns.schedule.table import TableRow
from campaigns.schedule.values import day_from, hour_from, several_from, text_from
from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage
from publishing.words.unreadable import Unreadable

TEXTS = {
    "code": "schedule_code", "title": "title", "summary": "summary", "venue": "venue", "address": "address",
    "audience": "audience",
}  # fmt: skip
MOMENTS = ("starts_at", "ends_at", "is_all_day")
NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


@dataclass
class PlannedRow:
    """
    A row as it will be kept. `facts` holds fields of SessionPage in JSON's types, only those that the row gives.

    `problems` are (cell, reason) pairs such as ("D7", "…"); a row with any is left out.
    """

    number: int
    facts: dict[str, object] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    kind: str = NEW
    changes: list[str] = field(default_factory=list)  # names of fields, of a row that changes a session

    @property
    def changes_in_words(self) -> list[str]:
        return [str(SessionPage._meta.get_field(name).verbose_name) for name in self.changes]

    @property
    def title(self) -> str:
        return self.facts.get("title", "")

    @property
    def when(self) -> str:
        if "starts_at" not in self.facts:
            return ""
        moments = (parse_datetime(self.facts[name]) for name in ("starts_at", "ends_at"))
        return dates.when(*moments, self.facts["is_all_day"])

    @property
    def key(self) -> tuple[str, date]:
        return self.title.casefold(), dates.day_of(self.starts_at)

    @property
    def starts_at(self) -> datetime:
        return parse_datetime(self.facts["starts_at"])

    @property
    def code(self) -> str:
        return self.facts.get("schedule_code", "")

    def is_also(self, facts: dict[str, object]) -> bool:
        """
        Whether this row and `facts`, of the same title and day, are one session.

        Two codes tell. Without them the hour or the place must agree; one that is not named agrees with any.
        """
        other_code = facts.get("schedule_code")
        if self.code and other_code:
            return self.code == other_code
        places = {place.casefold() for place in (self.facts.get("venue"), facts.get("venue")) if place}
        if len(places) < 2 or self.facts["is_all_day"] or facts["is_all_day"]:
            return True
        return self.starts_at == _moment(facts["starts_at"])

    def facts_for(self, before: dict[str, object]) -> dict[str, object]:
        """What the row says of a session that was `before`. Without an hour it leaves the hours of that day alone."""
        if self.facts["is_all_day"] and not before["is_all_day"]:
            days = {dates.day_of(parse_datetime(self.facts[name])) for name in ("starts_at", "ends_at")}
            if days == {dates.day_of(before["starts_at"])}:
                return {name: value for name, value in self.facts.items() if name not in MOMENTS}
        return self.facts

    def as_json(self) -> dict:
        return asdict(self)


class Known:
    """What the rows may name, read from the database once for all of them."""

    def __init__(self) -> None:
        self._seen: dict[str, int | None] | None = None

    @cached_property
    def villages(self) -> dict[str, list[Village]]:
        found = defaultdict(list)
        for village in Village.objects.select_related("district"):
            for name in {village.name, *village.other_names.split(","), str(village)}:
                if name.strip():
                    found[name.strip().casefold()].append(village)
        return found

    def village_of(self, name: str) -> Village | None:
        """By any of its spellings; None when it is unknown, or shared by several."""
        villages = self.villages.get(_bare(name), [])
        return villages[0] if len(villages) == 1 else None

    @cached_property
    def nagari(self) -> dict[str, int]:
        return {nagari.name.casefold(): nagari.pk for nagari in Nagari.objects.all()}

    @cached_property
    def institutions(self) -> dict[str, int]:
        return {institution.name.casefold(): institution.pk for institution in AdatInstitution.objects.all()}

    @cached_property
    def _sessions(self) -> list[SessionPage]:
        return list(SessionPage.objects.select_related("latest_revision").order_by("pk"))

    @cached_property
    def by_code(self) -> dict[str, SessionPage]:
        return {code: session for session in self._sessions if (code := facts_of(session)["schedule_code"])}

    @cached_property
    def by_key(self) -> dict[tuple[str, date], list[SessionPage]]:
        found = defaultdict(list)
        for session in self._sessions:
            found[facts_of(session)["title"].casefold(), _first_day(session)].append(session)
        return found

    @cached_property
    def topics(self) -> dict[int, str]:
        return dict(Tag.objects.values_list("pk", "name"))

    def session_of(self, row: PlannedRow) -> SessionPage | None:
        """By its code; else by title and day, and by hour or place. One that starts at the same time goes first."""
        if row.code in self.by_code:
            return self.by_code[row.code]
        same = [session for session in self.by_key.get(row.key, ()) if row.is_also(facts_of(session))]
        return min(same, key=lambda session: facts_of(session)["starts_at"] != row.starts_at, default=None)

    def look_again(self) -> None:
        """Read the sessions anew if one was saved or deleted since, by somebody else than whoever called `note_own`."""
        if self._seen != _newest():
            for name in ("_sessions", "by_code", "by_key"):
                self.__dict__.pop(name, None)
            self.note_own()

    def note_own(self) -> None:
        """What was just saved is known: no two rows mean one session, so none has to be found again."""
        self._seen = _newest()


def _newest() -> dict[str, int | None]:
    return SessionPage.objects.aggregate(Count("pk"), Max("latest_revision"))


def understand(table: list[TableRow]) -> list[PlannedRow]:
    """Every row with what will become of it."""
    known, rows, before = Known(), [], _Before()
    for raw in table:
        row = _read_row(raw, known)
        if not row.problems and (twin := before.twin_of(row, known)):
            reason = gettext("This is the session of row %(number)s too. If they are two, give each a code of its own.")
            row.problems.append((_cell(raw, "title"), reason % {"number": twin}))
        if row.problems:
            row.kind = WRONG
        else:
            row.kind, row.changes = what_happens(row, known)
        rows.append(row)
    return rows


class _Before:
    """The rows above, by what may make another row the same session."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, date], list[PlannedRow]] = defaultdict(list)
        self.by_code: dict[str, int] = {}
        self.by_session: dict[int, int] = {}

    def twin_of(self, row: PlannedRow, known: Known) -> int | None:
        """The number of a row above that means the same session; if there is none, the row joins those above."""
        session = known.session_of(row)
        alike = (other.number for other in self.by_key[row.key] if row.is_also(other.facts))
        number = self.by_code.get(row.code) or (session and self.by_session.get(session.pk)) or next(alike, None)
        if number is None:
            self.by_key[row.key].append(row)
            if row.code:
                self.by_code[row.code] = row.number
            if session:
                self.by_session[session.pk] = row.number
        return number


def what_happens(row: PlannedRow, known: Known) -> tuple[str, list[str]]:
    """NEW, CHANGED with the fields that change, or SAME."""
    session = known.session_of(row)
    if session is None:
        return NEW, []
    before = facts_of(session)
    before["topics"] = {known.topics.get(pk, "").casefold() for pk in before.pop("tagged_topics")}
    after = {**row.facts_for(before), "institutions": set(row.facts.get("institutions", []))}
    after["topics"] = {name.casefold() for name in row.facts.get("topics", [])}
    after |= {name: parse_datetime(after[name]) for name in ("starts_at", "ends_at") if name in after}
    given = [name for name, value in after.items() if value not in ("", set())]
    changes = [name for name in given if before[name] != after[name]]
    return (CHANGED, changes) if changes else (SAME, [])


def facts_of(session: SessionPage) -> dict[str, object]:
    """What the newest version of a session says, published or not, without a query."""
    content = session.latest_revision.content if session.latest_revision else session.serializable_data()
    facts = {name: content.get(name) or "" for name in TEXTS.values()}
    facts |= {name: content.get(name) for name in ("village", "nagari", "is_all_day")}
    facts |= {name: _moment(content[name]) for name in ("starts_at", "ends_at")}
    facts["institutions"] = set(content.get("institutions") or [])
    facts["tagged_topics"] = [tagged["tag"] for tagged in content.get("tagged_topics") or []]
    return facts


def _moment(stored: object) -> datetime:
    return stored if isinstance(stored, datetime) else parse_datetime(stored)


def _first_day(session: SessionPage) -> date:
    return dates.day_of(facts_of(session)["starts_at"])


def _bare(village: str) -> str:
    return village.removeprefix("Kelurahan ").casefold()


def _cell(raw: TableRow, column: str) -> str:
    return f"{raw.letters.get(column, '')}{raw.number}"


def _read_row(raw: TableRow, known: Known) -> PlannedRow:
    row = PlannedRow(raw.number)
    for column, name in TEXTS.items():
        text = text_from(raw.cells.get(column))
        if not text:
            continue
        try:
            row.facts[name] = SessionPage._meta.get_field(name).clean(text, None)
        except ValidationError as error:
            row.problems.append((_cell(raw, column), " ".join(error.messages)))
    if not slugify(text_from(raw.cells.get("title"))):
        row.problems.append((_cell(raw, "title"), gettext("A session needs a title with letters or digits.")))
    _read_moments(raw, row)
    _read_places(raw, row, known)
    names = several_from(raw.cells.get("institutions"))
    unknown = [name for name in names if name.casefold() not in known.institutions]
    if unknown:
        reason = gettext("Unknown institution: %(names)s. Add it under “Adat institutions” first, or correct the name.")
        row.problems.append((_cell(raw, "institutions"), reason % {"names": "; ".join(unknown)}))
    else:
        row.facts["institutions"] = [known.institutions[name.casefold()] for name in names]
    row.facts["topics"] = several_from(raw.cells.get("topics"))
    if any(len(name) > 100 for name in row.facts["topics"]):
        row.problems.append((_cell(raw, "topics"), gettext("A topic has at most 100 letters.")))
    return row


def _read_moments(raw: TableRow, row: PlannedRow) -> None:
    """Days and hours; without an hour the session takes whole days, without an end it is a moment."""
    first_day, last_day = (_read(raw, row, name, day_from) for name in ("first_day", "last_day"))
    first_hour, last_hour = (_read(raw, row, name, hour_from) for name in ("first_hour", "last_hour"))
    if first_day is None:
        if not text_from(raw.cells.get("first_day")):
            row.problems.append((_cell(raw, "first_day"), gettext("The day is missing.")))
        return
    last_day = last_day or first_day
    whole = first_hour is None
    starts_at = timezone.make_aware(datetime.combine(first_day, first_hour or time.min))
    ends_at = timezone.make_aware(datetime.combine(last_day, last_hour or first_hour or time.min))
    if whole:
        starts_at, ends_at = dates.whole_days(starts_at, ends_at)
    if ends_at < starts_at:
        column = "last_hour" if last_day == first_day else "last_day"
        row.problems.append((_cell(raw, column), gettext("A session can't end before it starts.")))
    row.facts |= {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "is_all_day": whole}


def _read(raw: TableRow, row: PlannedRow, column: str, reader):
    if not text_from(raw.cells.get(column)):
        return None
    try:
        return reader(raw.cells[column])
    except Unreadable as unreadable:
        row.problems.append((_cell(raw, column), str(unreadable)))
        return None


def _read_places(raw: TableRow, row: PlannedRow, known: Known) -> None:
    if name := text_from(raw.cells.get("village")):
        if village := known.village_of(name):
            row.facts["village"] = village.pk
        else:
            villages = known.villages.get(_bare(name), [])
            several = gettext("There are several kelurahan of this name. Write: %(names)s.")
            unknown = gettext("No kelurahan of Payakumbuh has this name.")
            names = "; ".join(str(village) for village in villages)
            row.problems.append((_cell(raw, "village"), several % {"names": names} if villages else unknown))
    if name := text_from(raw.cells.get("nagari")).removeprefix("Nagari "):
        if name.casefold() in known.nagari:
            row.facts["nagari"] = known.nagari[name.casefold()]
        else:
            reason = gettext("This nagari is not known. Add it under “Places” first, or correct the name.")
            row.problems.append((_cell(raw, "nagari"), reason))
