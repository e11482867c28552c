"""
What the cells of a schedule say: text as publishing.words reads it everywhere, and what spreadsheets make of it.

What can't be read raises `publishing.words.unreadable.Unreadable`: a ValueError whose string is the reason.
"""

import re
from datetime import date, datetime, time

from publishing.words import moments
from publishing.words.days import check_year
from publishing.words.hours import Hours
from publishing.words.moments import Span
from publishing.words.unseen import one_spaced


def span_from(value: object) -> Span:
    """A cell of days, perhaps with hours: a date cell with or without an hour, or text such as "5-6 Desember 2026"."""
    if isinstance(value, date):
        check_year(value.year)
        day, hour = (value.date(), _minute(value.time())) if isinstance(value, datetime) else (value, time.min)
        return Span(day, day, hour if hour != time.min else None)
    return moments.span(str(value))


def day_from(value: object) -> date:
    """A single day; the hour that a date cell may have is left out."""
    return span_from(value).first_day if isinstance(value, date) else moments.day(str(value))


def hours_from(value: object) -> Hours:
    """A cell of hours: a time cell, a part of the day as spreadsheets keep hours, or text such as "09.00 - selesai"."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return Hours(_minute(value))
    if isinstance(value, float):
        if 0 < value < 1:
            minutes = round(value * 24 * 60)
            return moments.hours(f"{minutes // 60}.{minutes % 60:02}")
        value = f"{value:.2f}"  # 09.30 written where the point parts decimals
    return moments.hours(str(value))


def hour_from(value: object) -> time:
    """A single hour."""
    return hours_from(value).first if not isinstance(value, str) else moments.hour(value)


def text_from(value: object) -> str:
    """What a cell shows: a code such as 7 is a number to the spreadsheet, and 7.0 to some."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return one_spaced(str(value))


def several_from(value: object) -> list[str]:
    """Names parted by semicolons or line breaks."""
    names = re.split(r"[;\n]", "" if value is None else str(value))
    return list(dict.fromkeys(name for name in map(text_from, names) if name))


def _minute(value: time) -> time:
    return value.replace(second=0, microsecond=0, tzinfo=None)
