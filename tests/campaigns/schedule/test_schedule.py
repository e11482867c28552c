"""The office's schedule from a spreadsheet: every row is shown first, a bad one stops no good one, nothing doubles."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cached_property

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from wagtail.models import Page

from campaigns.models import ScheduleImport, SessionIndexPage, SessionPage
from campaigns.schedule import table
from campaigns.schedule.drafts import keep
from campaigns.schedule.headings import COLUMNS
from campaigns.schedule.known import Known
from campaigns.schedule.rows import understand
from campaigns.schedule.unreadable_files import UnreadableTable
from publishing.models import User
from publishing.spreadsheets import reading
from publishing.spreadsheets.zipped import LARGEST_UNPACKED
from publishing.uploads.refusals import Refused
from tests.factories import (
    AdatInstitutionFactory,
    DistrictFactory,
    NagariFactory,
    SessionPageFactory,
    VillageFactory,
    at,
)

pytestmark = pytest.mark.django_db
HEADINGS = [words[0] for words in COLUMNS.values()]
BASIC = ["Judul", "Tanggal mulai"]
ADDRESS = "/admin/jadwal/"


def xlsx(*rows: list) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv(*rows: list[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def planned(content: bytes):
    (found,) = read(content)
    return understand(found.rows)


def read(content: bytes) -> list[table.Table]:
    """As `table.read`, in this process: starting another for every test takes its time."""
    written = io.BytesIO()
    answer = reading.read(io.BytesIO(content), written)
    return table.tables(reading.sheets_from(written), answer["encoding"])


def run(content: bytes, user=None) -> ScheduleImport:
    schedule = ScheduleImport.objects.create(user=user, rows=[row.as_json() for row in planned(content)])
    keep.call(schedule.pk)
    schedule.refresh_from_db()
    return schedule


@pytest.fixture
def reviewer(client) -> User:
    user = User.objects.create_user("peninjau-uji")
    user.groups.add(Group.objects.get(name="Peninjau"))
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "written",
    [date(2026, 12, 3), datetime(2026, 12, 3), "3 Desember 2026", "Kamis, 3 des 2026", "03/12/2026", "3-12-2026",
     "2026-12-03", " 3  DESEMBER 2026 "],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    (row,) = planned(xlsx(BASIC, ["Temu nagari", written]))
    assert (row.problems, row.when) == ([], "Kamis, 3 Desember 2026")


@pytest.mark.parametrize("written", [time(9), "09.00", "9:00", "pukul 09.00 WIB", 9, "9", 0.375])
def test_an_hour_is_read_however_it_is_written(written):
    (row,) = planned(xlsx([*BASIC, "Jam mulai"], ["Temu nagari", "3 Desember 2026", written]))
    assert (row.problems, row.when) == ([], "Kamis, 3 Desember 2026, 09.00 WIB – selesai")


@pytest.mark.parametrize("written", [9.3, "09.30", 9.5 / 24])
def test_half_hours_are_read_also_as_numbers(written):
    (row,) = planned(xlsx([*BASIC, "Jam mulai"], ["Temu nagari", "3 Desember 2026", written]))
    assert (row.problems, row.when) == ([], "Kamis, 3 Desember 2026, 09.30 WIB – selesai")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_files_of_any_program_are_read(delimiter, encoding):
    content = csv(BASIC, ["Temu café", "03/12/2026"], delimiter=delimiter, encoding=encoding)
    (row,) = planned(content)
    assert (row.title, row.problems) == ("Temu café", [])


@pytest.mark.parametrize(
    ("column", "written", "cell", "reason"),
    [
        ("Tanggal mulai", "besok", "C2", "Ini bukan tanggal"),
        ("Tanggal mulai", "31/02/2026", "C2", "Ini bukan tanggal"),
        ("Tanggal mulai", "", "C2", "Tanggalnya belum ada"),
        ("Tanggal mulai", "03/12/1066", "C2", "Ini bukan tanggal"),
        ("Jam mulai", "25.00", "D2", "Ini bukan jam"),
        ("Tanggal selesai", "02/12/2026", "E2", "tidak bisa selesai sebelum mulai"),
        ("Judul", "?!", "B2", "huruf atau angka"),
        ("Judul", "x" * 300, "B2", "255"),
        ("Kelurahan", "Bukan kelurahan", "G2", "Tidak ada kelurahan"),
        ("Nagari", "Bukan nagari", "H2", "Nagari ini tidak dikenal"),
        ("Lembaga adat", "Bukan lembaga", "I2", "Lembaga tidak dikenal: Bukan lembaga"),
        ("Topik", "x" * 101, "J2", "100 huruf"),
    ],
)
def test_a_mistake_names_its_cell_and_the_reason(column, written, cell, reason):
    headings = ["Kode", "Judul", "Tanggal mulai", "Jam mulai", "Tanggal selesai", "Tempat", "Kelurahan", "Nagari",
                "Lembaga adat", "Topik"]  # fmt: skip
    values = {"Judul": "Temu nagari", "Tanggal mulai": "03/12/2026"} | {column: written}
    (row,) = planned(xlsx(headings, [values.get(heading, "") for heading in headings]))
    assert row.kind == "wrong"
    assert [where for where, _why in row.problems] == [cell]
    assert reason in row.problems[0][1]


def test_a_kelurahan_is_found_by_its_other_spelling_and_asked_for_where_two_have_its_name():
    one, two = DistrictFactory(name="Utara Uji"), DistrictFactory(name="Selatan Uji")
    village = VillageFactory(name="Payo Uji", other_names="Payau Uji, Paio", district=one)
    VillageFactory(name="Kembar Uji", district=one)
    VillageFactory(name="Kembar Uji", district=two)
    rows = planned(
        xlsx([*BASIC, "Kelurahan"], *[[f"Temu {name}", "03/12/2026", name] for name in ("paio", "Kembar Uji")])
    )
    assert rows[0].facts["village"] == village.pk
    assert "Kembar Uji (Utara Uji); Kembar Uji (Selatan Uji)" in rows[1].problems[0][1]


def test_a_full_row_becomes_a_draft_with_all_that_it_says():
    nagari, village = NagariFactory(name="Uji"), VillageFactory(name="Uji Kelurahan")
    institutions = [AdatInstitutionFactory(name="Contoh A"), AdatInstitutionFactory(name="Contoh B")]
    schedule = run(
        xlsx(
            HEADINGS,
            ["7", "Temu nagari", "Ringkas.", "3 Desember 2026", "09.00", "4 Desember 2026", "12.00", "Balai", "Jalan",
             "Uji Kelurahan", "Nagari Uji", "contoh a; Contoh B", "TPPO; Anak", "Pemuda"],
        )
    )  # fmt: skip
    session = SessionPage.objects.get(schedule_code="7")
    assert (schedule.count_new, schedule.state) == (1, "done")
    assert not session.live
    assert (session.starts_at, session.ends_at) == (at("2026-12-03", "09:00"), at("2026-12-04", "12:00"))
    assert (session.village, session.nagari, session.venue, session.audience) == (village, nagari, "Balai", "Pemuda")
    assert set(session.institutions.all()) == set(institutions)
    assert {topic.name for topic in session.topics.all()} == {"TPPO", "Anak"}
    assert session.latest_revision


def test_running_it_twice_doubles_nothing():
    AdatInstitutionFactory(name="Contoh A")
    content = xlsx([*BASIC, "Lembaga adat", "Topik"], ["Temu nagari", "03/12/2026", "Contoh A", "Anak"])
    run(content)
    again = run(content)
    assert (again.count_new, again.count_changed, again.count_same) == (0, 0, 1)
    assert SessionPage.objects.filter(title="Temu nagari").count() == 1


def test_with_a_code_a_moved_session_is_changed_and_not_doubled():
    run(xlsx(["Kode", *BASIC], ["A-1", "Temu nagari", "03/12/2026"]))
    moved = run(xlsx(["Kode", *BASIC], ["A-1", "Temu nagari", "10/12/2026"]))
    assert moved.count_changed == 1
    session = SessionPage.objects.get(schedule_code="A-1").get_latest_revision_as_object()
    assert session.first_day == date(2026, 12, 10)


def test_a_published_session_is_changed_in_a_draft_and_empty_cells_change_nothing(client):
    session = SessionPageFactory(title="Temu nagari", starts_at=at("2026-12-03"), venue="Balai", audience="Pemuda")
    schedule = run(
        xlsx([*BASIC, "Jam mulai", "Jam selesai", "Tempat", "Sasaran"],
             ["Temu nagari", "03/12/2026", "09.00", "12.00", "Aula", ""])
    )  # fmt: skip
    assert schedule.count_changed == 1
    session.refresh_from_db()
    assert session.venue == "Balai", "readers see no change before an editor publishes it"
    draft = session.get_latest_revision_as_object()
    assert (draft.venue, draft.audience) == ("Aula", "Pemuda")


def test_a_row_without_an_hour_leaves_the_hours_of_the_session_alone():
    session = SessionPageFactory(title="Temu nagari", starts_at=at("2026-12-03"))
    assert run(xlsx([*BASIC, "Sasaran"], ["Temu nagari", "03/12/2026", "Pemuda"])).count_changed == 1
    session.refresh_from_db()
    draft = session.get_latest_revision_as_object()
    assert (draft.starts_at, draft.is_all_day, draft.audience) == (session.starts_at, False, "Pemuda")


def test_a_session_is_left_alone_that_somebody_locked_or_that_its_importer_may_not_change(reviewer):
    session = SessionPageFactory(title="Temu nagari", starts_at=at("2026-12-03"), venue="Balai")
    content = xlsx([*BASIC, "Tempat"], ["Temu nagari", "03/12/2026", "Aula"])
    stranger = User.objects.create_user("tanpa-peran")
    assert "tidak boleh mengubah" in run(content, stranger).failures[0][1]
    session.locked, session.locked_by = True, stranger
    session.save()
    assert "menguncinya" in run(content, reviewer).failures[0][1]
    assert not session.revisions.exists()
    session.locked = False
    session.save()
    assert run(content, reviewer).count_changed == 1


def test_a_row_that_changes_a_session_says_what_it_changes():
    SessionPageFactory(title="Temu nagari", starts_at=at("2026-12-03"), venue="Balai", audience="Pemuda")
    (row,) = planned(
        xlsx([*BASIC, "Jam mulai", "Jam selesai", "Tempat", "Sasaran", "Topik"],
             ["Temu nagari", "03/12/2026", "09.00", "13.00", "Aula", "Pemuda", "Anak"])
    )  # fmt: skip
    assert (row.kind, row.changes_in_words) == ("changed", ["tempat", "selesai", "topik"])


def test_a_bad_row_stops_no_good_one():
    schedule = run(
        xlsx(BASIC, ["Temu satu", "03/12/2026"], ["Temu dua", "entah"], ["Temu tiga", "05/12/2026"])
    )  # fmt: skip
    assert (schedule.count_new, schedule.count_wrong) == (2, 1)
    assert set(SessionPage.objects.filter(title__startswith="Temu ").values_list("title", flat=True)) == {
        "Temu satu",
        "Temu tiga",
    }


def test_a_row_that_fails_only_when_it_is_kept_leaves_nothing_half_written():
    """The address of this title is the site's own: the page refuses it."""
    schedule = run(xlsx(BASIC, ["Lembaga", "03/12/2026"], ["Temu", "03/12/2026"]))
    assert (schedule.count_new, schedule.count_wrong) == (1, 1)
    assert schedule.failures[0][0] == 2
    assert not SessionPage.objects.filter(title="Lembaga").exists()
    assert SessionIndexPage.objects.get().numchild == SessionPage.objects.count()


