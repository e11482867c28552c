"""The schedule in a spreadsheet: which sheet, which row holds the headings, and what of the rest is a row of it."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.base import File
from django.utils.translation import gettext, ngettext
from openpyxl.utils import get_column_letter

from campaigns.schedule.headings import COLUMNS, Headings, headings_of, of_two_lines
from campaigns.schedule.unreadable_files import UnreadableTable, why
from publishing.spreadsheets import reading, writing
from publishing.spreadsheets.cells import Cell, Sheet
from publishing.spreadsheets.reading import LARGEST_FILE
from publishing.uploads import sandbox
from publishing.uploads.refusals import Refused

MOST_ROWS = 2000
LOOKED_AT = 40  # rows, in which the headings must be found
READER = "publishing.spreadsheets.reading:read"
MOST_NAMED = 8  # rows or columns that a note names


@dataclass
class TableRow:
    """`number` is the row's in the sheet; cells by column, each with the letter of its column."""

    number: int
    cells: dict[str, Cell] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)


@dataclass
class Table:
    """The rows of one sheet below its headings; `notes` say in words what of the file was not read."""

    sheet: str
    rows: list[TableRow]
    notes: list[str]


def read(upload: File) -> list[Table]:
    """The sheets of an .xlsx, .ods or text file that have the headings. Raises UnreadableTable."""
    if upload.size > LARGEST_FILE:
        raise UnreadableTable(why(Refused("too_large")))
    with sandbox.real_file(upload) as source, tempfile.TemporaryFile() as target:
        try:
            answer = sandbox.run(READER, source, target)
        except Refused as refused:
            raise UnreadableTable(why(refused)) from refused
        return tables(reading.sheets_from(target), answer["encoding"])


def template() -> bytes:
    """An empty schedule with the headings that `read` knows, as .xlsx. What is typed into it stays as typed."""
    return writing.xlsx([words[0] for words in COLUMNS.values()], sheet="Jadwal", all_text=True)


def tables(sheets: list[Sheet], encoding: str = "") -> list[Table]:
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    found = {sheet.name: place for sheet in visible if (place := _find(sheet)).is_complete}
    if not found:
        raise UnreadableTable(_why_nothing(sheets, visible))
    shared = [*_note_of_encoding(encoding), *_note_of_sheets(sheets, set(found))]
    read_ones = [_table(sheet, found[sheet.name], shared) for sheet in visible if sheet.name in found]
    with_rows = [table for table in read_ones if table.rows]
    if not with_rows:
        raise UnreadableTable(gettext("There is no row below the headings."))
    return with_rows


@dataclass
class _Place:
    """Where the headings stand: the first row below them by its index, and what they say."""

    headings: Headings
    above: int = 0
    below: int = 0

    @property
    def is_complete(self) -> bool:
        return not self.headings.missing


def _find(sheet: Sheet) -> _Place:
    """The first row with title and day; if there is none, the one that comes nearest."""
    best = _Place(Headings())
    for index, (number, cells) in enumerate(sheet.rows[:LOOKED_AT]):
        beside = _beside(sheet, number, len(cells))
        place = _Place(headings_of(cells, beside), index, index + 1)
        if len(sheet.rows) > index + 1 and len(place.headings.columns) > 0:
            next_number, next_cells = sheet.rows[index + 1]
            joined = of_two_lines(cells, next_cells, beside)
            if joined is not None and next_number == number + 1:
                place = _Place(headings_of(joined, _beside(sheet, next_number, len(joined))), index, index + 2)
        if place.is_complete:
            return place
        if len(place.headings.columns) > len(best.headings.columns):
            best = place
    return best


def _beside(sheet: Sheet, number: int, width: int) -> dict[int, int]:
    """Of one row: positions that a merged cell to the left covers, and the position of that cell."""
    merged = ((position, sheet.merged.get((number, position))) for position in range(width))
    return {position: start for position, start in merged if start is not None and start < position}


def _table(sheet: Sheet, place: _Place, shared: list[str]) -> Table:
    headings = place.headings
    below = sheet.rows[place.below :]
    _refuse_what_means_two_things(headings, below, sheet)
    notes = [*shared, *_notes_of_columns(sheet, headings, below)]
    if place.above:
        above = [number for number, _cells in sheet.rows[: place.above]]
        notes.append(gettext("Above the headings, not read: row %(rows)s.") % {"rows": _named(above)})
    hidden = [number for number in sheet.hidden_rows if number >= sheet.rows[place.above][0]]
    if hidden:
        words = ngettext("%(count)d hidden row is left out: row %(rows)s.", "%(count)d hidden rows are left out: row %(rows)s.", len(hidden))  # fmt: skip # noqa: E501
        notes.append(words % {"count": len(hidden), "rows": _named(hidden)})
    rows, others = _rows(sheet, headings, below)
    notes += others
    if len(rows) > MOST_ROWS or sheet.has_more_rows:
        raise UnreadableTable(gettext("This schedule has more than 2,000 rows. Split it into several files."))
    return Table(sheet.name, rows, notes)


