"""Spreadsheets of LibreOffice and others (.ods): the values that they store beside what the cells show."""

import re
from collections.abc import Iterator
from datetime import datetime, time

from publishing.spreadsheets.cells import MOST_COLUMNS, MOST_ROWS, Cell, Fault, Grid, Limits, Sheet
from publishing.spreadsheets.xlsx import number, of_serial
from publishing.spreadsheets.zipped import Attributes, Handler, Parts
from publishing.uploads.refusals import Refused

CONTENT = "content.xml"
# What lies in a cell or beside the tables and is not the cell's value: notes, drawings, links to other files.
ASIDE = {"annotation", "shapes", "frame", "note", "dde-links", "dde-link", "tracked-changes", "forms"}
_TIME = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def is_it(parts: Parts) -> bool:
    return "mimetype" in parts and b"opendocument.spreadsheet" in parts.start_of("mimetype")


def read(parts: Parts) -> Iterator[Sheet]:
    manifest = "META-INF/manifest.xml"
    if manifest in parts and b"encryption-data" in parts.start_of(manifest):
        raise Refused("locked")
    tables = _Tables()
    parts.read(CONTENT, tables)
    for grid in tables.grids:
        yield grid.sheet()


class _Tables(Handler):
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.limits = Limits()
        self.style, self.hidden_styles = "", set()
        self.row = self.column = 0
        self.columns = 0  # how many were described
        self.repeated_row: list[tuple[int, Cell, int, int]] = []  # position, value, rows and columns that it covers
        self.rows_repeated = 1
        self.aside = 0
        self.cell: Attributes | None = None
        self.covers = False
        self.lines: list[str] = []
        self.in_line = 0

    def start(self, tag: str, said: Attributes) -> None:
        if self.aside or tag in ASIDE:
            self.aside += 1
        elif tag == "style":
            self.style = said.get("name", "")
        elif tag == "table-properties":
            if said.get("display") == "false":
                self.hidden_styles.add(self.style)
        elif tag == "table":
            hidden = said.get("style-name") in self.hidden_styles
            self.grids.append(Grid(said.get("name", ""), self.limits, is_hidden=hidden))
            self.row = self.columns = 0
        elif tag == "table-column":
            times = _times(said, "number-columns-repeated")
            if said.get("visibility") in {"collapse", "filter"}:
                self.grids[-1].hide_columns(self.columns, self.columns + times - 1)
            self.columns += times
        elif tag == "table-row":
            self.rows_repeated = _times(said, "number-rows-repeated")
            self.column, self.repeated_row = 0, []
            if said.get("visibility") in {"collapse", "filter"}:
                first = self.row + 1
                self.grids[-1].hidden_rows.update(range(first, first + min(self.rows_repeated, MOST_ROWS)))
        elif tag in {"table-cell", "covered-table-cell"}:
            self.cell, self.covers, self.lines, self.in_line = said, tag != "table-cell", [], 0
        elif self.cell is not None:
            self._start_in_cell(tag, said)

    def _start_in_cell(self, tag: str, said: Attributes) -> None:
        if tag == "p":
            self.lines.append("")
            self.in_line += 1
        elif self.in_line and tag in {"s", "tab", "line-break"}:
            self.lines[-1] += {"s": " " * min(_times(said, "c"), 100), "tab": "\t", "line-break": "\n"}[tag]

    def text(self, text: str) -> None:
        if self.in_line and not self.aside:
            self.lines[-1] += text

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
        elif tag == "p" and self.in_line:
            self.in_line -= 1
        elif tag in {"table-cell", "covered-table-cell"} and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self, said: Attributes) -> None:
        times = _times(said, "number-columns-repeated")
        self.limits.saw()
        value = None if self.covers else _value(said, "\n".join(self.lines))
        rows, columns = _times(said, "number-rows-spanned"), _times(said, "number-columns-spanned")
        if value is not None or rows > 1 or columns > 1:
            for position in range(self.column, min(self.column + times, MOST_COLUMNS + 1)):
                self.repeated_row.append((position, value, rows, columns))
        self.column += times

    def _end_row(self) -> None:
        grid = self.grids[-1]
        for place in range(min(self.rows_repeated, MOST_ROWS + 1) if self.repeated_row else 0):
            row = self.row + 1 + place
            for position, value, rows, columns in self.repeated_row:
                self.limits.saw()
                grid.put(row, position, value)
                if rows > 1 or columns > 1:
                    grid.merge(row, position, row + rows - 1, position + columns - 1)
        self.row += self.rows_repeated


def _value(said: Attributes, shown: str) -> Cell:
    # LibreOffice says the kind twice: an error is a text to programs that know of none.
    kind = said.get("value-type")
    if kind == "error" or (said.get("formula") and kind is None):
        return Fault("error", shown) if shown else Fault("formula")
    if kind in {"float", "percentage", "currency"} and "value" in said:
        value = number(said["value"])
        is_filled_up = shown.isdecimal() and shown.startswith("0") and isinstance(value, int) and int(shown) == value
        return shown if is_filled_up and value else value
    if kind == "date" and "date-value" in said:
        day = _of_iso(said["date-value"])
        shown_numbers = {int(digits) for digits in re.findall(r"\d+", shown)}
        # Of "Des 2026" the program makes the first of the month: a cell that shows no day is what it shows.
        return day if day.day in shown_numbers or not re.search(r"\w", shown) else shown
    if kind == "time" and (match := _TIME.fullmatch(said.get("time-value", ""))):
        days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
        serial = days + (hours * 3600 + minutes * 60 + seconds) / 86_400
        return -serial if match[1] else of_serial(serial) if serial < 1 else serial
    if kind == "boolean" and "boolean-value" in said:
        return said["boolean-value"] == "true"
    return said.get("string-value", shown) or None


def _of_iso(written: str) -> Cell:
    moment = datetime.fromisoformat(written).replace(tzinfo=None, microsecond=0)
    return moment if moment.time() != time.min else moment.date()


def _times(said: Attributes, name: str) -> int:
    return max(1, int(said.get(name, 1)))