def test_a_row_on_which_the_site_itself_fails_stops_no_good_one_either(monkeypatch):
    add_child = Page.add_child

    def fail_once(index, *, instance):
        if instance.title == "Temu satu":
            raise RuntimeError
        return add_child(index, instance=instance)

    monkeypatch.setattr(Page, "add_child", fail_once)
    schedule = run(xlsx(BASIC, ["Temu satu", "03/12/2026"], ["Temu dua", "03/12/2026"]))
    assert (schedule.count_new, schedule.count_wrong, schedule.state) == (1, 1, "done")
    assert "tidak dapat disimpan" in schedule.failures[0][1]


def test_two_rows_of_one_session_are_told_apart_as_a_mistake():
    rows = planned(xlsx(BASIC, ["Temu", "03/12/2026"], ["temu", "2026-12-03"]))
    assert [row.kind for row in rows] == ["new", "wrong"]
    assert "baris 2" in rows[1].problems[0][1]


TWICE_A_DAY = [["Temu", "03/12/2026", "09.00", "Balai A"], ["Temu", "03/12/2026", "14.00", "Balai B"]]
TIMED = [*BASIC, "Jam mulai", "Tempat"]


def test_two_sessions_of_one_title_and_day_are_two_by_their_codes():
    rows = [[code, "Temu", "03/12/2026", "09.00"] for code in ("A1", "A2")]
    assert [row.kind for row in planned(xlsx(["Kode", *BASIC, "Jam mulai"], *rows))] == ["new", "new"]
    assert run(xlsx(["Kode", *BASIC, "Jam mulai"], *rows)).count_new == 2
    assert run(xlsx(["Kode", *BASIC, "Jam mulai"], *reversed(rows))).count_same == 2


