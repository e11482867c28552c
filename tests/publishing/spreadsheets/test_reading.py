"""What spreadsheet programs save is read as they show it, within limits, or refused by its name."""

import io
import zipfile
from datetime import date, datetime, time
from xml.sax.saxutils import escape

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from publishing.spreadsheets import cells, reading
from publishing.spreadsheets.cells import Fault
from publishing.spreadsheets.delimited import decoded, separator_of
from publishing.spreadsheets.xlsx import kind_of
from publishing.uploads import sandbox
from publishing.uploads.refusals import Refused

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip


def read(content: bytes) -> list[cells.Sheet]:
    written = io.BytesIO()
    reading.read(io.BytesIO(content), written)
    return reading.sheets_from(written)


def rows(content: bytes) -> list[tuple[int, list]]:
    return read(content)[0].rows


def zipped(**parts: str | bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def xlsx(sheet: str, strings: str = "", styles: str = "", book: str = "") -> bytes:
    """A workbook as a program other than ours writes it: the sheet's XML as it is given."""
    relations = "".join(
        f'<Relationship Id="{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "/xl/sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        )
    )  # fmt: skip
    book = book or '<sheets><sheet name="Satu" sheetId="1" r:id="r1"/></sheets>'
    return zipped(
        **{
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATED}">{book}</workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}>{sheet}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
            "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        }
    )


def ods(tables: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def cell(shown: str = "", **said: str) -> str:
    names = " ".join(f'{name.replace("__", ":").replace("_", "-")}="{escape(value)}"' for name, value in said.items())
    return f"<table:table-cell {names}><text:p>{escape(shown)}</text:p></table:table-cell>"


def value(kind: str, shown: str = "", **said: str) -> str:
    return cell(shown, office__value_type=kind, **said)


def row(*all_cells: str, **said: str) -> str:
    names = " ".join(f'table:{name.replace("_", "-")}="{value}"' for name, value in said.items())
    return f"<table:table-row {names}>{''.join(all_cells)}</table:table-row>"


def table(*all_rows: str, name: str = "Satu", style: str = "ta1", columns: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(all_rows)}</table:table>'


# --- .xlsx


def test_cells_without_addresses_stand_where_they_come():
    content = xlsx("<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData>")
    assert rows(content) == [(1, [1, None, 3]), (2, [4])]


def test_every_kind_of_stored_value_is_read():
    stored = [
        '<c t="s"><v>0</v></c>', '<c t="inlineStr"><is><r><t>se</t></r><r><t>baris</t></r></is></c>',
        '<c t="str"><f>A1</f><v>hasil</v></c>', '<c t="b"><v>1</v></c>', '<c t="e"><v>#REF!</v></c>',
        '<c t="d"><v>2026-12-03T09:00:00</v></c>', "<c><f>1+1</f><v>2</v></c>", "<c><f>NOW()</f></c>",
        "<c><f>NOW()</f><v></v></c>", '<c t="str"><f>""</f><v></v></c>', "<c><v>0.30000000000000004</v></c>",
    ]  # fmt: skip
    strings = "<si><r><t>ba</t></r><rPh><t>suara</t></rPh><r><t>gian_x000A_dua</t></r></si>"
    ((_number, found),) = rows(xlsx(f"<sheetData><row>{''.join(stored)}</row></sheetData>", strings))
    assert found == [
        "bagian\ndua", "sebaris", "hasil", True, Fault("error", "#REF!"), datetime(2026, 12, 3, 9), 2, Fault("formula"),
        Fault("formula"), None, 0.3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dd/mm/yyyy", "dates"), ("[$-421]dddd, d mmmm yyyy", "dates"), ("mmm-yy", "dates"), ("h:mm", "hours"),
        ("hh.mm AM/PM", "hours"), ("[h]:mm", "durations"), ("General", ""), ("#,##0.00", ""), ('"Rp"#,##0', ""),
        ('0" hari"', ""), ("000", "000"), ("@", ""), ("[Red]0.00E+00", ""), ("yyyy\\-mm\\-dd h:mm:ss", "dates"),
    ],
)  # fmt: skip
def test_a_format_tells_whether_a_number_is_a_day(code, kind):
    assert kind_of(code) == kind


def test_numbers_are_shown_as_their_formats_make_them():
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="000"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="170"/>'
        '<xf numFmtId="171"/></cellXfs>'
    )
    stored = [(1, 46359), (2, 0.375), (2, 46359.375), (3, 46359.375), (4, 7), (5, 1.375), (0, 46359), (1, 0.9999999)]
    content = "".join(f'<c s="{style}"><v>{number}</v></c>' for style, number in stored)
    ((_number, found),) = rows(xlsx(f"<sheetData><row>{content}</row></sheetData>", styles=styles))
    assert found == [
        date(2026, 12, 3), time(9), time(9), datetime(2026, 12, 3, 9), "007", 1.375, 46359, 0.9999999,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmm-yy", "Desember 2026"), ("[$-421]mmmm yyyy;@", "Desember 2026"), ("dddd", "Sabtu"), ("mmmm", "Desember"),
        ('"Tahun" yyyy', "2026"), ("dddd, mmmm", "Sabtu Desember"), ("dd", date(2026, 12, 5)),
        ("dddd, d mmmm", date(2026, 12, 5)), ("dddd\\,dd\\ mmmm", date(2026, 12, 5)), ("dddd hh:mm", date(2026, 12, 5)),
    ],
)  # fmt: skip
def test_a_cell_that_shows_no_day_is_none(code, shown):
    styles = f"<numFmts><numFmt numFmtId='170' formatCode='{code}'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>"
    assert rows(xlsx('<sheetData><row><c s="0"><v>46361</v></c></row></sheetData>', styles=styles)) == [(1, [shown])]


