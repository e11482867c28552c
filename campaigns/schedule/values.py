"""
What the cells of a schedule say: text as publishing.words reads it everywhere, and what spreadsheets make of it.

What can't be read raises `publishing.words.unreadable.Unreadable`: a ValueError whose string is the reason.
"""

import re
from datetime import date, datetime, time

from django.utils.translation import gettext

from publishing.spreadsheets.cells import Cell, Fault
from publishing.spreadsheets.xlsx import of_serial
from publishing.words import moments
from publishing.words.cursor import Cursor
from publishing.words.days import TO, WEEKDAY_OF, WEEKDAYS, check_year
from publishing.words.hours import DONE, Hours
from publishing.words.moments import Span
from publishing.words.unreadable import Unreadable
from publishing.words.unseen import one_spaced

UNTIL_DONE = "until done"  # "selesai": there is an end, and nobody knows its hour
LARGEST_EXACT = 10**15  # of larger numbers spreadsheets keep the first digits only
_ERROR = re.compile(r"#(?:N/A|DIV/0!|[A-Z_]{2,}[!?])|#{3,}|Err:\d{3}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DASHES = {"-", "--", "–", "—"}


def is_empty(value: Cell) -> bool:
    return value is None or (isinstance(value, str) and (not one_spaced(value) or value.strip() in _DASHES))


def is_dash(value: Cell) -> bool:
    """A dash for "nothing", as tables are filled in by hand."""
    return isinstance(value, str) and value.strip() in _DASHES


def text_from(value: Cell) -> str:
    """What a cell shows: a code such as 7 is a number to the spreadsheet, and 7.0 to some."""
    if is_empty(value):
        return ""
    _check(value)
    if isinstance(value, bool):
        raise Unreadable("kind", gettext("This cell holds “true” or “false”, no text. Write it in words."))
    if isinstance(value, date | time):
        reason = gettext(
            "The spreadsheet program made a date or an hour of this cell. Format it as text, write it anew."
        )
        raise Unreadable("kind", reason)
    if isinstance(value, int | float) and abs(value) >= LARGEST_EXACT:
        raise Unreadable("digits", gettext("A number this long was rounded by the program. Format the cell as text."))
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return one_spaced(str(value))


def several_from(value: Cell) -> list[str]:
    """Names parted by semicolons or line breaks."""
    if is_empty(value):
        return []
    whole = text_from(value)  # raises for what is no text
    parts = re.split(r"[;\n]", value) if isinstance(value, str) else [whole]
    names = list(dict.fromkeys(name for name in map(one_spaced, parts) if name))
    if not names:
        raise Unreadable("empty", gettext("There is no name in this cell."))
    return names


def span_from(value: Cell) -> Span:
    """A cell of days, perhaps with hours: a date cell with or without an hour, or text such as "5-6 Desember 2026"."""
    _check(value)
    day = _day_of_number(value)
    if isinstance(day, time):
        raise Unreadable("no_day", gettext("This cell holds an hour, no day."))
    if isinstance(day, date):
        check_year(day.year)
        if isinstance(day, datetime):
            hour = _minute(day.time())
            return Span(day.date(), day.date(), hour if hour != time.min else None)
        return Span(day, day)
    found = moments.span(str(value))
    if found.first_day is None:
        raise Unreadable("no_day", gettext("The day is missing. Write it as 5 Desember 2026."))
    return found


def is_day_as_number(value: Cell) -> bool:
    """A day that lost its format: 46359 for 3 December 2026."""
    return not isinstance(value, date | time) and isinstance(_day_of_number(value), date)


def hours_from(value: Cell) -> Hours:
    """A cell of hours: a time cell, a part of the day as spreadsheets keep hours, or text such as "09.00 - selesai"."""
    _check(value)
    if isinstance(value, bool):
        raise Unreadable("unknown", gettext("This is no hour. Write it as 09.00."))
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return Hours(_minute(value))
    if isinstance(value, str) and re.fullmatch(r"0[.,]\d{3,}", value.strip()):
        value = float(value.strip().replace(",", "."))
    if isinstance(value, float):
        if 0 < value < 1 and isinstance(hour := of_serial(value), time):
            return Hours(_minute(hour))
        if round(value, 2) != value:
            raise Unreadable("unknown", gettext("This is no hour. Write it as 09.00."))
        value = f"{value:.2f}"  # 09.30 written where the point parts decimals
    return moments.hours(value.isoformat() if isinstance(value, date) else str(value))


def end_from(value: Cell) -> time | str:
    """The hour of an end, or UNTIL_DONE."""
    if isinstance(value, str):
        cursor = Cursor(value)
        cursor.take(TO)
        if cursor.take(DONE) and not cursor.rest:
            return UNTIL_DONE
    found = hours_from(value)
    if found.last or found.until_done:
        raise Unreadable("several", gettext("These are two hours. Write one only."))
    return found.first


def check_weekday(value: Cell, day: date) -> None:
    """That a column with only the weekday names the one of `day`."""
    written = text_from(value).casefold().replace("’", "'").rstrip(".")
    number = WEEKDAY_OF.get(written)
    if number is None:
        raise Unreadable("weekday", gettext("This is no weekday."))
    if number != day.weekday():
        reason = gettext("%(day)s is a %(right)s, not a %(written)s.")
        names = {"right": WEEKDAYS[day.weekday()], "written": WEEKDAYS[number]}
        raise Unreadable("weekday", reason % (names | {"day": moments.in_words(day).partition(", ")[2]}))


def _check(value: Cell) -> None:
    if isinstance(value, Fault):
        if value.kind == "formula":
            reason = gettext(
                "The formula in this cell has no result. Open the file in the spreadsheet program and save it."
            )
        elif value.kind == "error":
            reason = gettext("This cell shows the error %(error)s. Correct it in the spreadsheet program.")
        elif value.kind == "long":
            reason = gettext("This cell has more than 2,000 letters.")
        else:
            reason = gettext("Some letters of this cell can't be read: “%(error)s”. Save the file anew as .xlsx.")
        raise Unreadable(value.kind, reason % {"error": value.shown})
    if isinstance(value, str) and _ERROR.fullmatch(value.strip()):
        reason = gettext("This cell shows the error %(error)s. Correct it in the spreadsheet program.")
        raise Unreadable("error", reason % {"error": value.strip()})


def _day_of_number(value: Cell) -> Cell:
    """A number as the day that spreadsheets keep by it, if it is one of our time; anything else as it is."""
    number = value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        number = float(value.strip().replace(",", "."))
    if isinstance(number, int | float) and not isinstance(number, bool) and 36_526 <= number < 73_051:  # 2000 to 2099
        return of_serial(number)
    return value


def _minute(value: time) -> time:
    if value.second or value.microsecond:
        raise Unreadable("second", gettext("Seconds are not kept. Write the hour as 09.00."))
    return value.replace(tzinfo=None)
