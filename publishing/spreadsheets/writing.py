"""
Every CSV and XLSX that leaves the site. Opened by a double click, it stands in columns, and nothing in it is a formula.

CSV is written as Excel and Calc set to Indonesian read it: UTF-8 with its mark, semicolons, everything in quotes.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767  # characters, of an XLSX
AS_TEXT = "@"
DATE_FORMATS = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm"}
WIDEST, NARROWEST = 60, 14  # characters

# The first thing in a cell, or in what becomes one where another separator is taken: a program set to English parts
# at commas, whatever stands in quotes behind a semicolon.
_FORMULA = re.compile(r"(^|[,;|\t\r\n])([\s\"\u200b-\u200f\u2060\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def inert(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would take for the start of a formula."""
    if text.startswith(("\t", "\r")):
        text = f"'{text}"
    return _FORMULA.sub(r"\1\2'", text)


def csv_lines(heading: Iterable, rows: Iterable[Iterable]) -> Iterator[str]:
    """The table line by line, its byte order mark first."""
    writer = csv.writer(_Line(), delimiter=";", quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow([_as_text(value) for value in heading])
    for row in rows:
        yield writer.writerow([_as_text(value) for value in row])


def csv_text(heading: Iterable, rows: Iterable[Iterable]) -> str:
    return "".join(csv_lines(heading, rows))


def csv_response(name: str, heading: Iterable, rows: Iterable[Iterable]) -> HttpResponse:
    """A file to save, whole."""
    return HttpResponse(csv_text(heading, rows), content_type=CSV_TYPE, headers=_saved_as(name))


def csv_stream(name: str, heading: Iterable, rows: Iterable[Iterable]) -> StreamingHttpResponse:
    """A file to save, of any length."""
    return StreamingHttpResponse(csv_lines(heading, rows), content_type=CSV_TYPE, headers=_saved_as(name))


def xlsx(heading: Iterable, rows: Iterable[Iterable] = (), *, sheet: str = "", all_text: bool = False) -> bytes:
    """
    A workbook of one sheet. Text is text, days are days, hours are in WIB; the heading is bold and stays in sight.

    `all_text`: what people type into it stays as typed ("3/12" becomes no day, "007" no number).
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet or gettext("Table"))
    headings = [str(value) for value in heading]
    page.freeze_panes = "A2"
    for number, words in enumerate(headings, 1):
        column = page.column_dimensions[get_column_letter(number)]
        column.width = min(WIDEST, max(NARROWEST, len(words) + 4))
        if all_text:
            column.number_format = AS_TEXT
    page.append([_heading(page, words) for words in headings])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx_response(name: str, content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=XLSX_TYPE, headers=_saved_as(name))


class _Line:
    """What csv.writer writes into: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def as_words(value: object) -> str:
    """A value as a line of plain text has it."""
    value = _plain(value)
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return "" if value is None else str(value)  # a number, or a day as 2026-12-05: understood everywhere


def _as_text(value: object) -> str:
    words = as_words(value)
    return inert(words) if isinstance(_plain(value), str) else words  # a number below zero is no formula


def _plain(value: object) -> object:
    """As text, a number, a day or an hour in WIB, or None."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return timezone.make_naive(value).replace(microsecond=0) if timezone.is_aware(value) else value
    if value is None or isinstance(value, int | float | Decimal | date | time):
        return value
    if isinstance(value, list | tuple | set):
        return ", ".join(map(str, value))
    return str(value)


def _cell(page, value: object) -> WriteOnlyCell:
    value = _plain(value)
    if not isinstance(value, str):
        cell = WriteOnlyCell(page, value)
        if kind := next((kind for kind in DATE_FORMATS if isinstance(value, kind)), None):
            cell.number_format = DATE_FORMATS[kind]
        return cell
    cell = WriteOnlyCell(page, _NO_XML.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#REF!" for an error
    cell.quotePrefix = inert(value) != value  # so does a spreadsheet when somebody edits the cell
    return cell


def _heading(page, words: str) -> WriteOnlyCell:
    cell = _cell(page, words)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color="0F4C4A")
    return cell
