"""Day and month that a program may have swapped: told where the file shows that somebody wrote the month first."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext

from campaigns.schedule.table import TableRow
from publishing.spreadsheets.cells import Cell
from publishing.words.moments import in_words
from publishing.words.unseen import typed

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?:\s.*)?")


def days_that_may_be_swapped(table: list[TableRow]) -> Iterator[tuple[int, str, str]]:
    """
    The row by its place in the table, the cell and what to say of it.

    A program set to English takes 07/12/2026 for the twelfth of July, and leaves 25/12/2026 as text.

    Two signs of it: a text such as 12/25/2026, which can only be month first; or texts such as 25/12/2026 beside cells
    of days none of which is later than the twelfth. Every day that could be swapped is then told, and stays.
    """
    for column in ("first_day", "last_day"):
        cells = [raw.cells.get(column) for raw in table]
        if not _is_suspicious(cells):
            continue
        for place, (raw, cell) in enumerate(zip(table, cells, strict=True)):
            if day := _could_be_swapped(cell):
                words = gettext(
                    "In this file some days have the month first. This one was read as %(day)s; is %(other)s meant?"
                ) % {"day": in_words(day), "other": in_words(date(day.year, day.day, day.month))}
                yield place, f"{raw.letters.get(column, '')}{raw.number}", words


def _is_suspicious(cells: list[Cell]) -> bool:
    written = [match.groups() for match in map(_in_numbers, cells) if match]
    if any(int(first) <= 12 < int(second) <= 31 for first, second, _year in written):
        return True
    days = [cell for cell in cells if isinstance(cell, date)]
    left_as_text = any(int(first) > 12 >= int(second) for first, second, _year in written)
    return left_as_text and bool(days) and all(day.day <= 12 for day in days)


def _could_be_swapped(cell: Cell) -> date | None:
    """The day as it was read, if it may as well be another one."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if not isinstance(cell, date):
        match = _in_numbers(cell)
        if not match:
            return None
        day, month, year = (int(number) for number in match.groups())
        if not (1 <= day <= 12 and 1 <= month <= 12):
            return None
        cell = date(year + 2000 if year < 100 else year, month, day)
    return cell if cell.day <= 12 and cell.day != cell.month else None


def _in_numbers(cell: Cell) -> re.Match | None:
    return _NUMBERS.fullmatch(typed(cell)) if isinstance(cell, str) else None