def _rows(sheet: Sheet, headings: Headings, below: list[tuple[int, list[Cell]]]) -> tuple[list[TableRow], list[str]]:
    rows, notes = [], []
    shown = {position: name for position, name in headings.columns.items() if position not in sheet.hidden_columns}
    for index, (number, cells) in enumerate(below):
        row = _row(number, cells, shown, _beside(sheet, number, len(cells)))
        if index == 0 and _is_numbering(cells):
            notes.append(gettext("Row %(row)s only numbers the columns: not read.") % {"row": number})
        elif headings_of(cells, {}).columns.items() >= headings.columns.items():
            notes.append(gettext("Row %(row)s repeats the headings: not read.") % {"row": number})
        elif len(set(map(str, filter(None, cells)))) == 1 and len(_beside(sheet, number, len(cells))) > 1:
            words = {"row": number, "words": _short(next(filter(None, cells)))}
            notes.append(gettext("Row %(row)s is a line across the table, not read: “%(words)s”.") % words)
        elif row.cells:
            rows.append(row)
    rows, lines = _without_lines_below(rows)
    if lines:
        words = "; ".join(_short(value) for row in lines[:MOST_NAMED] for value in row.cells.values())
        numbers = _named([row.number for row in lines])
        notes.append(
            gettext("Below the table, not read: row %(rows)s (“%(words)s”).") % {"rows": numbers, "words": words}
        )
    return rows, notes


def _row(number: int, cells: list[Cell], columns: dict[int, str], beside: dict[int, int]) -> TableRow:
    """A cell merged over several columns belongs to the first of them that is known."""
    row = TableRow(number, letters={name: get_column_letter(position + 1) for position, name in columns.items()})
    taken = set()
    for position, cell in enumerate(cells):
        name = columns.get(position)
        if cell is None or name is None:
            continue
        start = beside.get(position, position)
        if start not in taken:
            row.cells[name] = cell
        taken.add(start)
    return row


def _without_lines_below(rows: list[TableRow]) -> tuple[list[TableRow], list[TableRow]]:
    """Parts off remarks and signatures at the end: one cell and no day. Anything else there is a row with a mistake."""
    end = len(rows)
    while end and len(rows[end - 1].cells) == 1 and "first_day" not in rows[end - 1].cells:
        end -= 1
    return (rows[:end], rows[end:]) if end else (rows, [])


def _is_numbering(cells: list[Cell]) -> bool:
    numbers = [str(cell).strip("() ") for cell in cells if cell is not None]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _refuse_what_means_two_things(headings: Headings, below: list[tuple[int, list[Cell]]], sheet: Sheet) -> None:
    for first, second in headings.twice:
        if second in sheet.hidden_columns or first in sheet.hidden_columns:
            continue
        if any(second < len(cells) and cells[second] is not None for _number, cells in below):
            reason = gettext(
                "Columns %(first)s and %(second)s have headings that mean the same: “%(heading)s”. Rename one."
            )
            heading = COLUMNS.get(headings.columns[first], ("Hari",))[0]
            words = {"first": get_column_letter(first + 1), "second": get_column_letter(second + 1), "heading": heading}
            raise UnreadableTable(reason % words)


def _notes_of_columns(sheet: Sheet, headings: Headings, below: list[tuple[int, list[Cell]]]) -> Iterator[str]:
    hidden = [position for position in headings.columns if position in sheet.hidden_columns]
    required = [headings.columns[position] for position in hidden if COLUMNS.get(headings.columns[position], ("",))[0]]
    required = [COLUMNS[name][0] for name in required if name in ("title", "first_day")]
    if required:
        reason = gettext(
            "This column is hidden: %(headings)s. Show it in the spreadsheet program, save and upload again."
        )
        raise UnreadableTable(reason % {"headings": ", ".join(required)})
    if hidden:
        names = ", ".join(get_column_letter(position + 1) for position in hidden)
        yield gettext("Hidden columns are left out: %(columns)s.") % {"columns": names}
    used = {position for _number, cells in below for position, cell in enumerate(cells) if cell is not None}
    others = [words for position, words in headings.others.items() if position in used]
    if others:
        yield gettext("Columns with other headings are not read: %(headings)s.") % {"headings": ", ".join(others)}
    nameless = sorted(
        used - headings.columns.keys() - headings.others.keys() - {second for _first, second in headings.twice}
    )
    if nameless:
        names = ", ".join(get_column_letter(position + 1) for position in nameless)
        yield gettext("Columns without a heading are not read: %(columns)s.") % {"columns": names}
    if sheet.has_more_columns:
        yield gettext("Columns behind BH are not read.")


def _note_of_encoding(encoding: str) -> Iterator[str]:
    names = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
    if encoding in names:
        yield gettext(
            "The file is not in UTF-8 and was read as %(encoding)s. Look at letters with accents and quotes."
        ) % {"encoding": names[encoding]}


def _note_of_sheets(sheets: list[Sheet], found: set[str]) -> Iterator[str]:
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and sheet.rows]
    others = [sheet.name for sheet in sheets if not sheet.is_hidden and sheet.name not in found and sheet.rows]
    if hidden:
        yield gettext("Hidden sheets are not read: %(sheets)s.") % {"sheets": ", ".join(hidden)}
    if others:
        yield gettext("Sheets without the headings are not read: %(sheets)s.") % {"sheets": ", ".join(others)}


def _why_nothing(sheets: list[Sheet], visible: list[Sheet]) -> str:
    if not any(sheet.rows or sheet.hidden_rows for sheet in sheets):
        return gettext("This file is empty.")
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden and _find(sheet).is_complete]
    if hidden:
        reason = gettext("The headings stand on a hidden sheet: %(sheets)s. Show it in the spreadsheet program first.")
        return reason % {"sheets": ", ".join(hidden)}
    best = max((_find(sheet).headings for sheet in visible), key=lambda found: len(found.columns), default=Headings())
    return gettext("No row near the top holds the headings. Missing: %(headings)s. The template shows all of them.") % {
        "headings": ", ".join(best.missing)
    }


def _named(numbers: list[int]) -> str:
    words = ", ".join(map(str, numbers[:MOST_NAMED]))
    return f"{words}, …" if len(numbers) > MOST_NAMED else words


def _short(value: Cell) -> str:
    words = " ".join(str(getattr(value, "shown", value)).split())
    return f"{words[:59]}…" if len(words) > 60 else words
