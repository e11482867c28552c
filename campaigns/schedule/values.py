"""Days and hours as people write them into spreadsheets."""

import re
from datetime import date, datetime, time

MONTHS = (
    ("januari", "jan"), ("februari", "feb", "pebruari"), ("maret", "mar"), ("april", "apr"), ("mei",),
    ("juni", "jun"), ("juli", "jul"), ("agustus", "agu", "agt", "ags"), ("september", "sep", "sept"),
    ("oktober", "okt"), ("november", "nov", "nopember", "nop"), ("desember", "des"),
)  # fmt: skip
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
FIRST_YEAR, LAST_YEAR = 2000, 2100
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")
WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad)\s*[,/]?\s*")
HOUR = re.compile(r"(?:pukul\s+|jam\s+)?(\d{1,2})(?:\s*[.:]\s*(\d{2}))?(?:\s*[.:]\s*00)?\s*(?:wib)?")


def day_from(value: object) -> date:
    """A date cell, "3 Desember 2026", "Kamis, 3 Desember 2026", "03/12/2026" or "2026-12-03". Raises ValueError."""
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    text = WEEKDAY.sub("", " ".join(str(value).casefold().split()))
    if match := ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := NUMBERS.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := WORDS.fullmatch(text)) and match[2] in MONTH_OF:
        day, month, year = int(match[1]), MONTH_OF[match[2]], int(match[3])
    else:
        raise ValueError(value)
    return _plausible(date(year, month, day))


def hour_from(value: object) -> time:
    """A time cell, "09.00", "9:30", "pukul 14.00 WIB", "9", or what a spreadsheet made of these. Raises ValueError."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, float):
        if 0 < value < 1:  # a part of the day, as spreadsheets keep hours
            minutes = round(value * 24 * 60)
            return time(minutes // 60, minutes % 60)
        value = f"{value:.2f}"  # 09.30 written where the point parts decimals
    match = HOUR.fullmatch(" ".join(str(value).casefold().split()))
    if not match:
        raise ValueError(value)
    return time(int(match[1]), int(match[2] or 0))


def text_from(value: object) -> str:
    """What a cell shows: a code such as 7 is a number to the spreadsheet, and 7.0 to some."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def several_from(value: object) -> list[str]:
    """Names parted by semicolons or line breaks."""
    names = re.split(r"[;\n]", "" if value is None else str(value))
    return list(dict.fromkeys(name for name in map(text_from, names) if name))


def _plausible(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day
