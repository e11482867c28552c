"""A page read aloud: heard by somebody else first, loaded when it is asked for."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from publishing.models import CampaignDocument, User
from tests.publishing.uploads import files

PAGE = "/kekerasan/fisik/"


@pytest.fixture
def reader_aloud(db) -> User:
    return User.objects.create_superuser("pembaca")


@pytest.fixture
def recording(db, reader_aloud) -> CampaignDocument:
    file = ContentFile(files.mp3(frames=6000), "Rekaman 12.mp3")
    return CampaignDocument.objects.create(title="Rekaman", file=file, uploaded_by_user=reader_aloud)


@pytest.fixture
def article(page_at, recording):
    page = page_at(PAGE)
    page.recording, page.heard_sha256 = recording, recording.sha256
    page.save()
    return page


def form_of(page, user, recording, heard):
    form = page.get_edit_handler().get_form_class()(
        {"recording": recording.pk, "heard": "on" if heard else "", "body-count": 0, "sources-count": 0},
        instance=page,
        for_user=user,
    )
    assert form.errors  # the other fields are empty
    return form


def test_a_reader_is_told_length_and_size_and_loads_nothing_unasked(client, article):
    shown = client.get(PAGE).content.decode()
    assert re.search(r"Dengarkan halaman ini\s*<small>\(3 menit,\s+2[.,]4", shown)
    assert "Suara dapat didengar orang lain." in shown
    assert f'preload="none" controlslist="nodownload" src="/dengar/{article.pk}/rekaman.mp3"' in shown


def test_the_recording_comes_in_parts(client, article, monkeypatch):
    monkeypatch.setattr("resources.downloads.serving.close_old_connections", lambda: None)  # the test's own
    address = article.recording_url
    whole = b"".join(client.get(address))
    part = client.get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part["Content-Type"]) == (206, "audio/mpeg")
    assert b"".join(part) == whole[100:200]
    assert "no-store" in part["Cache-Control"]


def test_pages_may_play_our_own_sound_and_no_other(client, db):
    assert "; media-src 'self';" in client.get(PAGE)["Content-Security-Policy"]


def test_a_recording_that_was_changed_since_is_silent(client, article, recording):
    CampaignDocument.objects.filter(pk=recording.pk).update(sha256="0" * 64)
    assert "rekaman.mp3" not in client.get(PAGE).content.decode()
    assert client.get(f"/dengar/{article.pk}/rekaman.mp3").status_code == 404


def test_a_recording_goes_with_its_page(client, article):
    address = article.recording_url
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address).status_code == 302
    article.unpublish()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/dengar/1/rekaman.mp3", "/dengar/99999999/rekaman.mp3", "/dengar/0/x"])
def test_a_page_without_a_recording_has_none(client, db, address):
    assert client.get(address).status_code == 404


def test_nobody_vouches_for_a_recording_of_ones_own(page_at, recording, reader_aloud):
    own = form_of(page_at(PAGE), reader_aloud, recording, heard=True)
    assert own.errors["heard"] == ["Anda sendiri yang mengunggah rekaman ini. Mintalah rekan kerja mendengarkannya."]
    colleague = form_of(page_at(PAGE), User.objects.create_superuser("rekan"), recording, heard=True)
    assert "heard" not in colleague.errors
    assert colleague.instance.recording_is_heard


def test_without_the_tick_a_recording_waits(page_at, recording, reader_aloud):
    assert not form_of(page_at(PAGE), reader_aloud, recording, heard=False).instance.recording_is_heard


def test_the_uploader_may_save_what_a_colleague_has_heard(article, recording, reader_aloud):
    assert "heard" not in form_of(article, reader_aloud, recording, heard=True).errors


def test_only_sound_can_be_chosen_and_no_large_one(page_at, recording, reader_aloud):
    CampaignDocument.objects.filter(pk=recording.pk).update(file_size=6 * 1024 * 1024)
    assert "terlalu besar" in form_of(page_at(PAGE), reader_aloud, recording, heard=False).errors["recording"][0]
    poster = CampaignDocument.objects.create(title="Poster", file=ContentFile(files.docx(), "poster.docx"))
    assert "bukan rekaman" in form_of(page_at(PAGE), reader_aloud, poster, heard=False).errors["recording"][0]
