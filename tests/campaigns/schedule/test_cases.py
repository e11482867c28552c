"""
Files that offices and their programs really save. `cases/` holds one of each kind; the others are made here.

Each test shows what the preview says of the rows, and what it says of the rest of the file.
"""

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from campaigns.models import Village
from campaigns.schedule import table
from campaigns.schedule.rows import understand
from campaigns.schedule.unreadable_files import UnreadableTable
from publishing.spreadsheets import reading
from publishing.uploads.refusals import Refused
from tests.factories import AdatInstitutionFactory

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parent / "cases"
BASIC = ["Judul", "Tanggal mulai"]
HOURS = [*BASIC, "Jam mulai", "Jam selesai"]


def read(content: bytes) -> list[table.Table]:
    written = io.BytesIO()
    answer = reading.read(io.BytesIO(content), written)
    return table.tables(reading.sheets_from(written), answer["encoding"])


def preview(content: bytes) -> list:
    """(title, when) of each row, or the reasons for which it is left out."""
    (found,) = read(content)
    return [row.problems or (row.title, row.when) for row in understand(found.rows)]


def notes(content: bytes) -> list[str]:
    return read(content)[0].notes


def case(name: str) -> bytes:
    return (CASES / name).read_bytes()


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx(*rows: list) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


# --- what stands in the files of `cases/`


def test_the_hour_in_a_date_cell_is_taken():
    assert preview(case("tanggal-jam.xlsx")) == [("Pertemuan", "Kamis, 3 Desember 2026, 09.00 WIB – selesai")]


def test_a_formula_without_a_result_is_told_at_its_cell():
    rows = preview(case("rumus.xlsx"))
    assert rows[0] == ("Pertemuan", "Kamis, 3 Desember 2026, 09.00–11.00 WIB")
    assert [[cell for cell, _reason in problems] for problems in rows[1:]] == [["A3"], ["C4", "D4"], ["B5"]]
    assert all("Rumus di sel ini belum ada hasilnya" in reason for problems in rows[1:] for _cell, reason in problems)


def test_an_error_of_the_program_is_a_mistake_of_its_cell():
    rows = preview(case("galat.xlsx"))
    assert [[(cell, "kesalahan" in reason) for cell, reason in problems] for problems in rows] == [
        [("E2", True)],
        [("A3", True)],
    ]
    assert "#N/A" in rows[0][0][1]


def test_a_wrong_weekday_is_told_with_the_right_one():
    ((problem,),) = preview(case("hari-salah.xlsx"))
    assert problem[0] == "B2"
    assert "Jumat" in problem[1]


def test_what_nobody_sees_makes_no_second_session_and_no_unknown_kelurahan():
    (found,) = read(case("lebar-nol-isi.xlsx"))
    rows = understand(found.rows)
    assert [row.kind for row in rows] == ["new", "wrong", "new"]
    assert "baris 2" in rows[1].problems[0][1]
    assert rows[2].facts["village"] == Village.objects.get(name="Talang").pk


def test_hidden_rows_are_left_out_and_counted():
    assert [title for title, _when in preview(case("baris-tersembunyi.xlsx"))] == ["Pertemuan baru"]
    assert "1 baris tersembunyi dilewati: baris 2." in notes(case("baris-tersembunyi.xlsx"))


def test_the_sheet_with_the_headings_is_found():
    assert [title for title, _when in preview(case("lembar-kedua.xlsx"))] == ["Pertemuan"]
    assert notes(case("lembar-kedua.xlsx")) == ["Lembar tanpa judul kolom tidak dibaca: Sheet."]


def test_a_merged_day_holds_for_each_of_its_rows():
    days = [when for _title, when in preview(case("gabung.xlsx"))]
    assert days == [f"Kamis, 3 Desember 2026, {hours} WIB" for hours in ("09.00–10.00", "10.00–11.00", "13.00–14.00")]


def test_years_of_two_digits_are_read_day_first():
    assert preview(case("dua-angka-tahun.csv")) == [
        ("Sosialisasi di balai adat “Tiakar”", "Senin, 7 Desember 2026, 09.00–12.00 WIB"),
        ("Sosialisasi di Napar", "Selasa, 8 Desember 2026, 09.30–11.30 WIB"),
        ("Sosialisasi Talang", "Rabu, 9 Desember 2026, 13.30 – Kamis, 10 Desember 2026, 15.00 WIB"),
        ("Sosialisasi Limbukan", "Kamis, 10 Desember 2026, 08.00 WIB – selesai"),
        ("Sosialisasi Agustus", "Selasa, 17 Agustus 2027, 14.00–16.00 WIB"),
        ("Hari terbuka", "Sabtu–Minggu, 12–13 Desember 2026"),
        ("Rapat", "Senin, 14 Desember 2026, 09.00–11.00 WIB"),
        ("Rapat dua", "Selasa, 15 Desember 2026, 09.00–11.00 WIB"),
    ]


