"""A sheet as plain cells, whatever program saved it; hidden rows are gone from it and merged cells filled."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time

from publishing.uploads.refusals import Refused

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2500, 60, 2000  # rows that hold something; the rest is told, not read
MOST_SEEN = 500_000  # cells and texts of a file, empty ones too
MOST_TEXT = 4_000_000  # characters of all its cells
MOST_MERGED = 10_000

Value = None | bool | int | float | str | date | datetime | time


@dataclass(frozen=True)
class Fault:
    """
    A cell that holds something, but no value. `kind`: "error" (`shown` is such as "#REF!"), "formula" (never computed),
    "long" (more than 2,000 characters) or "characters" (some that can't be read).
    """

    kind: str
    shown: str = ""


Cell = Value | Fault


@dataclass
class Sheet:
    """
    `rows` are pairs of a row's number, as the program shows it, and its cells from column A on; none is empty.

    `merged` tells of each cell that took over the value of a merged one, by (row number, position), the position where
    that one starts: its own for those below it.
    """

    name: str
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)  # their numbers, of those that hold something
    hidden_columns: list[int] = field(default_factory=list)  # their positions, from 0
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    has_more_rows: bool = False
    has_more_columns: bool = False


class Limits:
    """What a whole file may hold; kept while it is read, so that a file that unpacks to more stops early."""

    def __init__(self) -> None:
        self.seen = self.text = 0

    def saw(self, cells: int = 1) -> None:
        self.seen += cells
        if self.seen > MOST_SEEN:
            raise Refused("too_many_cells")

    def kept(self, value: Cell) -> None:
        self.text += len(value) if isinstance(value, str) else 8
        if self.text > MOST_TEXT:
            raise Refused("too_many_cells")


class Grid:
    """Where a reader puts the cells of one sheet, in any order. Rows are counted from 1, columns from 0."""

    def __init__(self, name: str, limits: Limits, *, is_hidden: bool = False) -> None:
        self.name, self.is_hidden, self.limits = name, is_hidden, limits
        self.cells: dict[int, dict[int, Cell]] = defaultdict(dict)
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.has_more_rows = self.has_more_columns = False

    def put(self, row: int, column: int, value: Cell) -> None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if column >= MOST_COLUMNS:
            self.has_more_columns = True
        elif row not in self.cells and len(self.cells) >= MOST_ROWS:
            self.has_more_rows = True
        else:
            self.cells[row][column] = value = checked(value)
            self.limits.kept(value)

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        if len(self.merged) == MOST_MERGED:
            raise Refused("too_many_cells")
        self.merged.append((first_row, first_column, last_row, last_column))

    def sheet(self) -> Sheet:
        taken_over = self._fill_merged()
        rows = sorted((number, cells) for number, cells in self.cells.items() if cells)
        return Sheet(
            self.name,
            [(number, _in_order(cells)) for number, cells in rows if number not in self.hidden_rows],
            self.is_hidden,
            [number for number, _cells in rows if number in self.hidden_rows],
            sorted(self.hidden_columns & {column for _number, cells in rows for column in cells}),
            taken_over,
            self.has_more_rows,
            self.has_more_columns,
        )

    def _fill_merged(self) -> dict[tuple[int, int], int]:
        """A merged cell has one value for all that it covers; rows that hold nothing else stay empty."""
        covered: dict[tuple[int, int], tuple[Cell, int]] = {}
        filled = sorted(row for row, cells in self.cells.items() if cells)
        for first_row, first_column, last_row, last_column in self.merged:
            value = self.cells.get(first_row, {}).get(first_column)
            for row in filled[bisect_left(filled, first_row) : bisect_right(filled, last_row)]:
                columns = range(first_column, min(last_column + 1, MOST_COLUMNS))
                self.limits.saw(len(columns))
                covered |= dict.fromkeys(((row, column) for column in columns), (value, first_column))
            covered.pop((first_row, first_column), None)
        for (row, column), (value, _start) in covered.items():
            self.cells[row].pop(column, None)
            if value is not None:
                self.cells[row][column] = value
        return {place: start for place, (value, start) in covered.items() if value is not None}


def checked(value: Cell) -> Cell:
    if isinstance(value, str):
        if "\ufffd" in value:
            return Fault("characters", value[:40])
        if len(value) > LONGEST_CELL:
            return Fault("long", value[:40])
    return value


def _in_order(cells: dict[int, Cell]) -> list[Cell]:
    return [cells.get(column) for column in range(max(cells) + 1)]


# What JSON has no word for.
_AS_JSON = {datetime: "moment", date: "day", time: "hour"}
_FROM_JSON = {"moment": datetime.fromisoformat, "day": date.fromisoformat, "hour": time.fromisoformat}


def to_json(sheet: Sheet) -> dict:
    rows = [[number, [_cell_to_json(cell) for cell in cells]] for number, cells in sheet.rows]
    return vars(sheet) | {"rows": rows, "merged": [[*place, start] for place, start in sheet.merged.items()]}


def from_json(said: dict) -> Sheet:
    rows = [(number, [_cell_from_json(cell) for cell in cells]) for number, cells in said["rows"]]
    return Sheet(**said | {"rows": rows, "merged": {(row, place): start for row, place, start in said["merged"]}})


def _cell_to_json(cell: Cell) -> object:
    if isinstance(cell, Fault):
        return {"fault": [cell.kind, cell.shown]}
    kind = _AS_JSON.get(type(cell))
    return {kind: cell.isoformat()} if kind else cell


def _cell_from_json(said: object) -> Cell:
    if not isinstance(said, dict):
        return said
    ((kind, value),) = said.items()
    return Fault(*value) if kind == "fault" else _FROM_JSON[kind](value)