def test_without_codes_another_hour_at_another_place_is_another_session():
    assert run(xlsx(TIMED, *TWICE_A_DAY)).count_new == 2
    assert run(xlsx(TIMED, *reversed(TWICE_A_DAY))).count_same == 2
    assert {session.venue for session in SessionPage.objects.filter(title="Temu")} == {"Balai A", "Balai B"}


@pytest.mark.parametrize("row", [["Temu", "03/12/2026", "10.00", "Balai A"], ["Temu", "03/12/2026", "09.00", "Aula"]])
def test_without_a_code_a_session_whose_hour_or_place_changes_stays_the_same_one(row):
    run(xlsx(TIMED, TWICE_A_DAY[0]))
    assert run(xlsx(TIMED, row)).count_changed == 1


def test_no_two_rows_change_one_session():
    run(xlsx(TIMED, TWICE_A_DAY[0]))
    rows = [["Temu", "03/12/2026", "09.00", "Aula"], ["Temu", "03/12/2026", "14.00", "Balai A"]]
    assert [row.kind for row in planned(xlsx(TIMED, *rows))] == ["changed", "wrong"]


def test_what_an_editor_saves_while_the_import_runs_is_kept(monkeypatch):
    session = SessionPageFactory(title="Temu dua", starts_at=at("2026-12-04"), venue="Balai")
    session.save_revision()
    rows = xlsx([*BASIC, "Tempat"], ["Temu satu", "03/12/2026", ""], ["Temu dua", "04/12/2026", "Aula"])
    add_child = Page.add_child

    def and_somebody_edits(index, *, instance):
        draft = session.get_latest_revision_as_object()
        draft.audience = "Pemuda"
        draft.save_revision()
        session.refresh_from_db()
        return add_child(index, instance=instance)

    monkeypatch.setattr(Page, "add_child", and_somebody_edits)
    assert run(rows).count_changed == 1
    session.refresh_from_db()
    draft = session.get_latest_revision_as_object()
    assert (draft.venue, draft.audience) == ("Aula", "Pemuda")


