"""What a row of the schedule means: a new session, a change of one that exists, nothing new, or a mistake in a cell."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from django.utils.translation import gettext

from campaigns.schedule.known import KINDS, TEXTS, Known, facts_of
from campaigns.schedule.month_first import days_that_may_be_swapped
from campaigns.schedule.planned import CHANGED, NEW, SAME, WRONG, PlannedRow
from campaigns.schedule.table import TableRow
from campaigns.schedule.values import is_dash, several_from, text_from
from campaigns.schedule.when import Moments
from campaigns.sessions.models import SessionPage
from campaigns.sessions.queries import Kind
from publishing.guard.gate import Found, look_at
from publishing.guard.texts import Text
from publishing.words.unreadable import Unreadable
from publishing.words.unseen import comparable

LONGEST_TOPIC = 100  # letters


def session_of(row: PlannedRow, known: Known) -> SessionPage | None:
    """By its code; else by title and day, and by hour or place. One that starts at the same time goes first."""
    if row.code in known.by_code:
        return known.by_code[row.code]
    same = [session for session in known.by_key.get(row.key, ()) if row.is_also(facts_of(session))]
    return min(same, key=lambda session: facts_of(session)["starts_at"] != row.starts_at, default=None)


def understand(table: list[TableRow]) -> list[PlannedRow]:
    """Every row with what will become of it."""
    known, rows, before = Known(), [], _Before()
    readers = [_Reader(raw, known) for raw in table]
    for found in look_at(text.below((place,), "") for place, reader in enumerate(readers) for text in reader.texts()):
        readers[found.text.place[0]].tell(found)
    for raw, reader in zip(table, readers, strict=True):
        row = reader.row
        if not row.problems and (twin := before.twin_of(row, known)):
            reason = gettext("This is the session of row %(number)s too. If they are two, give each a code of its own.")
            row.problems.append((_cell(raw, "title"), reason % {"number": twin}))
        if row.problems:
            row.kind = WRONG
        else:
            row.kind, row.changes = what_happens(row, known)
        rows.append(row)
    for place, cell, words in days_that_may_be_swapped(table):
        rows[place].warnings.append((cell, words))
    return rows


class _Before:
    """The rows above, by what may make another row the same session."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, date], list[PlannedRow]] = defaultdict(list)
        self.by_code: dict[str, int] = {}
        self.by_session: dict[int, int] = {}

    def twin_of(self, row: PlannedRow, known: Known) -> int | None:
        """The number of a row above that means the same session; if there is none, the row joins those above."""
        session = session_of(row, known)
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
    session = session_of(row, known)
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


def _cell(raw: TableRow, column: str) -> str:
    return f"{raw.letters.get(column, '')}{raw.number}"


class _Reader:
    """One row of the table as facts, with a word for each cell that can't be taken as it stands."""

    def __init__(self, raw: TableRow, known: Known) -> None:
        self.raw, self.known = raw, known
        self.row = PlannedRow(raw.number)
        for column in TEXTS:
            self._read_text(column)
        self._read_moments()
        self._read_places()
        self._read_institutions()
        self._read_topics()
        self._read_kind()
        for column, value in raw.cells.items():
            if is_dash(value):
                self._warn(column, gettext("The dash was read as an empty cell."))

    def texts(self) -> Iterator[Text]:
        """What the row brings in words, by column."""
        words = {column: str(self.row.facts.get(name, "")) for column, name in TEXTS.items()}
        words["topics"] = "\n".join(self.row.facts.get("topics", []))
        return (Text((column,), column, said) for column, said in words.items() if said)

    def tell(self, found: Found) -> None:
        """What may never be public does not become a draft either; what only needs a reason is told."""
        (self._warn if found.asks else self._wrong)(found.text.place[1], found.message)

    def _text(self, column: str) -> str:
        try:
            return text_from(self.raw.cells.get(column))
        except Unreadable as unreadable:
            self._wrong(column, str(unreadable))
            return ""

    def _read_text(self, column: str) -> None:
        known_problems = len(self.row.problems)
        if text := self._text(column):
            try:
                self.row.facts[TEXTS[column]] = SessionPage._meta.get_field(TEXTS[column]).clean(text, None)
            except ValidationError as error:
                self._wrong(column, " ".join(error.messages))
            else:
                if column != "title":
                    self._read_as(TEXTS[column], text)
        if column == "title" and not slugify(text) and len(self.row.problems) == known_problems:
            self._wrong(column, gettext("A session needs a title with letters or digits."))

    def _read_moments(self) -> None:
        moments = Moments(self.raw)
        self.row.problems += [(_cell(self.raw, column), reason) for column, reason in moments.problems]
        self.row.warnings += [(_cell(self.raw, column), words) for column, words in moments.warnings]
        if when := moments.when:
            self.row.facts |= {"starts_at": when.starts_at.isoformat(), "ends_at": when.ends_at.isoformat()}
            self.row.facts |= {"is_all_day": when.is_all_day, "is_open_ended": when.is_open_ended}
            self.row.names_end = when.names_end

    def _read_places(self) -> None:
        if name := self._text("village"):
            if village := self.known.village_of(name):
                self.row.facts["village"] = village.pk
                self._read_as("village", str(village))
            elif villages := self.known.villages_named(name):
                several = gettext("There are several kelurahan of this name. Write: %(names)s.")
                self._wrong("village", several % {"names": "; ".join(map(str, villages))})
            else:
                self._wrong("village", gettext("No kelurahan of Payakumbuh has this name."))
        if name := self._text("nagari"):
            if nagari := self.known.nagari_named(name):
                self.row.facts["nagari"] = nagari.pk
                self._read_as("nagari", str(nagari))
            else:
                reason = gettext("This nagari is not known. Add it under “Places” first, or correct the name.")
                self._wrong("nagari", reason)

    def _read_institutions(self) -> None:
        names = self._several("institutions")
        found = {name: self.known.institution_named(name) for name in names}
        if unknown := [name for name, institution in found.items() if institution is None]:
            words = gettext(
                "Unknown institution: %(names)s. Add it under “Adat institutions” first, or correct the name."
            )
            self._wrong("institutions", words % {"names": "; ".join(unknown)})
            return
        self.row.facts["institutions"] = [institution.pk for institution in found.values()]
        self._read_as("institutions", "; ".join(institution.name for institution in found.values()))

    def _read_topics(self) -> None:
        names = self._several("topics")
        if any(len(name) > LONGEST_TOPIC for name in names):
            self._wrong("topics", gettext("A topic has at most 100 letters."))
        self.row.facts["topics"] = names
        self._read_as("topics", "; ".join(names))

    def _read_kind(self) -> None:
        if words := self._text("kind"):
            if kind := KINDS.get(comparable(words)):
                self.row.facts["kind"] = kind.value
                self._read_as("kind", str(kind.label))
            else:
                words = gettext("This kind is left empty, because it is none of these: %(names)s.")
                self._warn("kind", words % {"names": ", ".join(str(name) for name in Kind.labels)})

    def _several(self, column: str) -> list[str]:
        try:
            return several_from(self.raw.cells.get(column))
        except Unreadable as unreadable:
            self._wrong(column, str(unreadable))
            return []

    def _read_as(self, name: str, words: str) -> None:
        if words:
            self.row.readings.append((str(SessionPage._meta.get_field(name).verbose_name), words))

    def _wrong(self, column: str, reason: str) -> None:
        self.row.problems.append((_cell(self.raw, column), reason))

    def _warn(self, column: str, words: str) -> None:
        self.row.warnings.append((_cell(self.raw, column), words))
