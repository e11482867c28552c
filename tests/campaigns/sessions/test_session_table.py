"""The office takes its sessions to other programs: what is filtered, a row a session."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import SessionMaterial, SessionPage, Village
from tests.factories import AdatInstitutionFactory, SessionPageFactory, at, many_sessions
from tests.resources.factories import MaterialFactory

pytestmark = pytest.mark.django_db
LIST = "sessions:index"


@pytest.fixture
def held() -> SessionPage:
    village = Village.objects.select_related("district").get(code="13.76.01.1002")
    session = SessionPageFactory(
        title="Temu di balai", starts_at=at("2025-05-08"), kind="coordination", status="done", venue="Balai",
        village=village, institutions=[AdatInstitutionFactory(name=name) for name in ("=KAN Uji", "LKAAM Uji")],
        reached_women=1200, reached_men=0, report_summary="Disepakati.\nDua hal.",
    )  # fmt: skip
    SessionMaterial.objects.create(session=session, material=MaterialFactory(title="Poster hak anak"))
    return session


def csv_rows(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_filtered_list_leaves_as_a_row_a_session(admin_client, held):
    SessionPageFactory(title="Triwulan lain", starts_at=at("2025-02-01"))
    SessionPageFactory(title="Tahun lain", starts_at=at("2024-05-01"))
    address, chosen = reverse(LIST), {"year": "2025", "quarter": "2"}
    html = admin_client.get(address, chosen).content.decode()
    assert "Temu di balai" in html
    assert "Triwulan lain" not in html
    (row,) = csv_rows(admin_client.get(address, chosen | {"export": "csv"}))
    expected = {
        "Jenis": "Rapat koordinasi", "Judul": "Temu di balai", "Hari pertama": "2025-05-08", "Jam": "09.00–12.00 WIB",
        "Tahun": "2025", "Triwulan": "2", "Kelurahan": held.village.name, "Kecamatan": held.village.district.name,
        "Perempuan": "1200", "Laki-laki": "0", "Anak perempuan": "", "Jumlah orang": "1200",
        "Materi yang dipakai": "Poster hak anak", "Hasil kegiatan": "Disepakati.\nDua hal.", "Terbit": "Ya",
        "Lembaga adat": "'=KAN Uji, LKAAM Uji",
    }  # fmt: skip
    assert {heading: row[heading] for heading in expected} == expected
    assert row["Alamat halaman"].endswith("/kegiatan/temu-di-balai/")


def test_the_workbook_has_days_as_days_and_numbers_as_numbers(admin_client, held):
    response = admin_client.get(reverse(LIST), {"export": "xlsx", "year": "2025"})
    assert 'filename="kegiatan.xlsx"' in response.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    row = dict(zip(*([cell.value for cell in line] for line in sheet.rows), strict=True))
    assert row["Hari pertama"].date() == date(2025, 5, 8)
    assert row["Perempuan"] == 1200
    assert row["Anak laki-laki"] is None


def test_the_queries_of_the_table_do_not_grow(admin_client, held, django_assert_max_num_queries):
    many_sessions(60, first=at("2025-06-01"), institutions=list(held.institutions.all()))
    with django_assert_max_num_queries(16):
        assert len(csv_rows(admin_client.get(reverse(LIST), {"year": "2025", "export": "csv"}))) == 61