def test_a_cell_of_an_ods_that_shows_no_day_is_what_it_shows():
    def shown(words: str) -> str:
        return value("date", words, office__date_value="2026-12-01")

    content = ods(table(row(*map(shown, ("Des 26", "Desember 2026", "Selasa", "01/12/26", "1 Des", "###", "")))))
    day = date(2026, 12, 1)
    assert rows(content) == [(1, ["Des 26", "Desember 2026", "Selasa", day, day, day, day])]


@pytest.mark.parametrize("said", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])
def test_rows_of_no_height_are_hidden_too(said):
    content = xlsx(f"<sheetData><row><c><v>1</v></c></row><row {said}><c><v>2</v></c></row></sheetData>")
    (sheet,) = read(content)
    assert (sheet.rows, sheet.hidden_rows) == ([(1, [1])], [2])


def test_merged_cells_are_filled_and_what_lies_under_them_is_not_seen():
    first, second = '<c r="B2"><v>1</v></c><c r="C2"><v>9</v></c>', '<c r="A3"><v>5</v></c>'
    data = f'<sheetData><row r="2">{first}</row><row r="3">{second}</row></sheetData>'
    (sheet,) = read(xlsx(f'{data}<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'))
    assert sheet.rows == [(2, [None, 1, 1]), (3, [5, 1, 1])]
    assert sheet.merged == {(2, 2): 1, (3, 1): 1, (3, 2): 1}


def test_parts_are_found_whatever_their_names_look_like():
    book = io.BytesIO(xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>"))
    odd = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("sheet1", "SHEET1").replace("/", "\\"), old.read(name))
    assert rows(odd.getvalue()) == [(1, [1])]


# --- .ods


def test_an_ods_is_read_as_an_xlsx_is():
    content = ods(
        table(
            row(
                value("string", "Temu"), value("date", "3 Des 26", office__date_value="2026-12-03"),
                value("date", "", office__date_value="2026-12-03T09:00:00"),
                value("time", "9", office__time_value="PT09H30M00S"),
                value("float", "7", office__value="7"), value("float", "007", office__value="7"),
                value("percentage", "50%", office__value="0.5"),
                value("boolean", "BENAR", office__boolean_value="true"),
                value("string", "#N/A", calcext__value_type="error"), cell("", table__formula="of:=A1"),
                value("string", "hasil", table__formula="of:=A1"),
            )
        )
    )  # fmt: skip
    assert rows(content) == [
        (1, ["Temu", date(2026, 12, 3), datetime(2026, 12, 3, 9), time(9, 30), 7, "007", 0.5, True,
             Fault("error", "#N/A"), Fault("formula"), "hasil"]),
    ]  # fmt: skip


