"""The days and hours of a row, from up to four cells that may say a part of it each, twice, or against each other."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from campaigns.schedule.headings import WEEKDAY
from campaigns.schedule.table import TableRow
from campaigns.schedule.values import (
    UNTIL_DONE,
    check_weekday,
    end_from,
    hours_from,
    is_day_as_number,
    is_empty,
    span_from,
)  # fmt: skip
from campaigns.sessions import dates
from publishing.words.hours import Hours
from publishing.words.moments import Span, in_words
from publishing.words.unreadable import Unreadable

LONGEST_NIGHT = timedelta(hours=12)  # an end before the start is after midnight only in this time


@dataclass
class When:
    """`names_end`: whether the row says anything of its end, an hour or "selesai". If not, a session keeps its own."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    is_open_ended: bool
    names_end: bool


class Moments:
    """Reads one row. `problems` and `warnings` are (column, reason) pairs; with any problem `when` is None."""

    def __init__(self, raw: TableRow) -> None:
        self.raw = raw
        self.problems: list[tuple[str, str]] = []
        self.warnings: list[tuple[str, str]] = []
        self.column_of_end = ""
        self.when = self._read()

    def _read(self) -> When | None:
        span, until = self._cell("first_day", span_from), self._cell("last_day", span_from)
        hours, end = self._cell("first_hour", hours_from), self._cell("last_hour", end_from)
        if span is None and not self.problems:
            self._wrong("first_day", gettext("The day is missing."))
        if span is None:
            return None
        self._check_weekday(span.first_day)
        last_day = self._last_day(span, until)
        first_hour = self._first_hour(span, hours)
        last_hour = self._last_hour(span, until, hours, end)
        if first_hour is None and last_hour is not None and not self.problems:
            self._wrong(self.column_of_end, gettext("Here is an hour for the end, but none for the start."))
        if self.problems:
            return None
        return self._put_together(span, last_day, first_hour, last_hour, is_last_day_given=until is not None)

    def _cell(self, column: str, reader):
        value = self.raw.cells.get(column)
        if is_empty(value):
            return None
        try:
            read = reader(value)
        except Unreadable as unreadable:
            self._wrong(column, str(unreadable))
            return None
        if column in {"first_day", "last_day"} and is_day_as_number(value):
            words = gettext("The number %(number)s was read as %(day)s.")
            self._warn(column, words % {"number": value, "day": in_words(read.first_day)})
        return read

    def _check_weekday(self, day: date) -> None:
        value = self.raw.cells.get(WEEKDAY)
        if not is_empty(value):
            try:
                check_weekday(value, day)
            except Unreadable as unreadable:
                self._wrong(WEEKDAY, str(unreadable))

    def _last_day(self, span: Span, until: Span | None) -> date:
        if until is None:
            return span.last_day
        if until.first_day != until.last_day or until.last_hour or until.until_done:
            self._wrong("last_day", gettext("Only the day on which the session ends belongs here."))
        elif span.last_day not in (span.first_day, until.first_day):
            self._wrong("last_day", gettext("The cell of the first day names another last day."))
        elif until.first_day < span.first_day:
            self._wrong("last_day", gettext("A session can't end before it starts."))
        return until.first_day

    def _first_hour(self, span: Span, hours: Hours | None) -> time | None:
        self._check_day_of_hour("first_hour", span.first_day)
        if hours and span.first_hour is not None and hours.first != span.first_hour:
            self._wrong("first_hour", gettext("The cell of the day holds another hour: %(hour)s.") % {
                "hour": dates.hour_of_day(span.first_hour)
            })  # fmt: skip
        return hours.first if hours else span.first_hour

    def _last_hour(self, span: Span, until: Span | None, hours: Hours | None, end: time | str | None):
        """The hour of the end, UNTIL_DONE, or None; the same said twice is said once."""
        said = [("first_day", span.last_hour or (UNTIL_DONE if span.until_done else None))]
        if hours:
            said.append(("first_hour", hours.last or (UNTIL_DONE if hours.until_done else None)))
        if until:
            said.append(("last_day", until.first_hour))
        said.append(("last_hour", end))
        given = [(column, hour) for column, hour in said if hour is not None]
        for column, hour in given[1:]:
            if hour != given[0][1]:
                self._wrong(column, gettext("Two cells of this row name different ends."))
        self.column_of_end = given[0][0] if given else ""
        return given[0][1] if given else None

    def _put_together(self, span: Span, last_day: date, first_hour: time | None, last_hour, *, is_last_day_given: bool):
        if first_hour is None:
            return When(*dates.whole_days(_at(span.first_day, time.min), _at(last_day, time.min)), True, False, False)
        starts_at = _at(span.first_day, first_hour)
        if last_hour in (None, UNTIL_DONE):
            return When(starts_at, _at(last_day, dates.LAST_MINUTE), False, True, last_hour is not None)
        ends_at = _at(last_day, last_hour)
        may_be_next_day = last_day == span.first_day and not is_last_day_given
        if ends_at < starts_at and may_be_next_day and ends_at + timedelta(days=1) - starts_at <= LONGEST_NIGHT:
            ends_at += timedelta(days=1)
            words = gettext("Ends after midnight: %(day)s.") % {"day": in_words(dates.day_of(ends_at))}
            self._warn(self.column_of_end, words)
        if ends_at <= starts_at:
            reason = gettext("A session can't end before it starts.")
            if ends_at == starts_at:
                reason = gettext("Start and end are the same. Leave the end empty if it is not known.")
            self._wrong(self.column_of_end, reason)
            return None
        self._check_day_of_hour("last_hour", dates.day_of(ends_at))
        return None if self.problems else When(starts_at, ends_at, False, False, True)

    def _check_day_of_hour(self, column: str, day: date) -> None:
        """Programs keep an hour with a day, an empty one of 1900 or 1904 or a true one, which must agree."""
        value = self.raw.cells.get(column)
        if isinstance(value, datetime) and value.year > 1904 and value.date() != day:
            self._wrong(column, gettext("This cell holds another day too: %(day)s.") % {"day": in_words(value)})

    def _wrong(self, column: str, reason: str) -> None:
        self.problems.append((column, reason))

    def _warn(self, column: str, words: str) -> None:
        self.warnings.append((column, words))


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
