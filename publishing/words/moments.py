"""
Days, hours and both together, out of what people type: one reader for every form of the admin and for the import.

Everything is in WIB. What can't be read without guessing raises Unreadable with the reason; what is read is never more
or less than what was written.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from django.utils.translation import gettext

from publishing.words.cursor import Cursor
from publishing.words.days import MONTHS, TO, WEEKDAYS, take_days, why_no_day
from publishing.words.hours import Hours, take_hours
from publishing.words.unreadable import Unreadable

WIB = timezone(timedelta(hours=7), "WIB")
WITH_ZONE = re.compile(r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:z|[+-]\d{2}:?\d{2})")


@dataclass(frozen=True)
class Span:
    """What a text says of time, no more: days without hours, hours without days, or both."""

    first_day: date | None = None
    last_day: date | None = None  # the first one again, if it is a single day
    first_hour: time | None = None
    last_hour: time | None = None
    until_done: bool = False  # "selesai": an end that nobody knows yet
    next_day: bool = False  # of a single day: the last hour is after midnight


def span(text: str) -> Span:
    """Whatever there is: "5-6 Desember 2026", "5/12/2026 21.00-00.30", "09.00 s/d 12.00 WIB", "09.00 - selesai"."""
    cursor = Cursor(text)
    if not cursor.rest:
        raise Unreadable("empty", gettext("Nothing is written here."))
    days = take_days(cursor)
    hours = take_hours(cursor, bare=days is None)
    if days is None and (hours is None or cursor.rest):
        raise why_no_day(text)
    if days and days[0] == days[1]:
        found = _until_another_day(cursor, days[0], hours) or _with_hours(days, hours)
    else:
        found = _with_hours(days, hours)
    if cursor.rest:
        reason = gettext("This can't be read to its end: “%(rest)s” is left over.")
        raise Unreadable("rest", reason % {"rest": cursor.rest[:40]})
    return found


def day(text: str) -> date:
    """A single day without an hour."""
    found = span(text)
    if found.first_day is None:
        raise why_no_day(text)
    if found.first_day != found.last_day:
        raise Unreadable("several", gettext("These are several days. Write one only."))
    if (found.first_hour or time.min) != time.min or found.last_hour or found.until_done:
        raise Unreadable("hour", gettext("Only a day belongs here, without an hour."))
    return found.first_day


def hour(text: str) -> time:
    """A single hour of the day."""
    found = hours(text)
    if found.last or found.until_done:
        raise Unreadable("several", gettext("These are two hours. Write one only."))
    return found.first


def hours(text: str) -> Hours:
    """An hour, or a span of hours: "9", "pkl. 14.00", "21.00-00.30", "09.00 - selesai"."""
    cursor = Cursor(text)
    found = take_hours(cursor, bare=True)
    if found is None or cursor.rest:
        raise Unreadable("unknown", gettext("This is no hour. Write it as 09.00."))
    return found


def moment(text: str) -> datetime:
    """A day with its hour, as a naive time in WIB; without an hour, the day's first minute."""
    if WITH_ZONE.fullmatch(text.strip().casefold()):
        try:
            return datetime.fromisoformat(text.strip().upper()).astimezone(WIB).replace(tzinfo=None, second=0)
        except (ValueError, OverflowError):
            raise why_no_day(text) from None
    found = span(text)
    if found.first_day is None:
        raise Unreadable("no_day", gettext("The day is missing. Write it as 5 Desember 2026 09.00."))
    if found.first_day != found.last_day or found.last_hour or found.until_done:
        raise Unreadable("several", gettext("This is a span. Write one day with one hour."))
    return datetime.combine(found.first_day, found.first_hour or time.min)


def in_words(value: date | time | datetime) -> str:
    """ "Sabtu, 5 Desember 2026", "pukul 09.00 WIB", or both; a datetime is taken as WIB."""
    written = []
    if isinstance(value, date):
        written.append(f"{WEEKDAYS[value.weekday()]}, {value.day} {MONTHS[value.month - 1]} {value.year}")
    if isinstance(value, time | datetime):
        written.append(f"pukul {value.hour:02}.{value.minute:02} WIB")
    return " ".join(written)


def _with_hours(days: tuple[date, date] | None, hours: Hours | None) -> Span:
    first, last = days or (None, None)
    if hours is None:
        return Span(first, last)
    # An evening of several days has its end on the last of them.
    return Span(first, last, hours.first, hours.last, hours.until_done, hours.next_day and first == last)


def _until_another_day(cursor: Cursor, first: date, hours: Hours | None) -> Span | None:
    """The rest of "5 Desember 2026 21.00 s/d 6 Desember 2026 00.30", when it goes on like this."""
    before = cursor.rest
    if (hours and hours.last) or not cursor.take(TO):
        return None
    days = take_days(cursor)
    if days is None or days[0] != days[1]:
        cursor.rest = before
        return None
    end = take_hours(cursor)
    if days[0] < first or (end and (end.last or end.until_done or not hours)):
        raise Unreadable("order", gettext("The second day has to come after the first, and both have an hour or none."))
    return Span(first, days[0], hours and hours.first, end and end.first)
