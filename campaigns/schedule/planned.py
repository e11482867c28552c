"""A row of the schedule as it will be kept, and whether it is one session with another."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from campaigns.schedule.known import MOMENTS, moment_of
from campaigns.sessions import dates
from campaigns.sessions.models import SessionPage
from publishing.words.unseen import comparable

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


@dataclass
class PlannedRow:
    """
    A row as it will be kept. `facts` holds fields of SessionPage in JSON's types, only those that the row gives.

    `problems` are (cell, reason) pairs such as ("D7", "…"); a row with any is left out. `warnings` are such pairs of
    what an editor should look at, and stop nothing. `readings` are what the cells were read as, (heading, words).
    """

    number: int
    facts: dict[str, object] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    kind: str = NEW
    changes: list[str] = field(default_factory=list)  # names of fields, of a row that changes a session
    warnings: list[tuple[str, str]] = field(default_factory=list)
    readings: list[tuple[str, str]] = field(default_factory=list)
    names_end: bool = True  # whether the row says anything of the session's end

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
        return dates.when(*moments, self.facts["is_all_day"], self.facts.get("is_open_ended", False))

    @property
    def is_past(self) -> bool:
        """Of a row that is kept: hardly anybody announces what is over. Mostly day and month were swapped."""
        if self.kind not in {NEW, CHANGED} or "ends_at" not in self.facts:
            return False
        return parse_datetime(self.facts["ends_at"]) < timezone.now()

    @property
    def key(self) -> tuple[str, date]:
        return comparable(self.title), dates.day_of(self.starts_at)

    @property
    def starts_at(self) -> datetime:
        return parse_datetime(self.facts["starts_at"])

    @property
    def code(self) -> str:
        return comparable(self.facts.get("schedule_code", ""))

    def is_also(self, facts: dict[str, object]) -> bool:
        """
        Whether this row and `facts`, of the same title and day, are one session.

        Two codes tell. Without them the hour or the place must agree; one that is not named agrees with any.
        """
        other_code = comparable(facts.get("schedule_code") or "")
        if self.code and other_code:
            return self.code == other_code
        places = {comparable(place) for place in (self.facts.get("venue"), facts.get("venue")) if place}
        if len(places) < 2 or self.facts["is_all_day"] or facts["is_all_day"]:
            return True
        return self.starts_at == moment_of(facts["starts_at"])

    def facts_for(self, before: dict[str, object]) -> dict[str, object]:
        """
        What the row says of a session that was `before`.

        Without an hour it leaves the hours of that day alone; without an end, that of a session which starts as before.
        """
        unsaid: tuple[str, ...] = ()
        if self.facts["is_all_day"] and not before["is_all_day"]:
            days = {dates.day_of(parse_datetime(self.facts[name])) for name in ("starts_at", "ends_at")}
            if days == {dates.day_of(before["starts_at"])}:
                unsaid = MOMENTS
        elif not self.names_end and not before["is_all_day"] and self.starts_at == before["starts_at"]:
            unsaid = ("ends_at", "is_open_ended")
        return {name: value for name, value in self.facts.items() if name not in unsaid}

    def as_json(self) -> dict:
        return asdict(self)