def test_repeated_hidden_and_merged_cells_of_an_ods_are_understood():
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    content = ods(
        table(
            row(value("string", "a", table__number_columns_repeated="2")),
            row(value("string", "b"), visibility="filter"),
            row(cell(), number_rows_repeated="1000"),
            row(value("string", "c", table__number_rows_spanned="2")),
            row("<table:covered-table-cell/>", value("string", "d")),
            row(value("string", "e"), number_rows_repeated="2"),
            row(cell(table__number_columns_repeated="16384"), number_rows_repeated="1047570"),
            columns=columns,
        )
        + table(row(value("string", "x")), name="Lama", style="ta2"),
        hidden,
    )
    first, second = read(content)
    assert first.rows == [(1, ["a", "a"]), (1003, ["c"]), (1004, ["c", "d"]), (1005, ["e"]), (1006, ["e"])]
    assert (first.hidden_rows, first.hidden_columns) == ([2], [1])
    assert second.is_hidden


def test_notes_and_drawings_in_a_cell_are_not_its_text():
    text = "<text:p>satu<text:s text:c='2'/>dua</text:p><text:p>tiga</text:p>"
    aside = "<office:annotation><text:p>catatan</text:p></office:annotation>"
    content = ods(table(row(f'<table:table-cell office:value-type="string">{aside}{text}</table:table-cell>')))
    assert rows(content) == [(1, ["satu  dua\ntiga"])]


# --- text


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a;b\n1,5;2,5\n3,5;4,5", ";"), ("Jadwal, 2026\n\na;b;c\n1;2;3", ";"), ("a\tb\n1, 2\t3", "\t"), ("a|b\n1|2", "|"),
     ('a,b\n"x;y;z",2', ",")],
)  # fmt: skip
def test_the_separator_is_the_one_that_makes_rows_alike(text, separator):
    assert separator_of(text) == separator


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"])
def test_an_encoding_without_a_mark_is_told_by_its_letters(encoding):
    assert decoded("Temu “café” – é".encode(encoding)) == ("Temu “café” – é", encoding)


# --- refused by name


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b" \r\n", "empty"), (OLE, "no_sheet"), (OLE + "Workbook".encode("utf-16-le"), "old_or_odd"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked"), (b"\x09\x08\x10\x00\x00\x06", "old_or_odd"),
        (b"\r\n<html><table><tr><td>Judul", "web_page"), (b"%PDF-1.7", "no_sheet"),
        (b"\x89PNG\r\n\x1a\n\0", "no_sheet"), (b"ID;PWXL;N;E", "old_or_odd"), (b"MIME-Version: 1.0", "web_page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "old_or_odd"),
        (zipped(**{"word/document.xml": ""}), "no_sheet"), (zipped(**{"xl/workbook.bin": ""}), "old_or_odd"),
        (zipped(**{"Index/Document.iwa": ""}), "old_or_odd"), (b"PK\x03\x04 cut off", "damaged"),
        (zipped(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "?",
                   "META-INF/manifest.xml": "<manifest:encryption-data/>"}), "locked"),
        (b"x" * (reading.LARGEST_FILE + 1), "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_readable_spreadsheet_is_refused_by_its_kind(content, code):
    with pytest.raises(Refused, match=code):
        read(content)


def test_one_row_of_two_million_cells_is_refused_before_it_fills_the_memory(settings, tmp_path):
    """57 kB, which took 936 MB and 19 seconds in the process that serves the site."""
    settings.DATA_DIR = tmp_path
    content = xlsx("<sheetData><row>" + "<c><v>1</v></c>" * 1_900_000 + "</row></sheetData>")
    with (
        sandbox.real_file(ContentFile(content)) as source,
        pytest.raises(Refused, match="too_many_cells"),
        open(tmp_path / "out", "w+b") as target,
    ):
        sandbox.run("publishing.spreadsheets.reading:read", source, target)


def test_more_than_a_schedule_holds_is_told_not_cut_off_in_silence():
    book = Workbook()
    for number in range(cells.MOST_ROWS + 5):
        book.active.append([number + 1])
    book.active.cell(1, cells.MOST_COLUMNS + 1, "jauh")
    written = io.BytesIO()
    book.save(written)
    (sheet,) = read(written.getvalue())
    assert (len(sheet.rows), sheet.has_more_rows, sheet.has_more_columns) == (cells.MOST_ROWS, True, True)


@pytest.mark.parametrize(("text", "kind"), [("x" * 2001, "long"), ("a\ufffdb", "characters")])
def test_a_cell_is_whole_or_a_fault(text, kind):
    ((_number, (found,)),) = rows(f"{text}\n".encode())
    assert found.kind == kind
