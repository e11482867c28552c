"""Days as people write them here: day first, months in words or numbers. Nothing is guessed."""

import re
from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import gettext

from publishing.words.cursor import Cursor
from publishing.words.unreadable import Unreadable

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# As people shorten and misspell them, and in English where a program wrote them.
_MONTH_WORDS = (
    "jan january", "feb pebruari february", "mar march", "apr", "may", "jun june", "jul july",
    "agu agt ags agust aug august", "sep sept", "okt oct october", "nov nop nopember", "des dec december",
)  # fmt: skip
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_WEEKDAY_WORDS = (
    "sen monday mon", "sel tuesday tue", "rab wednesday wed", "kam thursday thu", "jum'at jum friday fri",
    "sab saturday sat", "min mgg ahad sunday sun",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _number_of(names: tuple[str, ...], words: tuple[str, ...], first: int) -> dict[str, int]:
    return {
        word: number
        for number, (name, others) in enumerate(zip(names, words, strict=True), first)
        for word in (name.casefold(), *others.split())
    }


def _any_of(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NAMED = _number_of(MONTHS, _MONTH_WORDS, 1)
MONTH_OF = _NAMED | _ROMAN
WEEKDAY_OF = _number_of(WEEKDAYS, _WEEKDAY_WORDS, 0)

_DAY, _LAST, _NUMBER = r"(?P<day>\d{1,2})", r"(?P<last>\d{1,2})", r"(?P<month>\d{1,2})"
_MONTH = rf"(?:(?:{_any_of(_NAMED)})|(?<=[ ./-])(?:{_any_of(_ROMAN)}))(?![a-z'])"
_WORD = rf"(?P<month>{_MONTH})\.?"
_WORD_BEFORE = _WORD.replace("month", "first_month")
_LONG = r"(?P<year>\d{4})(?!\d)"
_YEAR = r"'?(?P<year>\d{4}(?!\d)|\d{2}(?![.:,]?\d))"  # "5 Des 09.00" has no year
_BREAK = r"[ ./-]*"
_WEEKDAY = rf"(?:{_any_of(WEEKDAY_OF)})\b\.?"
TO = re.compile(r"\s*(?:-|s\s*/\s*d\b|s\.?\s?d\b|sampai(?:\s(?:dengan|dgn))?\b|hingga\b|to\b|until\b)\s*\.?\s*")
_AND = re.compile(r"\s*(?:&|dan\b|,)\s*")
_TO_OR_AND = rf"(?:(?P<to>{TO.pattern})|{_AND.pattern})"

PREFIX = re.compile(r"(?:(?:pada|hari|tanggal|tgl)\b[./: ]*)+")
WEEKDAY = re.compile(rf"(?P<weekday>{_WEEKDAY})\s*/?\s*")
WEEKDAYS_PAIRED = re.compile(rf"(?P<weekday>{_WEEKDAY})\s*{_TO_OR_AND}(?P<last_weekday>{_WEEKDAY})\s*/?\s*")
IN_ONE_MONTH = (
    re.compile(rf"{_DAY}{_TO_OR_AND}(?:(?P<last_weekday>{_WEEKDAY}),?\s*)?{_LAST}{_BREAK}{_WORD}[ ,./-]*{_YEAR}"),
    re.compile(rf"{_DAY}\s*(?P<to>-)\s*{_LAST}\s*/\s*{_NUMBER}\s*/\s*{_YEAR}"),
)
IN_TWO_MONTHS = re.compile(
    rf"{_DAY}{_BREAK}{_WORD_BEFORE}\s*(?P<to>{TO.pattern})(?:(?P<last_weekday>{_WEEKDAY}),?\s*)?"
    rf"{_LAST}{_BREAK}{_WORD}[ ,./-]*{_YEAR}"
)
ONE_DAY = (
    re.compile(rf"{_LONG}\s*[/.-]\s*{_NUMBER}\s*[/.-]\s*{_DAY}(?!\d)(?:t(?=\d))?"),  # ISO: year first, then as we speak
    re.compile(rf"{_DAY}\s*[/.-]\s*{_NUMBER}\s*[/.-]\s*{_LONG}"),
    re.compile(rf"{_DAY}(?P<mark>[/.-]){_NUMBER}(?P=mark){_YEAR}"),
    re.compile(rf"{_DAY} {_NUMBER} {_LONG}"),
    re.compile(rf"{_DAY}{_BREAK}{_WORD}[ ,./-]*{_YEAR}"),
    re.compile(rf"{_WORD}\s*{_DAY}(?!\d)\s*,?\s+{_LONG}"),
)


def take_days(cursor: Cursor) -> tuple[date, date] | None:
    """First and last day of what is written here; the same twice for a single one. None when no day begins here."""
    before = cursor.rest
    cursor.take(PREFIX)
    weekdays = cursor.take(WEEKDAYS_PAIRED) or cursor.take(WEEKDAY)
    for pattern in (*IN_ONE_MONTH, IN_TWO_MONTHS):
        if match := cursor.take(pattern):
            days = _several(match)
            break
    else:
        for pattern in ONE_DAY:
            if match := cursor.take(pattern):
                days = (_date(match["day"], match["month"], match["year"]),) * 2
                weekdays = weekdays or cursor.take(WEEKDAY)
                break
        else:
            cursor.rest = before
            return None
    if weekdays:
        _check(weekdays["weekday"], days[0])
    for named in filter(None, (weekdays, match)):
        if last := named.groupdict().get("last_weekday"):
            _check(last, days[1])
    return days


def why_no_day(text: str) -> Unreadable:
    """What is missing or wrong in a text in which no day was found."""
    rest = Cursor(text).rest
    if re.search(rf"\d{{1,2}}{_BREAK}{_MONTH}(?![ ,./-]*\d{{3}})|^\d{{1,2}} ?[/.-] ?\d{{1,2}}$", rest):
        return Unreadable("no_year", gettext("This is no day yet: the year is missing. Write it as 5 Desember 2026."))
    if re.match(rf"{_MONTH}\s+\d{{4}}", rest):
        return Unreadable("no_day", gettext("This is no day yet: only a month. Write it as 5 Desember 2026."))
    match = re.search(r"\d{1,2}[ .-]+([a-z']{3,20})[ .-]+\d{2,4}", rest)
    if match and match[1] not in MONTH_OF:
        reason = gettext("This is no day: there is no month “%(word)s”. Write it as 5 Desember 2026.")
        return Unreadable("month", reason % {"word": match[1]})
    return Unreadable("unknown", gettext("This is no day. Write it as 5 Desember 2026 or 05/12/2026."))


def check_year(year: int) -> None:
    """Raises Unreadable for a year of which nobody here writes."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable("year", gettext("This is no day of our time: the year is %(year)s.") % {"year": year})


def _several(match: re.Match) -> tuple[date, date]:
    last = _date(match["last"], match["month"], match["year"])
    first_month = MONTH_OF[match.groupdict().get("first_month") or MONTHS[last.month - 1].casefold()]
    first = _date(match["day"], str(first_month), str(last.year))
    if first >= last:
        raise Unreadable("order", gettext("The second day has to come after the first."))
    if not match["to"] and last - first != timedelta(days=1):
        raise Unreadable("several", gettext("These are several days with others between them. Give each a row."))
    return first, last


def _date(day: str, month: str, year: str) -> date:
    number = MONTH_OF.get(month) or int(month)
    whole_year = int(year) + 2000 if len(year) == 2 else int(year)
    check_year(whole_year)
    if not 1 <= number <= 12:
        reason = gettext("This is no day: there is no month %(month)s. Day first, then the month: 25/12/2026.")
        raise Unreadable("month", reason % {"month": number})
    if not 1 <= int(day) <= monthrange(whole_year, number)[1]:
        reason = gettext("This is no day: %(month)s %(year)s has no day %(day)s.")
        raise Unreadable("day", reason % {"month": MONTHS[number - 1], "year": whole_year, "day": int(day)})
    return date(whole_year, number, int(day))


def _check(weekday: str, day: date) -> None:
    number = WEEKDAY_OF[weekday.rstrip(".")]
    if number != day.weekday():
        reason = gettext("%(day)s is a %(right)s, not a %(written)s.")
        names = {"right": WEEKDAYS[day.weekday()], "written": WEEKDAYS[number]}
        raise Unreadable("weekday", reason % (names | {"day": f"{day.day} {MONTHS[day.month - 1]} {day.year}"}))
