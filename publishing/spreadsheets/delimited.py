"""Text files of spreadsheet programs: whatever they part the cells with, end the lines with and write letters as."""

import csv
import io
import re
from collections import Counter

from publishing.spreadsheets.cells import Cell, Fault, Grid, Limits, Sheet
from publishing.uploads.refusals import Refused

SEPARATORS = ";,\t|"
LOOKED_AT = 60  # rows by which the separator is known
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip
# Letters and signs beyond ASCII that texts of this country hold: a guess that finds others is the wrong one.
_COMMON = set("éèêëáàâäóòôöúùûüíìîïçñÉÈÀÁÖÜãåøæß‘’“”–—…•·°½¼²³×§©®™€£«»\xa0")
_SAYS_SEPARATOR = re.compile(r'\ufeff?"?sep=(.)"?[ ;,\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_TEXT_FORMULA = re.compile(r'="([^"]*)"')  # how some programs keep 007 from becoming 7


def read(content: bytes) -> tuple[Sheet, str]:
    """The one sheet of the file, and the name of the encoding in which it was read."""
    text, encoding = decoded(content)
    if "\x00" in text:
        raise Refused("no_sheet")
    separator = None
    if match := _SAYS_SEPARATOR.match(text):
        separator, text = match[1], text[match.end() :]
    grid = Grid("", Limits())
    for number, row in enumerate(_rows(text, separator or separator_of(text)), 1):
        for position, cell in enumerate(row):
            grid.limits.saw()
            grid.put(number, position, _value(cell))
    return grid.sheet(), encoding


def decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace"), encoding
    if content.count(0) * 4 > len(content):  # every other byte of plain letters in UTF-16
        encoding = "utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Excel on Windows, Excel on a Mac, or UTF-8 of which a few bytes were damaged: the likeliest text.
        guesses = {
            encoding: content.decode(encoding, errors="replace") for encoding in ("cp1252", "mac_roman", "utf-8")
        }
        encoding = max(guesses, key=lambda name: _likelihood(guesses[name]))
        return guesses[encoding], encoding


def _likelihood(text: str) -> float:
    strange = Counter(letter for letter in text if letter > "\x7f")
    common = sum(count for letter, count in strange.items() if letter in _COMMON)
    return common - 2 * (strange.total() - common)


def separator_of(text: str) -> str:
    """The one that parts most rows into the same number of cells."""

    def regular(separator: str) -> tuple[int, int]:
        widths = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
                if number == LOOKED_AT:
                    break
                if any(cell.strip() for cell in row):
                    widths[len(row)] += 1
        except csv.Error:
            return 0, 0
        width, count = max(((width, count) for width, count in widths.items() if width > 1), default=(0, 0),
                           key=lambda found: (found[1], found[0]))  # fmt: skip
        return count, width

    return max(SEPARATORS, key=regular)


def _rows(text: str, separator: str):
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            # Quotes that don't end would swallow all rows behind them.
            raise Refused("quotes", row=number + 1) from error
        if row is None:
            return
        number += 1
        yield row


def _value(written: str) -> Cell:
    written = written.strip()
    if match := _TEXT_FORMULA.fullmatch(written):
        return match[1]
    return Fault("formula", written[:40]) if len(written) > 1 and written.startswith("=") else written