def test_a_session_that_another_import_made_meanwhile_is_not_made_again(monkeypatch):
    look_again, others = Known.look_again, []

    def after_the_other(known):
        if not others:
            others.append(SessionPageFactory(title="Temu", starts_at=at("2026-12-03")))
        look_again(known)

    content = xlsx([*BASIC, "Jam mulai", "Jam selesai"], ["Temu", "03/12/2026", "09.00", "12.00"])
    schedule = ScheduleImport.objects.create(rows=[row.as_json() for row in planned(content)])
    monkeypatch.setattr(Known, "look_again", after_the_other)
    keep.call(schedule.pk)
    schedule.refresh_from_db()
    assert (schedule.count_new, schedule.count_same) == (0, 1)


def test_what_was_stopped_goes_on_where_it_stood():
    content = xlsx(BASIC, ["Temu satu", "03/12/2026"], ["Temu dua", "04/12/2026"])
    rows = [row.as_json() for row in planned(content)]
    schedule = ScheduleImport.objects.create(rows=rows, handled=1, state="running")
    keep.call(schedule.pk)
    assert SessionPage.objects.filter(title__startswith="Temu ").count() == 1
    schedule.refresh_from_db()
    assert (schedule.handled, schedule.state) == (2, "done")


def test_the_fiftieth_session_of_one_title_costs_no_more_than_the_second():
    def queries(first: int, count: int) -> float:
        rows = [["Sosialisasi", date(2027, 1, 1) + timedelta(days=first + number)] for number in range(count)]
        content = xlsx(BASIC, *rows)
        with CaptureQueriesContext(connection) as asked:
            assert run(content).count_new == count
        return len(asked) / count

    second = queries(0, 2)
    queries(2, 48)
    assert queries(50, 2) <= second + 1


def test_an_import_reads_the_sessions_once_however_many_rows_it_keeps(monkeypatch):
    read, reads = Known._sessions.func, []
    counted = cached_property(lambda known: reads.append(known) or read(known))
    counted.__set_name__(Known, "_sessions")
    monkeypatch.setattr(Known, "_sessions", counted)
    content = xlsx(BASIC, *[[f"Temu {number}", "03/12/2026"] for number in range(9)])
    assert run(content).count_new == 9
    assert len(reads) == 2, "for the preview, and for what is kept"


