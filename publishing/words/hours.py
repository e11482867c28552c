"""Hours as people write them here, in WIB: "09.00", "pukul 14.00 WIB", "9:00 AM", "2 siang", "09.00 - selesai"."""

import re
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext

from publishing.words.cursor import Cursor
from publishing.words.days import TO, take_days
from publishing.words.unreadable import Unreadable

HOUR = re.compile(
    r"(?P<named>(?:(?:pukul|pkl|pk|jam|mulai)\b[.:]?\s*)*)"
    r"(?P<hour>\d{1,2})(?:(?:\s*[.:]\s*|,)(?P<minute>\d{2})(?:[.:,](?P<second>\d{2}(?:\.\d+)?))?)?(?![.:,]?\d)"
    r"\s*(?P<half>(?:a\.?m|p\.?m|pagi|siang|sore|petang|malam)\b\.?)?\s*(?P<zone>(?:wib|wita|wit)\b)?"
)
DONE = re.compile(r"selesai\b|tuntas\b")
# What people call each part of the day, and the hours that they may mean.
_HALVES = {
    "am": {12: 0} | {hour: hour for hour in range(12)},
    "pm": {12: 12} | {hour: hour + 12 for hour in range(1, 12)} | {hour: hour for hour in range(13, 24)},
    "pagi": {hour: hour for hour in range(12)},
    "siang": {hour: hour for hour in range(10, 16)} | {hour: hour + 12 for hour in range(1, 4)},
    "sore": {hour: hour for hour in range(15, 19)} | {hour: hour + 12 for hour in range(3, 7)},
    "malam": {hour: hour for hour in (0, *range(18, 24))} | {hour: hour + 12 for hour in range(6, 12)},
}
_HALVES["petang"] = _HALVES["sore"]


@dataclass(frozen=True)
class Hours:
    """From `first` to `last`; without `last` no end is known, or the text says "selesai" (`until_done`)."""

    first: time
    last: time | None = None
    until_done: bool = False
    next_day: bool = False  # the end is after midnight


def take_hours(cursor: Cursor, *, bare: bool = False) -> Hours | None:
    """One hour or a span. `bare`: a lone number ("9") is an hour too, since nothing else is expected here."""
    found = take_hour(cursor, bare=bare)
    if found is None:
        return None
    first, first_half = found
    before = cursor.rest
    if not cursor.take(TO):
        return Hours(_of_day(first))
    if cursor.take(DONE):
        return Hours(_of_day(first), until_done=True)
    found = None if not bare and _day_follows(cursor) else take_hour(cursor, bare=True)
    if found is None:
        cursor.rest = before
        return Hours(_of_day(first))
    last, last_half = found
    if first_half != last_half and min(first[0] if not first_half else 13, last[0] if not last_half else 13) < 13:
        reason = gettext("Morning or evening is not clear. Write both hours from 00.00 to 23.59: 09.00–14.00.")
        raise Unreadable("half", reason)
    return Hours(_of_day(first), time(last[0] % 24, last[1]), next_day=last < first or last == (24, 0))


def take_hour(cursor: Cursor, *, bare: bool) -> tuple[tuple[int, int], str] | None:
    """Hour and minute, and whether a word told the half of the day ("am", "siang", or ""). 24.00 is for ends only."""
    before = cursor.rest
    match = cursor.take(HOUR)
    if not match or not (bare or match["named"] or match["minute"] or match["half"] or match["zone"]):
        cursor.rest = before
        return None
    if match["zone"] in {"wita", "wit"}:
        raise Unreadable("zone", gettext("Hours are in WIB here. Write the hour in WIB."))
    if match["second"] and float(match["second"]):
        raise Unreadable("second", gettext("Seconds are not kept. Write the hour as 09.00."))
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").replace(".", "")
    if half:
        hour = _HALVES[half].get(hour, 99)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise Unreadable("hour", gettext("This is no hour of the day. Write it as 09.00 or 14.30."))
    return (hour, minute), half


def _day_follows(cursor: Cursor) -> bool:
    before = cursor.rest
    days = take_days(cursor)
    cursor.rest = before
    return days is not None


def _of_day(hour: tuple[int, int]) -> time:
    if hour[0] == 24:
        raise Unreadable("hour", gettext("This is no hour of the day. Write midnight as 00.00 of the next day."))
    return time(*hour)
