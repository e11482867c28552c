import fcntl
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from campaigns.models import FieldReportLink
from home.backups import files, making, tables
from home.backups.archive import Reader
from home.models import StarterItem
from publishing.accounts.attempt import Attempt
from publishing.accounts.links import OneTimeLink
from resources.partners.models import Invitation, Partner
from tests.factories import SessionPageFactory
from tests.home.backups.site import rows_of


def test_a_backup_is_for_its_owner_only_and_whole(make_backup):
    path = make_backup()
    assert path.stat().st_mode & 0o777 == 0o600
    Reader(path).check()
    assert len(rows_of(path)["wagtailcore.Page"]) == Page.objects.count()


def test_texts_in_blocks_are_kept_as_they_are_stored(make_backup, page_at):
    page = page_at("/kekerasan/fisik/")
    stored = [{"type": "a_block_of_yesterday", "value": {"text": "x"}, "id": "1"}]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_articlepage SET body = %s WHERE page_ptr_id = %s", [json.dumps(stored), page.pk]
        )
    rows = rows_of(make_backup())["campaigns.ArticlePage"]
    assert next(row for row in rows if row["page_ptr_id"] == page.pk)["body"] == stored


def test_nobody_is_logged_in_by_a_backup(make_backup, partner):
    Session.objects.create(session_key="k", session_data="secret-data", expire_date=timezone.now() + timedelta(days=1))
    Attempt.objects.create(digest="d", at=timezone.now(), erased_after=timezone.now())
    digest = Invitation.objects.get().digest
    with zipfile.ZipFile(make_backup()) as backup:
        text = b"".join(backup.read(name) for name in backup.namelist())
    assert b"secret-data" not in text
    assert digest.encode() not in text
    assert not {"tables/sessions.Session.jsonl", "tables/publishing.Attempt.jsonl"} & set(backup.namelist())


def test_no_link_that_opens_once_is_in_a_backup_whatever_it_is_for(db, admin_user):
    links = [model for model in apps.get_models() if issubclass(model, OneTimeLink)]
    assert len(links) >= 3
    FieldReportLink.objects.make(SessionPageFactory(), admin_user)
    (row,) = tables.rows(FieldReportLink)
    assert FieldReportLink.objects.get().digest not in row


@pytest.fixture
def partner(db, admin_user) -> Partner:
    partner = Partner.objects.invite("Siti", "KAN", "", admin_user)
    partner.new_link(admin_user)
    return partner


def test_the_secret_key_is_in_no_backup(make_backup, settings):
    assert settings.SECRET_KEY.encode() not in make_backup().read_bytes()


def test_where_there_is_no_room_nothing_stays_that_looks_like_a_backup(make_backup, tmp_path, monkeypatch):
    def full(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "names", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", to=tmp_path / "full")
    assert list((tmp_path / "full").iterdir()) == []


def test_what_a_killed_backup_left_goes_and_what_another_is_at_stays(tmp_path):
    left, under_way, other = (tmp_path / name for name in ("suluah-1.zip.part", "suluah-2.zip.part", "lain.zip.part"))
    for file in (left, under_way, other):
        file.touch()
    with under_way.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        making._clear_away(tmp_path)
    assert sorted(tmp_path.iterdir()) == [other, under_way]


@pytest.mark.parametrize(
    ("words", "told"), [(b"caf\xe9", "UTF-8"), (b"\xef\xbb\xbfkata", "BOM"), (b"\nkata", "no pass")]
)
def test_a_passphrase_that_nobody_could_type_again_is_refused(tmp_path, words, told):
    (tmp_path / "passphrase").write_bytes(words)
    with pytest.raises(CommandError, match=told):
        call_command("backup", to=tmp_path / "backups", passphrase_file=tmp_path / "passphrase")
    assert not (tmp_path / "backups").exists()


def test_what_is_deleted_meanwhile_is_told(make_backup, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(files, "names", lambda storage: iter(["gone.png"] if storage is default_storage else []))
    monkeypatch.setattr(files, "storage_of", lambda folder: default_storage)
    call_command("backup", to=tmp_path / "some")
    assert "Deleted meanwhile: gone.png" in capsys.readouterr().err


def test_a_backup_of_a_later_version_is_refused(db):
    with pytest.raises(tables.WrongVersion, match="another version"):
        tables.make_tables([("home", "9999_of_the_future")])


def test_a_file_is_stored_under_just_its_name_where_there_are_no_folders():
    bucket = InMemoryStorage()
    for content in (b"old", b"new"):
        files.put(bucket, "images/a.png", io.BytesIO(content), modified=1)
    assert list(files.names(bucket)) == ["images/a.png"]
    assert bucket.open("images/a.png").read() == b"new"


def test_a_table_with_other_columns_is_told_as_another_version(db):
    with pytest.raises(tables.WrongVersion, match="StarterItem"):
        tables.fill([StarterItem], lambda label: (["id", "key"], iter(['[1,"a"]'])))
    assert StarterItem.objects.exists()