def test_two_thousand_rows_are_understood_with_a_handful_of_queries(django_assert_max_num_queries):
    rows = [[f"Temu {number}", "03/12/2026", "Balai"] for number in range(table.MOST_ROWS)]
    with django_assert_max_num_queries(8):
        assert len(planned(xlsx([*BASIC, "Tempat"], *rows))) == table.MOST_ROWS


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kosong"),
        (b"\x89PNG\r\n\x1a\n\x00", "bukan lembar kerja"),
        (b"PK\x03\x04 cut off", "tidak dapat dibaca"),
        (csv(["Nama", "Umur"], ["x", "1"]), "Judul, Tanggal mulai"),
        (csv(BASIC), "Tidak ada baris"),
        (csv(BASIC, *[["x", "y"]] * (table.MOST_ROWS + 1)), "2.000"),
        (b"x" * (reading.LARGEST_FILE + 1), "5 MB"),
    ],
    ids=["empty", "picture", "damaged", "headings", "no rows", "too many", "too large"],
)
def test_a_file_that_can_not_be_used_is_refused_with_the_reason(client, reviewer, content, reason):
    response = client.post(ADDRESS, {"file": SimpleUploadedFile("jadwal.xlsx", content)})
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not ScheduleImport.objects.exists()


def test_a_spreadsheet_that_unpacks_to_more_than_it_should_is_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * LARGEST_UNPACKED + b"</a>")
    with pytest.raises(Refused, match="too_large_unpacked"):
        planned(bomb.getvalue())


@pytest.mark.parametrize("entity", ['"' + "x" * 20 + '"', 'SYSTEM "file:///etc/hostname"'], ids=["laughs", "file"])
def test_a_spreadsheet_with_entities_of_its_own_is_refused(entity):
    """A text that multiplies itself without end, or a file of the server."""
    book, hostile = io.BytesIO(xlsx(BASIC, ["Temu nagari", "03/12/2026"])), io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(hostile, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                content = f"<!DOCTYPE x [<!ENTITY e {entity}>]>" + content.replace("Temu nagari", "&e;")
                assert "&e;" in content
            new.writestr(name, content)
    with pytest.raises(Refused, match="entities"):
        planned(hostile.getvalue())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_no_file_breaks_the_reader(db, content):
    for prefix in (b"", b"PK\x03\x04", b"Judul,Tanggal mulai\n"):
        with suppress(UnreadableTable, Refused, zipfile.BadZipFile):
            assert planned(prefix + content)


CELLS = st.none() | st.text(max_size=40) | st.integers() | st.floats() | st.dates() | st.datetimes() | st.times()


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cells=st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELLS)))
def test_no_cell_breaks_the_understanding(db, cells):
    letters = dict.fromkeys(cells, "A")
    (row,) = understand([table.TableRow(2, cells, letters)])
    assert row.kind in {"new", "same", "changed", "wrong"}
    assert all(cell and reason for cell, reason in row.problems)


def test_an_editor_uploads_looks_confirms_and_finds_drafts(client, reviewer, django_capture_on_commit_callbacks):
    content = xlsx(BASIC, ["Temu satu", "03/12/2026"], ["Temu dua", "entah"])
    preview = client.post(ADDRESS, {"file": SimpleUploadedFile("jadwal.xlsx", content)})
    page = client.get(preview.url).content.decode()
    for words in ("Temu satu", "Menjadi draf baru", "Sel B3: Ini bukan tanggal", "Belum ada yang disimpan"):
        assert words in page
    assert not SessionPage.objects.filter(title="Temu satu").exists()
    for _click in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(preview.url + "simpan/")
    result = client.get(preview.url).content.decode()
    assert "1 draf baru" in result
    assert "Sel B3: Ini bukan tanggal" in result
    assert SessionPage.objects.filter(title="Temu satu", live=False).count() == 1


def test_while_it_runs_the_page_says_how_far_it_is_and_looks_again(client, reviewer):
    schedule = ScheduleImport.objects.create(
        user=reviewer, rows=[{"number": number} for number in range(10)], handled=4, state="running"
    )
    response = client.get(f"{ADDRESS}{schedule.pk}/")
    assert "4 dari 10 baris selesai" in response.content.decode()
    assert response.headers["Refresh"] == "2"


