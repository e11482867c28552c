"""What the site needs is away, or full: what an editor typed comes back, and readers are told in plain words."""

import errno
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import RequestFactory

from publishing.accounts.writing import WRITER
from publishing.media import disk_space
from publishing.media.receiving import BoundedUpload
from publishing.media.storage import Away
from publishing.pages.review.second_person import OwnWork
from publishing.responses import unavailable

SAVED, HERE = "/admin/snippets/home/helppoint/add/", {"origin": "http://testserver"}
TYPED = {"name": "Titik uji", "hours": "Senin\r\nSelasa", WRITER: "7", "csrfmiddlewaretoken": "x"}
XHR = {"x-requested-with": "XMLHttpRequest"}


class Full(Exception):
    sqlstate = "53100"


def caused_by(cause: Exception) -> Exception:
    error = OperationalError("it could not")
    error.__cause__ = cause
    return error


def page_of(response) -> tuple[int, dict[str, str], str]:
    html = BeautifulSoup(response.content, "html.parser")
    fields = {area["name"]: area.text.removeprefix("\n") for area in html.select("form textarea")}
    return response.status_code, fields, html.main.get_text(" ", strip=True)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OperationalError("database or disk is full"), disk_space.FULL),
        (OSError(errno.ENOSPC, "No space left on device"), disk_space.FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), disk_space.FULL),
        (caused_by(Full()), disk_space.FULL),
        (Away("refused"), disk_space.FILES_AWAY),
        (OperationalError("connection refused"), unavailable.DATABASE_AWAY),
        (FileNotFoundError(errno.ENOENT, "x"), unavailable.BROKEN),
        (ZeroDivisionError(), unavailable.BROKEN),
        (None, unavailable.BROKEN),
        (OverflowError("too large to convert"), unavailable.ODD),
        (OwnWork(), unavailable.BROKEN),
    ],
)
def test_each_error_has_a_reason_that_an_editor_can_pass_on(error, reason):
    assert unavailable.reason_of(error) == reason


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("database or disk is full"), 503, "Penyimpanan server penuh."),
        (OperationalError("connection refused"), 503, "Basis data situs tidak menjawab."),
        (Away("refused"), 503, "Tempat penyimpanan berkas tidak menjawab."),
        (ZeroDivisionError(), 500, "Ada yang rusak di sisi kami."),
    ],
)
def test_what_an_editor_typed_comes_back_without_a_look_into_the_database(error, status, words):
    """No database in this test: whoever asks it fails."""
    request = RequestFactory().post(SAVED, TYPED, headers=HERE)
    told, fields, said = page_of(unavailable.answer(request, error))
    assert (told, fields) == (status, {"name": "Titik uji", "hours": "Senin\r\nSelasa"})
    assert words in said
    assert "Tulisan Anda belum tersimpan" in said


def test_a_form_that_no_page_of_ours_sent_is_refused_and_breaks_nothing(admin_client, home):
    admin_client.raise_request_exception = False
    sent = [
        ("/admin/redirects/add/", {"redirect_page": "abc", "old_path": "/a"}),
        (f"/admin/pages/{home.pk}/edit/", {"title": "Beranda"}),  # before the scripts were there
        (f"/admin/pages/{home.pk}/edit/", {"title": "Beranda", "situations-count": "banyak"}),
        ("/admin/choose-external-link/", {"x": ""}),
        ("/admin/users/new/", {"username": "a", "groups": "9" * 30}),
    ]
    assert [admin_client.post(*each).status_code for each in sent] == [400] * len(sent)


def test_nobody_elses_words_are_put_into_our_page():
    request = RequestFactory().post(SAVED, TYPED, headers={"origin": "https://example.org"})
    assert "Titik uji" not in unavailable.answer(request, ZeroDivisionError()).content.decode()


def test_when_the_templates_are_broken_too_the_static_page_stands_in(monkeypatch):
    monkeypatch.setattr(unavailable, "render_to_string", lambda *_words: 1 / 0)
    response = unavailable.answer(RequestFactory().get("/admin/"), ZeroDivisionError())
    assert (response.status_code, "tel:129" in response.content.decode()) == (500, True)


def test_readers_get_the_numbers_and_are_asked_to_come_again():
    response = unavailable.answer(RequestFactory().get("/hubungi/"), OperationalError("connection refused"))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "tel:129" in response.content.decode()


def test_the_upload_of_many_files_says_it_beside_each():
    request = RequestFactory().post("/admin/images/multiple/add/", headers=XHR)
    assert b"Tempat penyimpanan berkas tidak menjawab." in unavailable.answer(request, Away("refused")).content


def test_a_database_that_fails_before_the_form_is_read_takes_nothing_of_it(client, monkeypatch):
    """The very first look, for the session, fails."""

    def refuse(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", refuse)
    client.cookies["sessionid"] = "a" * 32
    client.raise_request_exception = False
    response = client.post(SAVED, TYPED | {"file": BytesIO(b"x")}, headers=HERE)
    status, fields, said = page_of(response)
    assert (status, fields["name"]) == (503, "Titik uji")
    assert "Hanya berkas" in said


def test_a_full_disk_takes_the_file_of_a_form_and_nothing_else(admin_client, monkeypatch):
    def full(*_words):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", full)
    response = admin_client.post("/admin/documents/add/", TYPED | {"file": BytesIO(bytes(3_000_000))}, headers=HERE)
    status, fields, said = page_of(response)
    assert (status, fields["name"]) == (503, "Titik uji")
    assert "Penyimpanan server penuh." in said


@pytest.mark.parametrize("step", ["write", "seek"])
def test_an_upload_survives_a_disk_that_fills_meanwhile(admin_user, step, rf):
    request = rf.post("/")
    request.user = admin_user
    request.COOKIES["sessionid"] = "abc"
    upload = BoundedUpload(request)
    upload.new_file("file", "a.pdf", "application/pdf", 3)

    def full(*_words):
        raise OSError(errno.ENOSPC, "No space left on device")

    setattr(upload.file.file, step, full)
    upload.receive_data_chunk(b"abc", 0)
    assert upload.file_complete(3).size == 3
    assert request.no_room_for_files.errno == errno.ENOSPC


def test_the_browser_is_told_before_a_form_leaves(admin_client, monkeypatch):
    monkeypatch.setattr(disk_space, "LEAST", 1 << 60)
    assert admin_client.get("/admin/masih-masuk/").json()["missing"] == "full"


def test_only_a_form_with_files_asks_for_the_place_of_files(admin_client, monkeypatch):
    def refuse(*_words):
        raise Away("refused")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", refuse)
    told = {query: admin_client.get(f"/admin/masih-masuk/{query}").json()["missing"] for query in ("", "?berkas")}
    assert told == {"": "", "?berkas": "files"}
