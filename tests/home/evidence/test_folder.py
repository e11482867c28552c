"""An auditor opens the folder of a period and finds each session with what proves it."""

import io
import zipfile
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from campaigns.models import SessionColumns, SessionMaterial, SessionPage
from campaigns.sessions.queries import SessionPageQuerySet
from home.evidence import folder
from home.evidence.folder import Evidence, as_zip
from home.evidence.periods import Period
from publishing.models import User
from tests.factories import CampaignImageFactory, SessionPageFactory, at
from tests.resources.factories import MaterialFactory


@pytest.fixture
def held(db, settings) -> SessionPage:
    settings.WAGTAILADMIN_BASE_URL = "http://localhost"
    photos = [
        CampaignImageFactory(title="Temu", people="adults", consent="Semua peserta, daftar hadir di map 7"),
        CampaignImageFactory(title="Tanpa izin", people="none"),
    ]
    type(photos[1]).objects.filter(pk=photos[1].pk).update(file="original_images/hilang.jpg")
    session = SessionPageFactory(
        title="Temu di balai", starts_at=at("2025-05-08"), kind="kie", status="done", reached_women=40,
        photos=[("photo", {"image": photo, "caption": "Di balai", "credit": ""}) for photo in photos],
    )  # fmt: skip
    SessionMaterial.objects.create(session=session, material=MaterialFactory(title="Poster hak anak"))
    return session


def member_of(group: str) -> User:
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))
    return user


def opened(period: Period) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(as_zip(Evidence(period)))))
    assert archive.testzip() is None
    return archive


def test_a_session_lies_in_its_folder_with_page_invitation_facts_and_photos(held):
    archive = opened(Period(2025, 2))
    root = "bukti-kegiatan-2025-triwulan-2"
    folder = f"{root}/kegiatan/2025-05-08_kie_temu-di-balai-{held.pk}"
    names = set(archive.namelist())
    assert {f"{folder}/{name}" for name in ("halaman.html", "undangan.html", "keterangan.txt", "foto-1.jpg")} <= names
    page = BeautifulSoup(archive.read(f"{folder}/halaman.html"), "html.parser")
    assert "Salinan halaman, keadaan" in page.text
    for element in page.find_all(["a", "img"]):
        address = element.get("href") or element["src"]
        beside = f"{root}/{address.removeprefix('../../')}"
        assert beside in names or address.startswith(("http", "tel:", "sms:", "mailto:", "#", "whatsapp:")), address
    words = archive.read(f"{folder}/keterangan.txt").decode()
    for said in ("Perempuan: 40", "Poster hak anak", "foto-1.jpg: Di balai. Persetujuan orang dalam gambar tercatat."):
        assert said in words
    assert "map 7" not in words, "who consented stays in the office"
    assert (
        f"{folder.removeprefix(root + '/')}/foto-2.jpg: berkasnya hilang."
        in archive.read(f"{root}/BACA-DULU.txt").decode()
    )


def test_sessions_are_read_in_portions_each_to_its_end(held, monkeypatch):
    """On SQLite each answer of the site ends the connection: what is still being read would break off."""
    SessionPageFactory(title="Temu lagi", starts_at=at("2025-05-09"))
    monkeypatch.setattr(folder, "AT_ONCE", 1)
    monkeypatch.setattr(SessionPageQuerySet, "iterator", None)
    days = [name.split("/")[2][:10] for name in opened(Period(2025)).namelist() if name.endswith("keterangan.txt")]
    assert days == ["2025-05-08", "2025-05-09"]


def test_the_tables_count_what_was_held(held):
    SessionPageFactory(title="Batal", starts_at=at("2025-06-08"), status="cancelled", status_reason="Hujan")
    archive = opened(Period(2025))
    sheets = [name for name in archive.namelist() if name.endswith(".xlsx")]
    listed, attendance, used = (load_workbook(io.BytesIO(archive.read(name))).active for name in sheets)
    assert [row[2].value for row in listed][1:] == ["Temu di balai", "Batal"]
    assert [cell.value for cell in list(attendance)[-1]] == ["Semua", 1, 40, None, None, None, 40]
    assert [cell.value for cell in used[2]][:2] == ["Poster hak anak", 1]


def test_drafts_what_is_closed_and_what_has_not_been_are_not_in_it(held):
    SessionPageFactory(title="Draf", starts_at=at("2025-05-09"), live=False)
    closed = SessionPageFactory(title="Tertutup", starts_at=at("2025-05-10"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    archive = opened(Period(2025))
    text = "\n".join(archive.namelist())
    assert "draf" not in text
    assert f"tertutup-{closed.pk}/halaman.html" not in text
    assert (
        f"tertutup-{closed.pk}/halaman.html: halaman ini tidak dapat dibuka"
        in archive.read("bukti-kegiatan-2025/BACA-DULU.txt").decode()
    )


@pytest.mark.parametrize(
    ("period", "first", "next_one"),
    [
        (Period(2025), date(2025, 1, 1), date(2026, 1, 1)),
        (Period(2025, 1), date(2025, 1, 1), date(2025, 4, 1)),
        (Period(2025, 4), date(2025, 10, 1), date(2026, 1, 1)),
    ],
    ids=str,
)
def test_a_period_goes_from_its_first_day_to_the_first_of_the_next(period, first, next_one):
    assert (period.starts_at.date(), period.ends_at.date()) == (first, next_one)


def test_the_office_chooses_a_period_and_saves_it(admin_client, client, held):
    html = admin_client.get(reverse("evidence")).content.decode()
    assert "2025 triwulan 2" in html
    response = admin_client.get(reverse("evidence_zip", args=[2025, 2]))
    assert 'filename="bukti-kegiatan-2025-triwulan-2.zip"' in response.headers["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).testzip() is None
    assert admin_client.get(reverse("evidence_zip", args=[2025, 7])).status_code == 404
    client.force_login(member_of("Pengelola Materi"))
    for browser in (client, Client()):
        for name, arguments in (("evidence", []), ("evidence_zip", [2025])):
            assert browser.get(reverse(name, args=arguments)).status_code in {302, 403}


def test_its_list_carries_the_columns_that_the_office_chose_and_the_facts_of_a_session_are_whole(held):
    chosen = [("column", {"column": "title", "heading": "judul Acara"}), ("column", {"column": "reached"})]
    SessionColumns.objects.create(columns=chosen)
    archive = opened(Period(2025))
    sheet = load_workbook(io.BytesIO(archive.read("bukti-kegiatan-2025/1-daftar-kegiatan.xlsx"))).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["judul Acara", "Jumlah orang"],
        ["Temu di balai", 40],
    ]
    table = archive.read("bukti-kegiatan-2025/1-daftar-kegiatan.csv").decode("utf-8-sig")
    assert table.splitlines()[0].split(";")[0] == '"judul Acara"'
    (facts,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith("keterangan.txt"))
    assert "Perempuan: 40" in facts
