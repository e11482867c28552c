"""Whoever was in charge on the spot sends what was counted, once, by a link; it waits for the editor."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image

from campaigns.field_reports import forms, views
from campaigns.field_reports.models import FieldPhoto, FieldReport, FieldReportLink
from campaigns.models import SessionPage
from campaigns.sessions.report import GROUPS
from publishing.media.models import CampaignImage
from publishing.models import User
from publishing.responses.json_lines import JsonLines
from suluah.server import limits
from suluah.server.uploads import is_invited
from tests.factories import SessionPageFactory, days_from_now

pytestmark = pytest.mark.django_db
TYPED = {"reached_women": "1.240", "reached_men": "5", "reached_girls": "", "reached_boys": "0", "sentence": "Ramai."}


@pytest.fixture
def held() -> SessionPage:
    return SessionPageFactory(title="Temu di balai", starts_at=days_from_now(-2))


@pytest.fixture
def editor() -> Client:
    user = User.objects.create_user("penulis")
    user.groups.add(Group.objects.get(name="Penulis"))
    client = Client()
    client.force_login(user)
    return client


def link_to(session: SessionPage) -> str:
    return f"/kirim-laporan/{FieldReportLink.objects.make(session, None)}/"


def jpeg(name: str = "ibu-siti.jpg", colour: str = "red") -> SimpleUploadedFile:
    picture, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "Rumah Siti"
    Image.new("RGB", (40, 30), colour).save(picture, "JPEG", exif=exif)
    return SimpleUploadedFile(name, picture.getvalue(), "image/jpeg")


def html(response) -> str:
    return response.content.decode()


def test_a_report_closes_its_link_and_waits_for_the_editor_while_readers_see_nothing_of_it(client, held):
    address = link_to(held)
    for _look in range(2):  # a messenger, then the person
        assert client.get(address).status_code == 200
    answer = client.post(address, TYPED | {"photo_1": jpeg(), "photo_3": jpeg("sama.jpg")})
    assert (answer.status_code, answer.url) == (302, "/kirim-laporan/terkirim/")
    assert "sudah sampai" in html(client.get(answer.url))
    report = FieldReport.objects.get()
    assert [number.count for number in report.numbers] == [1240, 5, None, 0]
    photo = report.photos.get()  # the same twice is one
    assert "siti" not in photo.file.name
    assert b"Siti" not in photo.file.read()
    assert client.get(address).status_code == client.post(address, TYPED).status_code == 410
    held.refresh_from_db()
    assert (held.reached_women, held.report_summary, FieldReport.objects.count()) == (None, "", 1)


def test_neither_cookie_nor_trace_is_left_and_no_search_finds_the_form(held, caplog, monkeypatch):
    client, address = Client(enforce_csrf_checks=True), link_to(held)
    answers = [client.get(address), client.post(address, {}), client.post(address, TYPED)]
    for answer in answers:
        assert not answer.cookies
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in html(answers[0])
    token = address.split("/")[2]
    assert not FieldReportLink.objects.filter(digest__contains=token).exists()
    logger = logging.getLogger("django.request")
    monkeypatch.setattr(logger, "handlers", [caplog.handler])
    with caplog.at_level(logging.WARNING, "django.request"):
        assert client.get(address).status_code == 410
    assert caplog.records
    assert not [record for record in caplog.records if token in JsonLines().format(record)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (dict.fromkeys(GROUPS, ""), "Isi paling sedikit satu angka"),
        ({"reached_men": "banyak"}, "Laki-laki"),
        ({"reached_men": "1,5"}, "bukan bilangan bulat"),
        ({"reached_men": "-3"}, "Laki-laki"),
        ({"reached_men": "999.999"}, "Angka ini terlalu besar"),
        ({"sentence": "x" * 601}, "600"),
        ({"sentence": "NIK 1376010101900001 hadir"}, "Hapus, lalu kirim lagi"),
        ({"sentence": "Korban bernama Siti Aminah bercerita"}, "centang kotak"),
        ({"photo_2": SimpleUploadedFile("a.jpg", b"bukan gambar")}, "Foto 2"),
        ({"photo_2": SimpleUploadedFile("a.jpg", b"")}, "Foto 2"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_typed_is_lost(client, held, wrong, words):
    address, typed = link_to(held), TYPED | {"reached_girls": "77", "photo_1": jpeg()} | wrong
    answer = client.post(address, typed)
    page = BeautifulSoup(html(answer), "html.parser")
    assert answer.status_code == 200
    assert words in page.select_one("[role=alert]").text
    assert "Pilih fotonya sekali lagi" in page.select_one("[role=alert]").text
    assert page.select_one("[name=reached_girls]").get("value", "") == typed["reached_girls"]
    assert page.select_one("[name=sentence]").text.strip() == typed["sentence"]
    assert not FieldReport.objects.exists()
    assert client.get(address).status_code == 200


def test_what_the_guard_only_asks_about_may_be_sent_after_another_reading_and_is_shown_to_the_editor(
    client, held, editor
):
    typed = TYPED | {"sentence": "Korban bernama Siti Aminah bercerita"}
    address = link_to(held)
    assert 'name="reread"' in html(client.post(address, typed))
    assert client.post(address, typed | {"reread": "on"}).status_code == 302
    assert "Undang-undang melarang identitas" in html(editor.get(f"/admin/kegiatan/{held.pk}/laporan-lapangan/"))
    stopped = {"sentence": "NIK 1376010101900001 hadir", "reread": "on"}
    assert client.post(link_to(held), TYPED | stopped).status_code == 200


def test_photos_that_are_too_large_are_refused_by_name(client, held, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 300)
    assert "Foto 1" in html(client.post(link_to(held), TYPED | {"photo_1": jpeg()}))


def test_a_link_opens_no_longer_than_it_may(client, held):
    withdrawn, newest = link_to(held), link_to(held)
    assert client.get(withdrawn).status_code == 410
    for change in ({"expires_at": timezone.now()}, {"withdrawn_at": timezone.now()}):
        link = FieldReportLink.objects.first()
        FieldReportLink.objects.filter(pk=link.pk).update(**change)
        assert client.get(newest).status_code == client.post(newest, TYPED).status_code == 410
        newest = link_to(held)
    SessionPage.objects.filter(pk=held.pk).update(status="cancelled", status_reason="Hujan")
    assert client.get(newest).status_code == 410
    assert client.get("/kirim-laporan/terkirim-tidak/").status_code == 410


def test_a_link_lasts_from_the_end_of_a_session_and_takes_nothing_before_its_beginning(client):
    coming = SessionPageFactory(starts_at=days_from_now(30))
    address = link_to(coming)
    assert FieldReportLink.objects.get().expires_at > coming.ends_at + timedelta(days=13)
    assert "belum dimulai" in html(client.post(address, TYPED))
    assert not FieldReport.objects.exists()


def test_who_tries_too_often_keeps_what_was_typed_and_photos_are_not_looked_into(client, held, monkeypatch):
    monkeypatch.setattr(views, "TRIES", views.Limit("test", ((1, timedelta(hours=1)),)))
    monkeypatch.setattr(forms, "clean_image", lambda upload: pytest.fail("looked into"))
    address = link_to(held)
    client.post(address, TYPED | {"reached_men": "banyak"})
    answer = html(client.post(address, TYPED | {"photo_1": jpeg()}))
    assert "terlalu sering" in answer
    assert 'value="1.240"' in answer


def test_more_than_a_form_is_taken_by_the_server_only_for_an_open_link(held):
    address = link_to(held)
    assert address.startswith(limits.FIELD_REPORTS)
    assert limits.body(False, "/") < limits.body(False, address)
    assert is_invited(address)
    assert not any(is_invited(path) for path in ("/kirim-laporan/lain/", "/kirim-laporan/terkirim/", "/", "//"))


def test_numbers_and_sentence_go_into_the_draft_and_never_over_what_an_editor_wrote(client, held, editor):
    held.reached_men = 7
    held.report_summary = "Sudah ditulis."
    held.save_revision()
    client.post(link_to(held), TYPED)
    report = FieldReport.objects.get()
    screen = f"/admin/kegiatan/{held.pk}/laporan-lapangan/"
    assert "Temu di balai" in html(editor.get("/admin/"))
    answer = editor.post(f"{screen}{report.pk}/ambil/", follow=True)
    assert "draf menyebut 7" in html(answer)
    draft = SessionPage.objects.get(pk=held.pk).get_latest_revision_as_object()
    assert (draft.reached_women, draft.reached_men, draft.reached_boys) == (1240, 7, 0)
    assert draft.report_summary == "Sudah ditulis.\n\nRamai."
    held.refresh_from_db()
    assert held.reached_women is None
    assert not FieldReport.objects.exists()


def test_a_photo_becomes_a_picture_only_with_the_consent_of_those_in_it(client, held, editor):
    client.post(link_to(held), TYPED | {"photo_1": jpeg(), "photo_2": jpeg(colour="blue")})
    report = FieldReport.objects.get()
    photo, other = report.photos.all()
    screen = f"/admin/kegiatan/{held.pk}/laporan-lapangan/"
    image = f"{screen}foto/{photo.pk}/"
    assert editor.get(image).headers["Content-Type"] == "image/jpeg"
    assert Client().get(image).status_code == 302
    typed = {"title": "Balai", "description": "Orang duduk, dari belakang", "people": "adults", "consent": ""}
    assert "persetujuan" in html(editor.post(f"{image}simpan/", typed)).lower()
    assert not CampaignImage.objects.filter(title="Balai").exists()
    assert editor.post(f"{image}simpan/", typed | {"consent": "Daftar di map 7"}).status_code == 302
    kept = CampaignImage.objects.get(title="Balai")
    draft = SessionPage.objects.get(pk=held.pk).get_latest_revision_as_object()
    assert [one.value["image"] for one in draft.photos] == [kept]
    assert [left.pk for left in FieldPhoto.objects.all()] == [other.pk]
    file = other.file
    editor.post(f"{screen}{report.pk}/selesai/")
    assert not FieldReport.objects.exists()
    assert not file.storage.exists(file.name)


def test_the_link_is_shown_once_on_a_slip_and_only_to_who_may_change_the_session(held, editor):
    screen = f"/admin/kegiatan/{held.pk}/laporan-lapangan/"
    editor.post(f"{screen}tautan/baru/")
    assert "/kirim-laporan/" not in str(dict(editor.session)), "who reads the database reads no open link"
    slip = html(editor.get(f"{screen}tautan/"))
    assert "/kirim-laporan/" in slip
    assert "<svg" in slip
    again = html(editor.get(f"{screen}tautan/", follow=True))
    assert "/kirim-laporan/" not in again
    editor.post(f"{screen}tautan/tarik/")
    assert not FieldReportLink.objects.open().exists()
    stranger = User.objects.create_user("pengelola")
    stranger.groups.add(Group.objects.get(name="Pengelola Materi"))
    other = Client()
    other.force_login(stranger)
    assert other.post(f"{screen}tautan/baru/").status_code == 302
    assert not FieldReportLink.objects.open().exists()


def test_a_report_that_nobody_looked_after_is_erased_after_a_year(held, client):
    client.post(link_to(held), TYPED | {"photo_1": jpeg()})
    FieldReport.objects.update(sent_at=timezone.now() - timedelta(days=366))
    call_command("erase_old_requests", verbosity=0)
    assert not FieldPhoto.objects.exists()
