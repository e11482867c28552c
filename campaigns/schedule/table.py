"""A spreadsheet as plain rows of cells, whatever program wrote it and whatever was done to it."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.base import File
from django.utils.translation import gettext
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

LARGEST_FILE = 5 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 30 * 1024 * 1024  # 2,000 rows take two MB; the worst sheet thirty times its size in memory
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2000, 40, 2000
MOST_EMPTY = 200  # so many empty rows in a row are the end: a coloured sheet has a million of them

# Column -> its heading in the template and other words for it that offices use.
COLUMNS = {
    "code": ("Kode", "nomor", "no", "id"),
    "title": ("Judul", "kegiatan", "nama kegiatan", "acara"),
    "summary": ("Ringkasan", "keterangan"),
    "first_day": ("Tanggal mulai", "tanggal", "hari/tanggal", "tgl"),
    "first_hour": ("Jam mulai", "jam", "waktu", "pukul"),
    "last_day": ("Tanggal selesai", "sampai tanggal"),
    "last_hour": ("Jam selesai", "sampai jam"),
    "venue": ("Tempat", "lokasi"),
    "address": ("Alamat",),
    "village": ("Kelurahan",),
    "nagari": ("Nagari",),
    "institutions": ("Lembaga adat", "lembaga"),
    "topics": ("Topik", "materi"),
    "audience": ("Sasaran", "peserta"),
}
REQUIRED = ("title", "first_day")


class UnreadableTable(Exception):
    """Why the file as a whole can't be used, in words for the editor."""


@dataclass
class TableRow:
    """`number` is the row's in the sheet; cells by column, each with the letter of its column."""

    number: int
    cells: dict[str, object] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)


def read(upload: File) -> list[TableRow]:
    """The rows of an .xlsx or .csv file below its headings. Raises UnreadableTable."""
    if upload.size > LARGEST_FILE:
        raise UnreadableTable(gettext("This file is too large. At most 5 MB."))
    content = upload.read()
    lines = _lines_of_workbook(content) if content.startswith(b"PK\x03\x04") else _lines_of_csv(content)
    return _rows(lines)


def template() -> bytes:
    """An empty schedule with the headings that `read` knows, as .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Jadwal"
    for number, (heading, *_others) in enumerate(COLUMNS.values(), 1):
        cell = sheet.cell(1, number, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", start_color="0F4C4A")
        sheet.column_dimensions[get_column_letter(number)].width = max(14, len(heading) + 4)
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _lines_of_workbook(content: bytes) -> Iterator[tuple[int, list]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableTable(gettext("This file is too large when it is unpacked."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
            yield number, list(values)
    except UnreadableTable:
        raise
    except Exception as error:  # openpyxl breaks in a dozen ways on damaged files
        raise UnreadableTable(
            gettext("This file can't be read. Save it anew as .xlsx or .csv and try again.")
        ) from error


def _lines_of_csv(content: bytes) -> Iterator[tuple[int, list]]:
    if b"\x00" in content:
        raise UnreadableTable(gettext("This file is no .xlsx and no .csv. Save the schedule in one of both."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # older spreadsheet programs in Indonesia
    heading = text.partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    try:
        yield from enumerate((line[:MOST_COLUMNS] for line in csv.reader(io.StringIO(text), delimiter=delimiter)), 1)
    except csv.Error as error:
        raise UnreadableTable(
            gettext("This file can't be read. Save it anew as .xlsx or .csv and try again.")
        ) from error


def _rows(lines: Iterator[tuple[int, list]]) -> list[TableRow]:
    columns: dict[int, str] = {}
    rows: list[TableRow] = []
    empty = 0
    for number, values in lines:
        if not any(_filled(value) for value in values):
            empty += 1
            if empty > MOST_EMPTY:
                break
            continue
        empty = 0
        if not columns:
            columns = _headings(values)
            continue
        if len(rows) == MOST_ROWS:
            raise UnreadableTable(gettext("This schedule has more than 2,000 rows. Split it into several files."))
        row = TableRow(number)
        for position, name in columns.items():
            row.letters[name] = get_column_letter(position + 1)
            value = values[position] if position < len(values) else None
            row.cells[name] = value[:LONGEST_CELL].strip() if isinstance(value, str) else value
        if any(_filled(value) for value in row.cells.values()):
            rows.append(row)
    if not columns:
        raise UnreadableTable(gettext("This file is empty."))
    if not rows:
        raise UnreadableTable(gettext("There is no row below the headings."))
    return rows


def _filled(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _headings(values: list) -> dict[int, str]:
    known = {word.casefold(): name for name, words in COLUMNS.items() for word in words}
    columns: dict[int, str] = {}
    for position, value in enumerate(values):
        name = known.get(" ".join(str(value or "").split()).casefold())
        if name and name not in columns.values():
            columns[position] = name
    missing = [COLUMNS[name][0] for name in REQUIRED if name not in columns.values()]
    if missing:
        raise UnreadableTable(
            gettext("The first row has to hold the headings. Missing: %(headings)s. The template shows all of them.")
            % {"headings": ", ".join(missing)}
        )
    return columns
