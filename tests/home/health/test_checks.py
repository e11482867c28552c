"""What is found out."""

import os
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from home.backups import keeping
from home.health import checks
from home.health.checks import Unwell
from resources import beat
from resources.kits.building import build_kit


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_migration_that_was_not_applied_is_named(db):
    with pytest.raises(Unwell, match="prepare_site"):  # the tests make their tables without any
        checks.migrations()


def test_all_migrations_applied_are_well(db, monkeypatch):
    code = checks.migrations_of_the_code()
    assert ("publishing", "0001_initial") in code
    monkeypatch.setattr(checks.MigrationRecorder, "applied_migrations", lambda recorder: dict.fromkeys(code))
    assert checks.migrations()


def test_a_storage_that_takes_nothing_is_told(monkeypatch):
    def refuse(*args):
        raise PermissionError

    monkeypatch.setattr(storages["private"], "_save", refuse)
    result = checks.Check("storage", checks.storage).now()
    assert (result.ok, result.says) == (False, "PermissionError")


def test_looking_at_the_storage_leaves_nothing_there():
    assert checks.storage()
    for name in ("default", "private"):
        assert not [file for file in storages[name].listdir("")[1] if file.startswith(".sehat")]


def test_a_full_disk_is_told(monkeypatch):
    monkeypatch.setattr(checks, "LEAST_FREE", 10**18)
    with pytest.raises(Unwell, match="MB free"):
        checks.disk()


def test_a_worker_that_looks_is_well(db):
    beat.beat(beat.LOOKS)
    assert "ago" in checks.background_worker()


@pytest.mark.parametrize(("did", "is_well"), [(beat.LOOKS, False), (beat.WORKS, True)])
def test_a_worker_may_be_silent_only_while_it_works(db, folder, did, is_well):
    beat.beat(did)
    minutes_ago = time.time() - 5 * 60
    os.utime(folder / "worker.beat", (minutes_ago, minutes_ago))
    assert checks.Check("worker", checks.background_worker).now().ok == is_well


def test_a_task_that_nobody_begins_is_told_on_a_machine_without_a_worker(db):
    assert checks.background_worker()
    DBTaskResult.objects.create(
        task_path=build_kit.module_path, args_kwargs={"args": [1], "kwargs": {}}, backend_name="background",
        enqueued_at=timezone.now() - timedelta(hours=1), run_after=timezone.now() - timedelta(hours=1),
    )  # fmt: skip
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Unwell, match="waits since"):
        checks.background_worker()


def test_a_page_whose_end_is_over_and_a_start_that_was_missed_are_counted(page_at):
    assert checks.schedules()
    long_ago = timezone.now() - timedelta(hours=1)
    page = page_at("/kekerasan/fisik/")
    Page.objects.filter(pk=page.pk).update(expire_at=long_ago)
    revision = page.save_revision(approved_go_live_at=long_ago)
    assert revision.approved_go_live_at
    with pytest.raises(Unwell, match="2 overdue"):
        checks.schedules()


def test_a_backup_of_last_week_is_told():
    assert checks.backup()
    keeping.note_made(datetime.now(UTC) - timedelta(days=7))
    with pytest.raises(Unwell, match="the last is of"):
        checks.backup()


def test_the_command_ends_badly_when_something_is_not_well(monkeypatch, capsys):
    monkeypatch.setattr(checks, "LEAST_FREE", 10**18)
    monkeypatch.setattr(checks, "CHECKS", [checks.Check("disk", checks.disk)])
    with pytest.raises(CommandError, match="disk"):
        call_command("health")
    assert "NOT  disk" in capsys.readouterr().out