def test_headings_are_found_below_a_title():
    assert preview(case("kop.csv")) == [("Pertemuan", "Kamis, 3 Desember 2026, 09.00 WIB – selesai")]
    assert notes(case("kop.csv")) == ["Di atas judul kolom, tidak dibaca: baris 1."]


def test_a_line_that_names_the_separator_is_obeyed():
    assert preview(case("sep.csv")) == [("Pertemuan nagari", "Kamis, 3 Desember 2026, 09.00 WIB – selesai")]


def test_an_end_after_midnight_is_on_the_next_day_and_told():
    assert preview(case("lewat-tengah-malam.xlsx")) == [("Ronda malam", "Kamis, 3 Desember 2026, 21.00–00.30 WIB")]
    (row,) = understand(read(case("lewat-tengah-malam.xlsx"))[0].rows)
    assert row.warnings == [("D2", "Selesai lewat tengah malam: Jumat, 4 Desember 2026.")]


def test_spans_of_hours_and_days_are_read():
    assert preview(case("jam-rentang.xlsx")) == [
        ("Pertemuan", "Kamis, 3 Desember 2026, 09.00–12.00 WIB"),
        ("Rapat", "Jumat, 4 Desember 2026, 14.00 WIB – selesai"),
        ("Sosialisasi", "Sabtu–Minggu, 5–6 Desember 2026, 09.00 WIB – selesai"),
    ]


# --- others of the same kinds


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"])
def test_every_error_is_a_mistake_also_as_text(error):
    for content in (xlsx(BASIC, [error, date(2026, 12, 3)]), f"Judul;Tanggal\n{error};3/12/2026".encode()):
        ((problem,),) = preview(content)
        assert problem[0] == "A2"
        assert error in problem[1]


