"""Workbooks of Excel and its kin (.xlsx): stored values, hidden rows, merged cells, errors, formulas."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from publishing.spreadsheets.cells import Cell, Fault, Grid, Limits, Sheet
from publishing.spreadsheets.zipped import Attributes, EachElement, Handler, Parts
from publishing.words.days import MONTHS, WEEKDAYS

EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
DATES, HOURS, DURATIONS, DAYLESS = "dates", "hours", "durations", "dayless"
# Formats that have a number only, by what they are; the rest of them are amounts.
BUILT_IN = dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), DATES) | dict.fromkeys(
    (18, 19, 20, 21, 32, 33, 34, 35, 45, 47), HOURS
) | {17: f"{DAYLESS} mmm-yy", 46: DURATIONS}  # fmt: skip
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MAIN = "xl/workbook.xml"


def is_it(parts: Parts) -> bool:
    return MAIN in parts or ("_rels/.rels" in parts and _main_part(parts) is not None)


def read(parts: Parts) -> Iterator[Sheet]:
    """The sheets of cells in their order; charts are none."""
    main = MAIN if MAIN in parts else _main_part(parts)
    book = _Book()
    parts.read(main, book)
    related = _related(parts, main)
    limits = Limits()
    strings, styles = _Strings(limits), _Styles()
    for kind, target in related.values():
        if kind == "sharedStrings" and target in parts:
            parts.read(target, strings)
        elif kind == "styles" and target in parts:
            parts.read(target, styles)
    for name, number, is_hidden in book.sheets:
        kind, target = related.get(number, ("", ""))
        if kind == "worksheet" and target in parts:
            grid = Grid(name, limits, is_hidden=is_hidden)
            parts.read(target, _Cells(grid, strings.all, styles.formats, book.epoch))
            yield grid.sheet()


def _main_part(parts: Parts) -> str | None:
    related = _related(parts, "")
    return next((to for kind, to in related.values() if kind == "officeDocument" and "workbook" in to), None)


def _related(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    """By its id: the kind of each related part, and its name."""
    folder, base = posixpath.split(name)
    found = {}

    def note(tag: str, said: Attributes) -> None:
        if tag == "Relationship" and said.get("TargetMode") != "External":
            target = said.get("Target", "").replace("\\", "/")
            target = target if target.startswith("/") else posixpath.join(folder, target)
            kind = said.get("Type", "").rpartition("/")[2]
            found[said.get("Id", "")] = kind, posixpath.normpath(target).lstrip("/")

    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations in parts:
        parts.read(relations, EachElement(note))
    return found


class _Book(Handler):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []  # name, id of its part, whether it is hidden
        self.epoch = EPOCH

    def start(self, tag: str, said: Attributes) -> None:
        if tag == "sheet":
            self.sheets.append((said.get("name", ""), said.get("id", ""), said.get("state", "visible") != "visible"))
        elif tag == "workbookPr" and _true(said.get("date1904")):
            self.epoch = EPOCH_1904


class _Strings(Handler):
    """The texts that cells name by number; what tells how Japanese is spoken is left out."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.all: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._in_sound = False

    def start(self, tag: str, said: Attributes) -> None:
        if tag == "si":
            self.limits.saw()
            self._pieces = []
        elif tag == "rPh":
            self._in_sound = True
        elif tag == "t":
            self._in_text = not self._in_sound

    def text(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_sound = False
        elif tag == "si":
            self.all.append(unescaped("".join(self._pieces)))


class _Styles(Handler):
    """`formats` holds for each style of cells what it makes of a number: see `in_format`."""

    def __init__(self) -> None:
        self.formats: list[str] = []
        self._codes: dict[str, str] = {}
        self._in_cells = False

    def start(self, tag: str, said: Attributes) -> None:
        if tag == "numFmt":
            self._codes[said.get("numFmtId", "")] = said.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            number = said.get("numFmtId", "0")
            code = self._codes.get(number)
            built_in = BUILT_IN.get(int(number), "") if number.isdecimal() else ""
            kind = built_in if code is None else kind_of(code)
            self.formats.append(f"{DAYLESS} {code}" if code is not None and shows_no_day(code) else kind)

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False


class _Cells(Handler):
    def __init__(self, grid: Grid, strings: list[str], formats: list[str], epoch: datetime) -> None:
        self.grid, self.strings, self.formats, self.epoch = grid, strings, formats, epoch
        self.row, self.column = 0, -1
        self.kind = self.format = ""
        self.pieces: list[str] = []
        self.has_formula = self.has_value = self.taking = self.in_sound = False

    def start(self, tag: str, said: Attributes) -> None:
        if tag == "c":
            self._start_cell(said)
        elif tag in {"v", "t"}:
            self.taking, self.has_value = not self.in_sound, True
        elif tag == "f":
            self.has_formula = True
        elif tag == "rPh":
            self.in_sound = True
        elif tag == "row":
            self.row = int(said["r"]) if "r" in said else self.row + 1
            self.column = -1
            if _true(said.get("hidden")) or _is_nothing(said.get("ht")):
                self.grid.hidden_rows.add(self.row)
        elif tag == "col":
            if _true(said.get("hidden")) or _is_nothing(said.get("width")):
                self.grid.hide_columns(int(said["min"]) - 1, int(said["max"]) - 1)
        elif tag == "mergeCell" and len(places := _PLACE.findall(said.get("ref", ""))) == 2:
            (first_column, first_row), (last_column, last_row) = places
            self.grid.merge(int(first_row), _position(first_column), int(last_row), _position(last_column))

    def _start_cell(self, said: Attributes) -> None:
        self.grid.limits.saw()
        place = _PLACE.fullmatch(said.get("r", ""))
        self.column = _position(place[1]) if place else self.column + 1
        self.kind = said.get("t", "n")
        style = int(said.get("s", 0))
        self.format = self.formats[style] if style < len(self.formats) else ""
        self.pieces, self.has_formula, self.has_value = [], False, False

    def text(self, text: str) -> None:
        if self.taking:
            self.pieces.append(text)

    def end(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self.taking = False
        elif tag == "rPh":
            self.in_sound = False
        elif tag == "c":
            self.grid.put(self.row, self.column, self._value("".join(self.pieces)))

    def _value(self, written: str) -> Cell:
        if not written:
            is_empty_text = self.kind == "str" and self.has_value
            return Fault("formula") if self.has_formula and not is_empty_text else None
        if self.kind == "s":
            return self.strings[int(written)]
        if self.kind in {"str", "inlineStr"}:
            return unescaped(written)
        if self.kind == "e":
            return Fault("error", written)
        if self.kind == "b":
            return written.strip() in {"1", "true"}
        if self.kind == "d":
            return _of_iso(written.strip())
        return in_format(number(written), self.format, self.epoch)


def number(written: str) -> int | float | Fault:
    """As a spreadsheet shows it: fifteen digits, so that 0.1 + 0.2 is 0.3."""
    value = float(written)
    if value != value or value in (float("inf"), float("-inf")):
        return Fault("error", written)
    value = float(f"{value:.15g}")
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def in_format(value: int | float | Fault, kind: str, epoch: datetime) -> Cell:
    """`kind`: what `kind_of` says, or DAYLESS and the format of a cell that shows a month or a weekday only."""
    if isinstance(value, Fault) or not kind:
        return value
    if kind.startswith("0"):
        return f"{value:0{len(kind)}d}" if isinstance(value, int) and value >= 0 else value
    if kind == HOURS and value >= 0:
        value %= 1  # of a moment the cell shows the hour only
    elif kind == DURATIONS and value >= 1:
        return value
    found = of_serial(value, epoch)
    return _without_day(found, kind) if kind.startswith(DAYLESS) and isinstance(found, date) else found


def shows_no_day(code: str) -> bool:
    """Whether a cell of a day shows its month, its year or its weekday only: programs make the first of "Des 2026"."""
    letters = _letters_of(code)
    return kind_of(code) == DATES and not re.search(r"[hs]|(?<!d)d{1,2}(?!d)", letters)


def _without_day(day: date, kind: str) -> str:
    """What the cell shows, in words."""
    letters = _letters_of(kind.removeprefix(DAYLESS))
    parts = {"d": WEEKDAYS[day.weekday()], "m": MONTHS[day.month - 1], "y": str(day.year)}
    return " ".join(words for letter, words in parts.items() if letter in letters)


def of_serial(serial: int | float, epoch: datetime = EPOCH) -> Cell:
    """The day, hour or both that a spreadsheet keeps as a number of days; the number itself where it is none."""
    if not 0 <= serial < 2_958_466:  # the end of the year 9999
        return serial
    if epoch == EPOCH and 1 <= serial < 60:
        serial += 1  # for Excel, 1900 was a leap year
    days, seconds = divmod(round(serial * 86_400), 86_400)
    hour = (datetime.min + timedelta(seconds=seconds)).time()
    if serial < 1:
        return hour if days == 0 else serial
    day = (epoch + timedelta(days=days)).date()
    return datetime.combine(day, hour) if seconds else day


def kind_of(code: str) -> str:
    """What a format makes of a number: DATES (perhaps with hours), HOURS, DURATIONS, zeros to fill up; "" for none."""
    if re.fullmatch("0{2,20}", code):
        return code
    letters = _letters_of(code)
    if re.search(r"\[[hms]+\]", letters):
        return DURATIONS
    if "general" in letters or not re.search("[dmyhs]", letters):
        return ""
    return DATES if re.search("[dy]", letters) or not re.search("[hs]", letters) else HOURS


def _letters_of(code: str) -> str:
    return _NO_FORMAT.sub(" ", code.split(";")[0]).casefold()


def unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _of_iso(written: str) -> Cell:
    for kind in (date, time):
        try:
            return kind.fromisoformat(written)
        except ValueError:
            continue
    moment = datetime.fromisoformat(written).replace(tzinfo=None, microsecond=0)
    return moment if moment.time() != time.min else moment.date()


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1


def _true(said: str | None) -> bool:
    return said in {"1", "true", "on"}


def _is_nothing(said: str | None) -> bool:
    return said is not None and float(said) == 0
