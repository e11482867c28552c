"""Tables for spreadsheet programs: in columns at a double click, and never a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from publishing.spreadsheets import writing


def read(text: str, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def sheet_of(content: bytes):
    return load_workbook(io.BytesIO(content)).active


def test_a_csv_is_what_an_indonesian_spreadsheet_program_opens_in_columns():
    text = writing.csv_text(["Judul", "Jumlah"], [["Temu; nagari", 3]])
    assert text == '\ufeff"Judul";"Jumlah"\r\n"Temu; nagari";"3"\r\n'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (0.5, "0,5"),
        (Decimal("1.25"), "1,25"),
        (True, "Ya"),
        (False, "Tidak"),
        (date(2026, 12, 5), "2026-12-05"),
        (datetime(2026, 12, 5, 2, 30, tzinfo=UTC), "2026-12-05 09:30"),
        (["satu", "dua"], "satu, dua"),
        ('kata "petik"', 'kata "petik"'),
        ("dua\nbaris", "dua\nbaris"),
    ],
)
def test_every_kind_of_value_has_its_form_in_a_csv(value, written):
    assert read(writing.csv_text(["x"], [[value]]))[1:] == [[written]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", '"=', "＝", "\u200b="])
def test_no_cell_starts_like_a_formula(start):
    (cell,) = read(writing.csv_text(["x"], [[f"{start}1+1"]]))[1]
    assert "'" in cell
    assert cell.replace("'", "", 1) == f"{start}1+1"


@pytest.mark.parametrize("inside", [",=1", ";@x", "\n=1", ", =1", ',"=1', "\t-cmd", "|+cmd"])
def test_nor_does_what_follows_a_separator_of_other_programs(inside):
    assert "'" in writing.inert(f"Balai{inside}")


@pytest.mark.parametrize(
    "text", ["", "Balai adat", "2026-12-05", "a = b", "ninik-mamak", "ke-3; dst", "(+) dan (-)", "'=1"]
)
def test_ordinary_text_stays_as_it_is(text):
    assert writing.inert(text) == text


@given(st.text(alphabet=st.sampled_from("=+-@,;\t\r\n\" '|a1"), max_size=30))
def test_whatever_separator_a_program_takes_it_finds_no_formula(text):
    written = writing.csv_text(["x", "y"], [[text, text]])
    for delimiter in ",;\t|":
        for row in read(written, delimiter):
            assert not any(cell.lstrip(' "\t\r\n').startswith(("=", "+", "-", "@")) for cell in row)


def test_an_xlsx_holds_text_as_text_and_days_as_days():
    rows = [["=1+1", "#REF!", date(2026, 12, 5), datetime(2026, 12, 5, 2, 30, tzinfo=UTC), time(9), 7]]
    sheet = sheet_of(writing.xlsx(list("abcdef"), rows))
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "d", "d", "d", "n"]
    assert [cell.value for cell in sheet[2]] == [
        "=1+1", "#REF!", datetime(2026, 12, 5), datetime(2026, 12, 5, 9, 30), time(9), 7,
    ]  # fmt: skip
    assert sheet["D2"].number_format == "dd/mm/yyyy hh:mm"
    assert sheet["A2"].quotePrefix, "editing the cell makes no formula of it either"


def test_the_heading_of_an_xlsx_is_bold_and_stays_in_sight():
    sheet = sheet_of(writing.xlsx(["Judul"], [["Temu"]]))
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"


def test_no_character_and_no_length_breaks_an_xlsx():
    sheet = sheet_of(writing.xlsx(["x\x01"], [["a\x00\x0b\ud800b\uffff"], ["x" * 40_000]]))
    assert (sheet["A1"].value, sheet["A2"].value, len(sheet["A3"].value)) == ("x", "ab", writing.LONGEST_CELL)


def test_a_sheet_of_text_keeps_what_is_typed_into_it():
    sheet = sheet_of(writing.xlsx(["Tanggal"], all_text=True))
    assert sheet.column_dimensions["A"].number_format == "@"


def test_no_formula_stands_anywhere_in_an_xlsx():
    content = writing.xlsx(["=a"], [["=1"], ["+1"], ["@x"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())