def test_errors_of_calc_and_cells_too_narrow_are_mistakes():
    rows = preview(b"Judul;Tanggal\nErr:502;3/12/2026\nTemu;########")
    assert [problems[0][0] for problems in rows] == ["A2", "B3"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, "A2"), (date(2026, 12, 3), "A2"), (time(9), "A2"), (1234567890123456789, "A2"), ("x" * 2001, "A2"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_no_title(value, cell):
    ((problem,),) = preview(xlsx(BASIC, [value, date(2026, 12, 3)]))
    assert problem[0] == cell


@pytest.mark.parametrize("value", [True, time(9), "09.00", 3, -1, 99999, "besok", 0.375])
def test_what_is_no_day_is_no_day(value):
    ((problem,),) = preview(xlsx(BASIC, ["Temu", value]))
    assert problem[0] == "B2"


@pytest.mark.parametrize("value", [True, 1.375, 25, "malam", time(9, 0, 30), datetime(2026, 12, 4, 9), 9.123])
def test_what_is_no_hour_of_that_day_is_no_hour(value):
    ((problem,),) = preview(xlsx(HOURS, ["Temu", date(2026, 12, 3), value]))
    assert problem[0] == "C2"


@pytest.mark.parametrize("value", [datetime(2026, 12, 3, 9), time(9), 0.375, "0,375", "09.00.00", "9:00 AM", "09,00"])
def test_hours_are_read_however_programs_keep_them(value):
    content = xlsx(HOURS, ["Temu", date(2026, 12, 3), value])
    assert preview(content) == [("Temu", "Kamis, 3 Desember 2026, 09.00 WIB – selesai")]


@pytest.mark.parametrize("value", [46359, 46359.0, "46359"])
def test_a_day_that_lost_its_format_is_read_and_told(value):
    (row,) = understand(read(xlsx(BASIC, ["Temu", value]))[0].rows)
    assert row.when == "Kamis, 3 Desember 2026"
    assert "dibaca sebagai Kamis, 3 Desember 2026" in row.warnings[0][1]


def test_days_count_from_1904_where_the_file_says_so():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(HOURS)
    book.active.append(["Temu", datetime(2026, 12, 3, 9), None, time(11)])
    assert preview(saved(book)) == [("Temu", "Kamis, 3 Desember 2026, 09.00–11.00 WIB")]


def test_hidden_columns_are_left_out_and_named_and_a_needed_one_is_asked_for():
    book = Workbook()
    book.active.append([*BASIC, "Tempat"])
    book.active.append(["Temu", date(2026, 12, 3), "Balai"])
    book.active.column_dimensions["C"].hidden = True
    (found,) = read(saved(book))
    assert "Kolom tersembunyi dilewati: C." in found.notes
    assert "venue" not in understand(found.rows)[0].facts
    book.active.column_dimensions["B"].hidden = True
    with pytest.raises(UnreadableTable, match="Kolom ini tersembunyi: Tanggal mulai"):
        read(saved(book))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_not_read_and_named(state):
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Lama")):
        sheet.append(BASIC)
        sheet.append([sheet.title, date(2026, 12, 3)])
    book["Lama"].sheet_state = state
    assert [title for title, _when in preview(saved(book))] == ["Sheet"]
    assert notes(saved(book)) == ["Lembar tersembunyi tidak dibaca: Lama."]
    book["Sheet"].cell(1, 1).value = "Lain"
    with pytest.raises(UnreadableTable, match="lembar tersembunyi: Lama"):
        read(saved(book))


def test_filtered_rows_are_hidden_rows():
    book = Workbook()
    for row in [BASIC, *[[f"Temu {number}", date(2026, 12, number)] for number in range(1, 13)]]:
        book.active.append(row)
    book.active.auto_filter.ref = "A1:B13"
    for number in range(3, 14):
        book.active.row_dimensions[number].hidden = True
    assert preview(saved(book)) == [("Temu 1", "Selasa, 1 Desember 2026")]
    assert "11 baris tersembunyi dilewati: baris 3, 4, 5, 6, 7, 8, 9, 10, …." in notes(saved(book))


def merged(*places: str, rows: list[list]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place in places:
        book.active.merge_cells(place)
    return saved(book)


def test_a_merged_day_outlives_its_hidden_first_row():
    book = Workbook()
    for row in [BASIC, ["Batal", date(2026, 12, 3)], ["Jadi", None]]:
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.active.row_dimensions[2].hidden = True
    assert preview(saved(book)) == [("Jadi", "Kamis, 3 Desember 2026")]


def test_headings_in_two_lines_are_read_together():
    content = merged(
        "A1:A2", "B1:B2", "C1:D1",
        rows=[["Kegiatan", "Hari/Tanggal", "Waktu", None], [None, None, "Mulai", "Selesai"],
              ["Temu", "Kamis, 3 Desember 2026", "09.00", "11.00"]],
    )  # fmt: skip
    assert preview(content) == [("Temu", "Kamis, 3 Desember 2026, 09.00–11.00 WIB")]


def test_one_heading_over_two_columns_means_from_and_to():
    content = merged("C1:D1", rows=[[*BASIC, "Waktu", None], ["Temu", "3/12/2026", "09.00", "11.00"]])
    assert preview(content) == [("Temu", "Kamis, 3 Desember 2026, 09.00–11.00 WIB")]


def test_a_value_merged_over_columns_belongs_to_the_first_known_one():
    content = merged("B2:C2", rows=[["Judul", "Catatan", "Tempat", "Tanggal"], ["Temu", "Balai", None, "3/12/2026"]])
    (row,) = understand(read(content)[0].rows)
    assert row.facts["venue"] == "Balai"


def test_lines_around_the_table_are_no_sessions_and_are_told():
    content = merged(
        "A4:C4",
        rows=[
            ["JADWAL TAHUN 2026"], ["No", "Kegiatan", "Tanggal"], [1, 2, 3], ["DESEMBER", None, None],
            [1, "Temu", "3/12/2026"], ["No", "Kegiatan", "Tanggal"], [2, "Rapat", "4/12/2026"], [],
            [None, "Catatan: dapat berubah"], [None, "Kepala Dinas"],
        ],
    )  # fmt: skip
    assert [title for title, _when in preview(content)] == ["Temu", "Rapat"]
    assert notes(content) == [
        "Kolom dengan judul lain tidak dibaca: No.",
        "Di atas judul kolom, tidak dibaca: baris 1.",
        "Baris 3 hanya menomori kolom: tidak dibaca.",
        "Baris 4 adalah judul yang melintang di tabel, tidak dibaca: “DESEMBER”.",
        "Baris 6 mengulang judul kolom: tidak dibaca.",
        "Di bawah tabel, tidak dibaca: baris 9, 10 (“Catatan: dapat berubah; Kepala Dinas”).",
    ]


def test_a_running_number_is_no_code():
    (row,) = understand(read(xlsx(["No", *BASIC], [1, "Temu", date(2026, 12, 3)]))[0].rows)
    assert "schedule_code" not in row.facts


@pytest.mark.parametrize(
    "headings",
    [
        ["Kegiatan", "Tgl.", "Jam", "Tempat"], ["NAMA KEGIATAN*", "Hari, Tanggal", "Pukul (WIB)", "Lokasi"],
        ["Acara", "Hari / Tanggal", "Waktu", "Tempat Kegiatan"], ["Agenda", "Tanggal\nPelaksanaan", "Pkl.", "Lokasi"],
    ],
    ids=["tgl", "brackets", "slash", "lines"],
)  # fmt: skip
def test_headings_are_known_by_the_words_of_offices(headings):
    content = xlsx(headings, ["Temu", "3/12/2026", "09.00", "Balai"])
    (row,) = understand(read(content)[0].rows)
    assert (row.title, row.when, row.facts["venue"]) == ("Temu", "Kamis, 3 Desember 2026, 09.00 WIB – selesai", "Balai")


def test_day_and_hour_may_stand_in_one_column():
    content = xlsx(["Kegiatan", "Waktu Pelaksanaan"], ["Temu", "Kamis, 3 Desember 2026 pukul 09.00 s.d. 11.00 WIB"])
    assert preview(content) == [("Temu", "Kamis, 3 Desember 2026, 09.00–11.00 WIB")]


def test_a_column_of_weekdays_must_agree_with_the_days():
    rows = preview(xlsx(["Hari", "Tanggal", "Judul"], ["Kamis", "3/12/2026", "Satu"], ["Senin", "3/12/2026", "Dua"]))
    assert rows[0] == ("Satu", "Kamis, 3 Desember 2026")
    assert rows[1] == [("A3", "3 Desember 2026 jatuh pada hari Kamis, bukan Senin.")]


def test_two_columns_of_one_meaning_are_refused_and_named():
    with pytest.raises(UnreadableTable, match="kolom B dan C"):
        read(xlsx(["Judul", "Tanggal", "Tgl"], ["Temu", "3/12/2026", "4/12/2026"]))
    assert preview(xlsx(["Judul", "Tanggal", "Tgl"], ["Temu", "3/12/2026", None]))


def test_several_sheets_with_headings_are_several_tables():
    book = Workbook()
    book.create_sheet("Januari")
    for number, sheet in enumerate(book.worksheets, 1):
        sheet.append(BASIC)
        sheet.append([sheet.title, date(2026, 12, number)])
    assert [(found.sheet, len(found.rows)) for found in read(saved(book))] == [("Sheet", 1), ("Januari", 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_are_read_whatever_program_saved_them(encoding, ending, separator):
    lines = [separator.join(row) for row in (BASIC, ["Temu “café”", "3/12/2026"], ["Rapat – é", "4/12/2026"])]
    content = ending.join(lines).encode(encoding)
    titles = [title for title, _when in preview(content)]
    assert titles == ["Temu “café”", "Rapat – é"]
    assert bool(notes(content)) == (encoding in {"cp1252", "mac_roman"})


def test_bytes_that_are_no_letters_are_a_mistake_of_their_cell():
    content = "Judul;Tanggal\nTemu “café” é;3/12/2026\n".encode() + b"Rapat \xe2\x80;4/12/2026"
    rows = preview(content)
    assert rows[0] == ("Temu “café” é", "Kamis, 3 Desember 2026")
    assert rows[1][0][0] == "A3"


def test_quotes_may_hold_lines_and_must_end():
    assert preview(b'Judul;Tanggal\n"Temu\nnagari";3/12/2026')[0][0] == "Temu nagari"
    with pytest.raises(Refused, match="quotes"):
        read(b'Judul;Tanggal\n"Temu;3/12/2026\nRapat;4/12/2026')


def test_a_formula_in_a_text_file_has_no_result():
    rows = preview(b'Judul;Tanggal\n=A1&"x";3/12/2026\n="007";4/12/2026')
    assert rows[0][0][0] == "A2"
    assert rows[1][0] == "007"


def test_a_title_with_the_other_separator_stays_one_cell():
    assert preview(b"Judul;Tanggal\nTemu, rapat, doa;3/12/2026")[0][0] == "Temu, rapat, doa"


def test_codes_keep_their_zeros():
    book = Workbook()
    book.active.append(["Kode", *BASIC])
    book.active.append([7, "Temu", date(2026, 12, 3)])
    book.active["A2"].number_format = "000"
    (row,) = understand(read(saved(book))[0].rows)
    assert row.facts["schedule_code"] == "007"


# --- what a row may say twice, or against itself


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        (["3/12/2026 09.00", "10.00", None, None], "C2"),
        (["3/12/2026", "09.00-11.00", None, "12.00"], "E2"),
        (["5-6 Desember 2026", None, "7/12/2026", None], "D2"),
        (["3/12/2026", None, None, "11.00"], "E2"),
        (["3/12/2026", "14.00", None, "13.00"], "E2"),
        (["3/12/2026", "09.00", None, "09.00"], "E2"),
        (["3/12/2026", "09.00", "5-6 Desember 2026", None], "D2"),
        (["3/12/2026", "09.00", "2/12/2026", None], "D2"),
        (["3/12/2026", "21.00", "3/12/2026", "00.30"], "E2"),
    ],
)
def test_cells_that_contradict_each_other_are_a_mistake(cells, cell):
    content = xlsx([*BASIC, "Jam mulai", "Tanggal selesai", "Jam selesai"], ["Temu", *cells])
    ((problem,),) = preview(content)
    assert problem[0] == cell


@pytest.mark.parametrize("end", ["selesai", "Selesai", "s/d selesai", "sampai selesai", None, "-"])
def test_an_end_that_nobody_knows_is_none(end):
    content = xlsx(HOURS, ["Temu", "3/12/2026", "09.00", end])
    assert preview(content) == [("Temu", "Kamis, 3 Desember 2026, 09.00 WIB – selesai")]


def test_a_dash_for_nothing_is_told():
    (row,) = understand(read(xlsx([*BASIC, "Tempat"], ["Temu", "3/12/2026", "-"]))[0].rows)
    assert row.warnings == [("C2", "Tanda hubung dibaca sebagai sel kosong.")]


def test_cells_that_say_the_same_twice_are_read_once():
    content = xlsx(HOURS, ["Temu", datetime(2026, 12, 3, 9), "09.00", "11.00"])
    assert preview(content) == [("Temu", "Kamis, 3 Desember 2026, 09.00–11.00 WIB")]


# --- day and month


def swapped(*days: object) -> list[list[str]]:
    content = xlsx(BASIC, *[[f"Temu {number}", day] for number, day in enumerate(days)])
    return [[words for _cell, words in row.warnings] for row in understand(read(content)[0].rows)]


def test_where_some_days_can_only_be_month_first_the_others_are_told():
    told, wrong = swapped("07/12/2026", "12/25/2026")
    assert told == [
        "Di berkas ini ada tanggal yang bulannya ditulis lebih dulu. Yang ini dibaca Senin, 7 Desember 2026. "
        "Apakah maksudnya Minggu, 12 Juli 2026?"
    ]
    assert wrong == []


def test_a_program_that_left_the_later_days_as_text_has_swapped_the_others():
    assert swapped(date(2026, 7, 12), "25/12/2026")[0]
    assert not swapped(date(2026, 12, 25), "26/12/2026")[0]
    assert not swapped("07/12/2026", "25/12/2026")[0]


def test_a_day_that_is_the_same_either_way_is_not_told():
    assert swapped("12/12/2026", "12/25/2026")[0] == []


def test_a_day_that_is_over_is_marked():
    days = [timezone.localdate() + timedelta(days=days) for days in (-1, 0)]
    rows = understand(read(xlsx(BASIC, *zip(("Lewat", "Hari ini"), days, strict=True)))[0].rows)
    assert [row.is_past for row in rows] == [True, False]


# --- names


def test_names_are_compared_as_people_read_them():
    institution = AdatInstitutionFactory(name="KAN Koto Nan Ampek Uji")
    content = xlsx([*BASIC, "Lembaga"], ["Temu", "3/12/2026", "Kan Koto\u00a0Nan\u200b Ampek Uji"])
    (row,) = understand(read(content)[0].rows)
    assert row.facts["institutions"] == [institution.pk]
    assert ("Lembaga adat", "KAN Koto Nan Ampek Uji") in [(head.capitalize(), words) for head, words in row.readings]
