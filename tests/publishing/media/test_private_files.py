"""Documents lie where no address leads; only the editors' area opens them, until the library asks who may."""

import importlib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.tasks import delete_file_from_storage_task

from publishing.media.storage import PrivateFiles, private_files
from publishing.models import CampaignDocument, User

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def document(db) -> CampaignDocument:
    document = CampaignDocument(title="Panduan fasilitator")
    document.file.save("panduan.pdf", ContentFile(PDF), save=False)
    document.save()
    yield document
    document.file.delete(save=False)


@pytest.fixture
def member_of(db):
    def log_in(group: str) -> Client:
        user = User.objects.create_user(username=group)
        user.groups.add(Group.objects.get(name=group))
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in


def test_a_document_lies_outside_of_what_is_served(document):
    media = Path(settings.MEDIA_ROOT).resolve()
    assert media not in Path(document.file.path).resolve().parents
    assert not default_storage.exists(document.file.name)


def test_in_production_too_documents_lie_outside_of_what_is_served():
    base = importlib.import_module("suluah.settings.base")
    files, media = Path(base.STORAGES["private"]["OPTIONS"]["location"]), Path(base.MEDIA_ROOT)
    assert files != media
    assert media not in files.parents
    assert files not in media.parents


def test_a_document_has_no_address_of_its_own(document):
    with pytest.raises(NotImplementedError):
        private_files().url(document.file.name)


def test_others_on_the_machine_may_not_read_a_document(document):
    assert Path(document.file.path).stat().st_mode & 0o007 == 0


@pytest.mark.parametrize("folder", ["documents", "Documents", "x/../documents", "./documents"])
def test_what_an_older_version_left_in_the_public_folder_is_not_served(client, folder):
    default_storage.delete("documents/lama.pdf")
    default_storage.save("documents/lama.pdf", ContentFile(PDF))
    assert client.get(f"/media/{folder}/lama.pdf").status_code == 404


@pytest.mark.parametrize(
    "path", ["..%2f..%2fprivate/", "..%2fprivate%2fdocuments%2fpanduan.pdf", "a/..%2f..%2f..%2fetc"]
)
def test_a_way_out_of_the_public_folder_is_not_found_and_writes_nothing_into_the_journal(client, caplog, path):
    assert client.get(f"/media/{path}").status_code == 404
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_no_stranger_and_no_partner_opens_a_document_by_its_number(client, document, member_of):
    for browser in (client, member_of("Mitra Adat")):
        for address in (f"/dokumen/{document.pk}/panduan.pdf", f"/media/{document.file.name}"):
            assert browser.get(address).status_code == 404
        answer = browser.get(document.url)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("group", ["Penulis", "Peninjau", "Pengelola Materi", "Administrator"])
def test_an_editor_opens_a_document_and_it_is_saved_not_shown(document, member_of, group):
    response = member_of(group).get(document.url)
    assert b"".join(response) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "private" in response.headers["Cache-Control"]


def test_the_task_that_deletes_a_file_reaches_a_folder_that_is_a_path_as_on_a_server(tmp_path):
    folder = PrivateFiles(location=tmp_path)
    name = folder.save("documents/kisah.pdf", ContentFile(PDF))
    delete_file_from_storage_task.enqueue(folder.deconstruct(), name)
    assert not folder.exists(name)
