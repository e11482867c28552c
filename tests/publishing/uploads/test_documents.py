"""The way of an upload into the library, through the screens that editors use."""

import hashlib
import os
import struct
import zlib

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from publishing.media.storage import private_files
from publishing.models import CampaignDocument
from publishing.uploads.documents import REMOVED, WORDS, clean_document
from tests.publishing.uploads import files


@pytest.fixture
def disk(settings, monkeypatch, tmp_path):
    """What lies on disk: uploads on their way, and what is stored."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # every upload goes over the disk, as the large ones do
    monkeypatch.setattr(CampaignDocument._meta.get_field("file").storage, "location", str(tmp_path / "stored"))
    return lambda: {path for path in tmp_path.rglob("*") if path.is_file()}


def post(browser, name: str, content: bytes, title: str = "Poster baru"):
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    return browser.post(reverse("wagtaildocs:add"), {"title": title, "collection": 1, "file": upload})


def pixel_bomb() -> bytes:
    content = bytearray(files.photo(kind="PNG"))
    struct.pack_into(">II", content, 16, 60_000, 60_000)
    struct.pack_into(">I", content, 29, zlib.crc32(bytes(content[12:29])))
    return bytes(content)


def with_macros() -> bytes:
    return files.repacked(files.docx(), word__vbaProject_dot_bin=b"macro")


def with_entity() -> bytes:
    held = files.entries(files.docx())
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>'
    return files.zipped({**held, "word/document.xml": entity})


HOSTILE = {
    "polyglot.jpg": (files.photo() + files.docx(), "two_in_one"),
    "polyglot.pdf": (b"<script>alert(1)</script>" + files.drawn_pdf(), "two_in_one"),
    "gambar.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "svg"),
    "poster.png.svg": (b"<svg onload='alert(1)'/>", "svg"),
    "surat.docm": (with_macros(), "macros"),
    "surat.docx": (with_macros(), "macros"),
    "lama.ppt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office"),
    "bom.png": (pixel_bomb(), "pixels"),
    "bom.docx": (files.repacked(files.docx(), word__media__a_dot_png=bytes(30_000_000)), "bomb"),
    "program.pdf": (b"MZ\x90\x00" + bytes(100), "unknown"),
    "halaman.pdf": (b"<html><script>alert(1)</script></html>", "unknown"),
    "terpotong.pdf": (files.drawn_pdf(pages=30)[:3000], "cut_off"),
    "terpotong.docx": (files.docx()[:4000], "cut_off"),
    "terpotong.mp4": (files.mp4()[:200], "cut_off"),
    "terpotong.jpg": (files.photo()[:300], "no_picture"),
    "entitas.docx": (with_entity(), "xml_entities"),
    "jejak.mp4": (files.mp4(tracks=files.track() + files.track("meta")), "track"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason_in_indonesian_and_leaves_nothing(admin_client, disk, name):
    content, code = HOSTILE[name]
    before = disk()
    response = post(admin_client, name, content)
    assert response.status_code == 200
    html = response.content.decode()
    assert escape(str(WORDS[code])) in html
    assert 'value="Poster baru"' in html
    assert disk() == before
    assert not CampaignDocument.objects.exists()


def test_an_empty_file_is_refused_in_indonesian(admin_client, disk):
    response = post(admin_client, "kosong.pdf", b"")
    assert response.context["form"].errors["file"] == [gettext("The submitted file is empty.")]
    assert not disk()


def test_a_file_larger_than_the_limit_is_refused_in_indonesian(admin_client, disk, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 500
    response = post(admin_client, "besar.pdf", files.drawn_pdf())
    assert "file_too_large" in {error.code for error in response.context["form"].errors.as_data()["file"]}
    assert not CampaignDocument.objects.exists()
    assert not disk()


def stored(browser, name: str, content: bytes) -> tuple[CampaignDocument, bytes]:
    response = post(browser, name, content)
    assert response.status_code == 302, response.context["form"].errors
    document = CampaignDocument.objects.get()
    with document.open_file() as file:
        return document, file.read()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (files.drawn_pdf(), "pdf"),
        (files.pptx(), "pptx"),
        (files.docx(), "docx"),
        (files.odt(), "odt"),
        (files.odt(kind="presentation"), "odp"),
        (files.photo(), "jpg"),
        (files.photo(kind="PNG"), "png"),
        (files.photo(kind="WEBP"), "webp"),
        (files.mp3(), "mp3"),
        (files.ogg(), "ogg"),
        (files.mp4(), "mp4"),
    ],
    ids=["pdf", "pptx", "docx", "odt", "odp", "jpg", "png", "webp", "mp3", "ogg", "mp4"],
)
def test_each_allowed_kind_is_stored_clean_under_the_ending_of_its_content(admin_client, disk, content, ending):
    document, copy = stored(admin_client, "Poster: Tanda TPPO.exe", content)
    assert document.filename == f"poster-tanda-tppo-exe.{ending}"
    assert not [secret for secret in files.SECRETS if secret in copy]
    assert document.sha256 == hashlib.sha256(copy).hexdigest()
    assert document.file_size == len(copy)
    assert {path.name for path in disk()} == {document.filename}


def test_the_editor_is_told_what_was_taken_out(admin_client):
    hostile = files.changed_pdf(lambda pdf: files.annotation(pdf, "Link", A=files.script()))
    response = post(admin_client, "poster.pdf", hostile)
    told = admin_client.get(response.headers["Location"]).content.decode()
    assert escape(str(REMOVED["scripts"])) in told
    assert escape(str(REMOVED["metadata"])) in told


@pytest.mark.parametrize(
    "content",
    [files.docx(files.photo()), files.pptx(files.photo()), files.drawn_pdf(pictures=(files.photo(),))],
    ids=["docx", "pptx", "pdf"],
)
def test_a_photo_within_keeps_no_place_when_it_comes_through_the_form(admin_client, content):
    assert files.CAMERA.encode() in content or b"PK" in content[:2]
    _document, copy = stored(admin_client, "a", content)
    held = b"".join(files.entries(copy).values()) if copy.startswith(b"PK") else copy
    assert files.CAMERA.encode() not in held


@pytest.mark.parametrize(
    ("name", "expected"),
    [("../../etc/cron.d/x.pdf", "x.pdf"), ("a" * 300 + ".pdf", "a" * 76 + ".pdf"), ("..pdf", "berkas.pdf")],
    ids=["path", "300 characters", "nothing left"],
)
def test_a_name_can_neither_lead_out_nor_be_too_long(admin_client, name, expected):
    private_files().delete(f"documents/{expected}")  # another test may have left one: the name would get a number
    document, _copy = stored(admin_client, name, files.drawn_pdf())
    assert document.file.name == f"documents/{expected}"
    assert document.url.endswith(f"/{expected}")


def test_the_same_file_is_stored_once_and_the_editor_hears_where(admin_client, disk):
    content = files.drawn_pdf()
    _document, copy = stored(admin_client, "poster.pdf", content)
    before = disk()
    for again in (content, copy):  # the original once more, and what was downloaded here
        response = post(admin_client, "lain.pdf", again, title="Kembarannya")
        assert "“Poster baru”" in response.context["form"].errors["file"][0]
    assert CampaignDocument.objects.count() == 1
    assert disk() == before


def test_a_document_may_be_saved_again_with_its_own_file(admin_client):
    document, _copy = stored(admin_client, "poster.pdf", files.drawn_pdf())
    address = reverse("wagtaildocs:edit", args=[document.pk])
    fields = {"title": "Nama baru", "collection": 1}
    for more in ({}, {"file": SimpleUploadedFile("a.pdf", files.drawn_pdf())}):
        assert admin_client.post(address, {**fields, **more}).status_code == 302
    assert CampaignDocument.objects.get().title == "Nama baru"


def test_a_refused_replacement_leaves_the_document_as_it_was(admin_client, disk):
    document, _copy = stored(admin_client, "poster.pdf", files.drawn_pdf())
    before = disk()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    fields = {"title": "Nama baru", "collection": 1, "file": SimpleUploadedFile("a.pdf", with_macros())}
    response = admin_client.post(address, fields)
    assert escape(str(WORDS["macros"])) in response.content.decode()
    again = CampaignDocument.objects.get()
    assert (again.title, again.file.name, again.sha256) == ("Poster baru", document.file.name, document.sha256)
    assert disk() == before


def test_a_replaced_file_is_gone_from_the_disk(admin_client, disk):
    document, _copy = stored(admin_client, "poster.pdf", files.drawn_pdf())
    address = reverse("wagtaildocs:edit", args=[document.pk])
    upload = SimpleUploadedFile("baru.pdf", files.drawn_pdf("Teks baru"))
    assert admin_client.post(address, {"title": "Baru", "collection": 1, "file": upload}).status_code == 302
    assert {path.name for path in disk()} == {CampaignDocument.objects.get().filename} == {"baru.pdf"}


def test_a_file_uploaded_while_one_is_chosen_is_cleaned_or_refused_too(admin_client):
    prefix = "document-chooser-upload"

    def choose(content: bytes):
        data = {f"{prefix}-title": "Dari pemilih", f"{prefix}-collection": 1}
        data[f"{prefix}-file"] = SimpleUploadedFile("a.pdf", content)
        return admin_client.post(reverse("wagtaildocs_chooser:create"), data)

    assert str(WORDS["macros"]) in choose(with_macros()).json()["htmlFragment"]
    assert choose(files.drawn_pdf()).json()["step"] == "chosen"
    with CampaignDocument.objects.get().open_file() as file:
        assert files.AUTHOR.encode() not in file.read()


def test_however_a_document_is_saved_it_is_stored_clean(db):
    content = files.docx(files.photo())
    document = CampaignDocument(title="Lewat program", file=ContentFile(content, name="Siti R.docm"))
    document.save()
    document = CampaignDocument.objects.get(pk=document.pk)
    assert document.filename == "siti-r-docm.docx"
    with document.open_file() as file:
        copy = file.read()
    assert files.AUTHOR.encode() not in b"".join(files.entries(copy).values())
    assert (document.sha256, document.file_size) == (hashlib.sha256(copy).hexdigest(), len(copy))
    with pytest.raises(ValidationError):
        CampaignDocument(title="Kembar", file=ContentFile(content, name="x.docx")).save()
    with pytest.raises(ValidationError):
        CampaignDocument(title="Jahat", file=ContentFile(with_macros(), name="x.docx")).save()
    assert CampaignDocument.objects.count() == 1


def test_a_file_whose_record_can_not_be_stored_does_not_stay(db, disk, monkeypatch):
    def full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(CampaignDocument, "_do_insert", full)
    with pytest.raises(DatabaseError):
        CampaignDocument(title="Poster", file=ContentFile(files.drawn_pdf(), name="a.pdf")).save()
    assert not disk()


def test_every_reason_has_words_that_take_their_details(db):
    details = {"size": "1", "most": "2", "name": "DDE"}
    for code, words in WORDS.items():
        assert str(ValidationError(words, code=code, params=details).messages[0])


def test_what_a_large_upload_leaves_in_memory_is_little(settings, tmp_path):
    """The copy lies in a file, not in the process that serves the site."""
    cleaned = clean_document(ContentFile(files.mp3(frames=5000), name="a.mp3"))
    assert os.fstat(cleaned.fileno()).st_nlink == 0


@pytest.mark.parametrize(("who", "kept"), [("editor", 1000), ("stranger with a made-up cookie", 0), ("stranger", 0)])
def test_of_an_endless_upload_no_more_than_the_limit_reaches_the_disk(
    client, disk, settings, monkeypatch, admin_user, who, kept
):
    from publishing.media.receiving import BoundedUpload

    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    sizes = []
    complete = BoundedUpload.file_complete

    def watch(self, size):
        file = complete(self, size)
        sizes.append((os.path.getsize(file.temporary_file_path()), file.size))
        return file

    monkeypatch.setattr(BoundedUpload, "file_complete", watch)
    if who == "editor":
        client.force_login(admin_user)
    elif "cookie" in who:
        client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    client.post("/cari/", {"a": SimpleUploadedFile("a", bytes(50_000))})
    assert sizes == [(kept, 50_000)]
    assert not disk()


def test_a_file_is_shown_under_its_title_in_the_library(admin_client):
    response = post(admin_client, "Poster final_rev2.pdf", files.drawn_pdf(), title="Kenali tanda TPPO")
    assert response.status_code == 302, response.context["form"].errors
    with CampaignDocument.objects.get().open_file() as file, pikepdf.open(file) as pdf:
        assert str(pdf.trailer.Info.Title) == "Kenali tanda TPPO"
        assert str(pdf.Root.Lang) == "id"


def test_a_file_that_comes_back_under_another_title_is_still_the_same(admin_client):
    content = files.docx()
    post(admin_client, "surat.docx", content, title="Surat tugas")
    response = post(admin_client, "surat.docx", content, title="Surat lain")
    assert "“Surat tugas”" in response.context["form"].errors["file"][0]
