"""
What LibreOffice, set to Indonesian, makes of our tables: the cells as it keeps them, and as it shows them.

Each kind of file is opened once, by the settings of a double click: those of the language, and for a CSV semicolons and
special numbers, as its dialogue proposes.
"""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from django.urls import reverse

from campaigns.sessions.table import headings
from publishing.spreadsheets import writing
from tests.factories import SessionPageFactory, at

OFFICE = shutil.which("soffice")
TABLE, KEPT, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}" for part in ("table", "office", "text"))
INDONESIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>id-ID</value></prop></item></oor:items>"""
# Semicolons, quotes, UTF-8, from the first line, Indonesian, quoted cells may be numbers, so may what looks special.
AS_CSV = ["--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1057,false,true"]


class Cell(NamedTuple):
    """`kind` is "string", "float", "date", "time" or "" for an empty one."""

    kind: str
    value: str
    shown: str
    is_formula: bool = False


class Held(NamedTuple):
    value: object
    in_csv: Cell
    in_xlsx: Cell


def same(value: object, cell: Cell) -> Held:
    return Held(value, cell, cell)


def words(text: str) -> Held:
    return same(text, Cell("string", "", text))


VALUES = {
    "nagari": words("Koto Nan Gadang – Bukik Apik, “Luak” ½"),
    "umlauts": words("Müller, Ångström, é, ñ, 北, 🙂"),
    "separators": words('a;b,"c"\td'),
    "lines": words("satu\ndua"),
    "yes": same(True, Cell("string", "", "Ya")),
    "nothing": same(None, Cell("", "", "")),
    "thousands": same(1200, Cell("float", "1200", "1200")),
    "below zero": same(-7, Cell("float", "-7", "-7")),
    "parts": same(12.5, Cell("float", "12.5", "12,5")),
    "exact parts": same(Decimal("0.75"), Cell("float", "0.75", "0,75")),
    "a day": Held(
        date(2026, 3, 12), Cell("date", "2026-03-12", "2026-03-12"), Cell("date", "2026-03-12", "12/03/2026")
    ),
    "a moment": Held(
        datetime(2026, 12, 5, 16, 30, tzinfo=UTC),
        Cell("date", "2026-12-05T23:30:00", "2026-12-05 23:30:00"),
        Cell("date", "2026-12-05T23:30:00", "05/12/2026 23:30"),
    ),
    "an hour": Held(time(9, 5), Cell("time", "PT09H05M00S", "09:05:00"), Cell("time", "PT09H05M00S", "09:05")),
    # Nothing is computed: a CSV holds an apostrophe before it, a workbook says that it is text.
    "a formula": Held("=1+1", Cell("string", "", "'=1+1"), Cell("string", "", "=1+1")),
    "a command": Held("@SUM(A1)", Cell("string", "", "'@SUM(A1)"), Cell("string", "", "@SUM(A1)")),
    # A CSV has no word for it: where zeros in front count, the office takes the workbook.
    "zeros in front": Held("007", Cell("float", "7", "7"), Cell("string", "", "007")),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> Callable[[dict[str, bytes]], dict[str, list[list[Cell]]]]:
    """Opens files, given by their names, and gives the rows of each."""
    if not OFFICE:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("LibreOffice Calc is needed.")
    folder = tmp_path_factory.mktemp("office")
    (folder / "home/user").mkdir(parents=True)
    (folder / "home/user/registrymodifications.xcu").write_text(INDONESIAN)

    def open_files(files: dict[str, bytes]) -> dict[str, list[list[Cell]]]:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        command = [OFFICE, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless"]
        command += AS_CSV if any(name.endswith(".csv") for name in files) else []
        command += ["--convert-to", "fods", "--outdir", str(folder / "read"), *(str(folder / name) for name in files)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return {name: list(rows(folder / "read" / f"{Path(name).stem}.fods")) for name in files}

    return open_files


def rows(file: Path):
    for row in ElementTree.parse(file).iter(f"{TABLE}table-row"):
        cells = []
        for found in row.iter(f"{TABLE}table-cell"):
            again = int(found.get(f"{TABLE}number-columns-repeated", 1))
            cells += [cell(found)] * (again if again < 100 else 0)  # the rest of the sheet
        if any(one.kind for one in cells):
            yield cells


def cell(found: ElementTree.Element) -> Cell:
    kind = found.get(f"{KEPT}value-type", "")
    value = next((found.get(f"{KEPT}{name}") for name in ("value", "date-value", "time-value")
                  if found.get(f"{KEPT}{name}")), "")  # fmt: skip
    lines = ["".join(_texts(line)) for line in found.iter(f"{TEXT}p")]
    return Cell(kind, value, "\n".join(lines), f"{TABLE}formula" in found.attrib)


def _texts(element: ElementTree.Element):
    yield element.text or ""
    for child in element:
        yield {f"{TEXT}tab": "\t", f"{TEXT}s": " " * int(child.get(f"{TEXT}c", 1))}.get(child.tag, "")
        yield from _texts(child)
        yield child.tail or ""


@pytest.fixture
def exports(admin_client) -> dict[str, bytes]:
    """The list of sessions, as the office saves it."""
    SessionPageFactory(
        title="Temu ninik mamak – “Luak”", starts_at=at("2025-05-08"), venue="=Balai",
        status="done", reached_women=1200,
    )  # fmt: skip

    def saved(kind: str) -> bytes:
        answer = admin_client.get(reverse("sessions:index"), {"export": kind, "year": "2025"})
        return b"".join(answer.streaming_content)

    return {kind: saved(kind) for kind in ("csv", "xlsx")}


def test_tables_hold_in_libreoffice_what_was_written(opened, exports):
    values = [held.value for held in VALUES.values()]
    made = {"csv": writing.csv_text(VALUES, [values]).encode(), "xlsx": writing.xlsx(VALUES, [values])}
    for kind in ("csv", "xlsx"):
        read = opened({f"values-{kind}.{kind}": made[kind], f"sessions-{kind}.{kind}": exports[kind]})
        heading, row = read[f"values-{kind}.{kind}"]
        assert [one.shown for one in heading] == list(VALUES)
        wanted = {name: getattr(held, f"in_{kind}") for name, held in VALUES.items()}
        assert dict(zip(VALUES, row, strict=True)) == wanted

        heading, row = read[f"sessions-{kind}.{kind}"]
        assert [one.shown for one in heading] == headings()
        session = dict(zip(headings(), row, strict=False))
        assert session["Judul"].shown == "Temu ninik mamak – “Luak”"
        assert session["Hari pertama"][:2] == ("date", "2025-05-08")
        assert session["Tahun"][:2] == ("float", "2025")
        assert session["Perempuan"] == Cell("float", "1200", "1200")
        assert not any(one.is_formula for one in row)