def test_the_kind_of_a_session_is_read_and_an_unknown_one_is_told(client, reviewer):
    headings = [*BASIC, "Jenis Kegiatan"]
    known, unknown = planned(xlsx(headings, ["Temu", "03/12/2026", "RAKOR"], ["Tinjau", "04/12/2026", "Kunjungan"]))
    assert known.facts["kind"] == SessionPage.Kind.COORDINATION
    assert "kind" not in unknown.facts
    assert [cell for cell, _words in unknown.warnings] == ["C3"]
    assert not unknown.problems


def test_the_template_has_the_headings_that_are_read(client, reviewer):
    response = client.get(ADDRESS + "templat.xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[1]] == HEADINGS


def test_who_may_not_add_sessions_imports_none_and_nobody_sees_anothers_file(client, reviewer):
    other = ScheduleImport.objects.create(user=User.objects.create_user("lain"), rows=[])
    assert client.get(f"{ADDRESS}{other.pk}/").status_code == 404
    partner = User.objects.create_user("mitra-uji")
    partner.groups.add(Group.objects.get(name="Mitra Adat"))
    client.force_login(partner)
    assert client.get(ADDRESS).status_code in {302, 403}
    client.logout()
    assert client.get(ADDRESS).status_code == 302


def several_sheets() -> bytes:
    book = Workbook()
    book.create_sheet("Februari")
    for number, sheet in enumerate(book.worksheets, 1):
        sheet.append(BASIC)
        sheet.append([f"Temu {sheet.title}", date(2026, 12, number)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_with_a_schedule_on_several_sheets_the_editor_is_asked(client, reviewer, django_capture_on_commit_callbacks):
    asked = client.post(ADDRESS, {"file": SimpleUploadedFile("jadwal.xlsx", several_sheets())}, follow=True)
    page = asked.content.decode()
    assert "Yang mana?" in page
    february = ScheduleImport.objects.get(sheet="Februari")
    assert f'<a href="{ADDRESS}{february.pk}/">Februari</a>' in page
    assert "lembar “Februari”" in client.get(f"{ADDRESS}{february.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ADDRESS}{february.pk}/simpan/")
    assert SessionPage.objects.filter(title="Temu Februari").exists()
    assert not SessionPage.objects.filter(title="Temu Sheet").exists()
    assert "Selesai" in client.get(asked.redirect_chain[-1][0]).content.decode()


def test_nobody_is_asked_about_another_s_sheets(client, reviewer):
    other = ScheduleImport.objects.create(user=User.objects.create_user("lain"), sheet="Rahasia")
    response = client.get(f"{ADDRESS}lembar/?lembar={other.pk}&lembar=x&lembar=99999999999")
    assert response.status_code == 302


def test_the_preview_shows_what_every_cell_was_read_as_and_what_was_not_read(client, reviewer):
    yesterday = date.today() - timedelta(days=1)
    content = xlsx([*BASIC, "Tempat", "Bawa"], ["Temu", yesterday, "Balai", "pena"], ["Rapat", 46359, "-", ""])
    preview = client.post(ADDRESS, {"file": SimpleUploadedFile("jadwal.xlsx", content)})
    page = client.get(preview.url).content.decode()
    for words in ("<dt>Tempat</dt><dd>Balai</dd>", "Kolom dengan judul lain tidak dibaca: Bawa.", "Sudah lewat.",
                  "Sel C3: Tanda hubung dibaca", "Sel B3: Angka 46359 dibaca sebagai Kamis, 3 Desember 2026",
                  "Perlu dilihat (2)"):  # fmt: skip
        assert words in page
    assert "Rapat" in client.get(f"{preview.url}?jenis=look-at").content.decode()


def test_the_template_keeps_what_is_typed_as_text(client, reviewer):
    sheet = load_workbook(io.BytesIO(client.get(ADDRESS + "templat.xlsx").content)).active
    assert {sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]} == {"@"}


def test_a_row_without_an_end_leaves_the_end_that_the_site_knows():
    SessionPageFactory(title="Temu", starts_at=at("2026-12-03"), ends_at=at("2026-12-03", "12:00"))
    rows = [["Temu", "03/12/2026", hours] for hours in ("09.00", "09.00 - selesai")]
    assert [planned(xlsx([*BASIC, "Jam"], row))[0].kind for row in rows] == ["same", "changed"]
