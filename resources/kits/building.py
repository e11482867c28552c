"""
Builds the ZIPs of kits behind the editors' backs.

A build compares what the archive would be made of with what the stored one was made of, so asking for one too many
costs little. The new file gets its place at once and whole; until then, and when a build fails, the former one serves.
"""

import logging
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from publishing.media import disk_space
from publishing.media.storage import Away, private_files
from resources.kits.archive import ShortFileError, checksum, write
from resources.kits.contents import Contents
from resources.kits.models import KitArchive, KitPage
from resources.kits.texts import fingerprint_of
from resources.previews.states import State

FOLDER = "materi/paket"
UNFINISHED = ".sedang-dibuat-"
ABANDONED_AFTER = 24 * 60 * 60  # seconds
TRIED_EVERY = timedelta(minutes=10)  # what failed for want of room, or because the place of files was away
_PASSING = {
    disk_space.FULL: gettext_lazy("The server's disk is full."),
    disk_space.FILES_AWAY: gettext_lazy("The place of the files does not answer."),
}

logger = logging.getLogger(__name__)


def request_builds(kits: Iterable[int]) -> None:
    """Have the archives of these kits (by their numbers) looked at once the present change is stored."""
    for kit_id in sorted(set(kits)):
        KitArchive.objects.filter(kit_id=kit_id).update(state=State.PENDING)
        transaction.on_commit(partial(build_kit.enqueue, kit_id))


def request_all_builds() -> None:
    request_builds(KitPage.objects.values_list("pk", flat=True))


def begin_again_what_was_forgotten() -> None:
    """
    Ask once more for what waits although nobody is at it, and for what no reader gets any more.

    What ended the worker is not tried for ever.
    """
    kits = KitPage.objects.live().with_archive()
    for kit in kits.filter(Q(archive=None) | Q(archive__state=State.PENDING)):
        tried = DBTaskResult.objects.filter(task_path=build_kit.module_path, args_kwargs=_only(kit.pk))
        last = tried.order_by("-enqueued_at").first()
        if last and last.status == TaskResultStatus.FAILED:
            archive, _made = KitArchive.objects.get_or_create(kit=kit)
            _note_failure(archive, _unforeseen())
        else:
            request_builds([kit.pk])
    request_builds(kit.pk for kit in kits.filter(archive__state=State.READY) if not kit.ready_archive)
    for kit in kits.filter(archive__state=State.FAILED, archive__failure__in=map(str, _PASSING.values())):
        tried = DBTaskResult.objects.filter(task_path=build_kit.module_path, args_kwargs=_only(kit.pk))
        if not tried.filter(enqueued_at__gt=timezone.now() - TRIED_EVERY).exists():
            request_builds([kit.pk])


def _only(argument: int) -> dict:
    return {"args": [argument], "kwargs": {}}


def _unforeseen() -> str:
    return gettext("Something unforeseen happened. Ask whoever looks after the server.")


@task(backend="background")
def build_kit(kit_id: int) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        build(kit_id)


def build(kit_id: int) -> None:
    """Bring the archive of a kit up to date, or take it away when the kit is not published."""
    kit = KitPage.objects.live().filter(pk=kit_id).first()
    if not kit:
        for archive in KitArchive.objects.filter(kit_id=kit_id):
            archive.delete()
        return
    archive, _made = KitArchive.objects.get_or_create(kit=kit)
    try:
        _bring_up_to_date(kit, archive)
    except (OSError, Away) as error:
        logger.warning("The archive of kit %s could not be built: %s", kit_id, error)
        _note_failure(archive, _reason(error))
    except Exception:
        _note_failure(archive, _unforeseen())
        raise


def _bring_up_to_date(kit: KitPage, archive: KitArchive) -> None:
    contents = Contents.of(kit)
    fingerprint = fingerprint_of(contents)
    new = {"etag": fingerprint, "files": contents.files}
    stored = archive.file.name if archive.file and archive.file.storage.exists(archive.file.name) else ""
    if stored and archive.etag == fingerprint:
        _put_in_place(archive.pk, stored, **new)
        return
    with _unfinished_file() as file:
        write(file, contents)
        new |= {"sha256": checksum(file), "size": file.seek(0, os.SEEK_END)}
        if not _is_still(kit.pk, fingerprint):
            return
        if stored and archive.sha256 == new["sha256"]:  # the same bytes: who is half-way through them may go on
            _put_in_place(archive.pk, stored, **new)
            return
        _make_newer(file, archive)
        name = private_files().save(f"{FOLDER}/{kit.pk}/{new['sha256'][:16]}.zip", FinishedFile(file, file.name))
    try:
        _put_in_place(archive.pk, name, **new)
    except OSError:  # a file was lost meanwhile
        private_files().delete(name)
        raise


def _is_still(kit_id: int, fingerprint: str) -> bool:
    """Whether an archive would be made of the same now. If not, whoever changed it has asked for a build of its own."""
    kit = KitPage.objects.live().filter(pk=kit_id).first()
    return bool(kit) and fingerprint_of(Contents.of(kit)) == fingerprint


def _put_in_place(archive_id: int, name: str, **new) -> None:
    """
    Readers get the file `name` from here on, which may be the one that they get now.

    Another build of the same kit may have been quicker, with what is newer: so it is asked once more what an archive
    would be made of, while nobody else can put one in place.
    """
    with transaction.atomic():
        archive = KitArchive.objects.select_for_update().filter(pk=archive_id).first()
        former = archive.file.name if archive else ""
        if not archive or not _is_still(archive.kit_id, new["etag"]):
            superfluous = name if name != former else ""
        elif name == former:
            superfluous = ""
            _note_success(archive, **new)
        elif archive.etag == new["etag"] and former and archive.file.storage.exists(former):
            superfluous = name
        else:
            superfluous = former
            _note_success(archive, file=name, built_at=timezone.now(), **new)
        if superfluous:
            transaction.on_commit(partial(private_files().delete, superfluous))


class FinishedFile(File):
    """Tells the storage where the file lies, so that it is moved and not copied."""

    def temporary_file_path(self) -> str:
        return self.name


@contextmanager
def _unfinished_file() -> Iterator[BinaryIO]:
    """A new file where archives lie, or elsewhere if that is no folder of this machine. It is never left over."""
    try:
        folder = private_files().folder(FOLDER)
    except (AttributeError, NotImplementedError):
        folder = Path(tempfile.gettempdir())
    for forgotten in folder.glob(f"{UNFINISHED}*"):  # of a process that was killed
        with suppress(OSError):
            if forgotten.stat().st_mtime < time.time() - ABANDONED_AFTER:
                forgotten.unlink()
    with tempfile.NamedTemporaryFile("w+b", dir=folder, prefix=UNFINISHED, suffix=".zip", delete=False) as file:
        try:
            yield file
        finally:
            Path(file.name).unlink(missing_ok=True)


def _make_newer(file: BinaryIO, archive: KitArchive) -> None:
    """On the disk for good, and with a time after its predecessor's: the ETag is made of time and size."""
    file.flush()
    os.fsync(file.fileno())
    before = 0
    with suppress(OSError, ValueError):
        before = archive.file.storage.get_modified_time(archive.file.name).timestamp()
    moment = max(time.time(), int(before) + 1)
    os.utime(file.name, (moment, moment))


def _note_success(archive: KitArchive, **changes) -> None:
    for name, value in {"state": State.READY, "failure": "", **changes}.items():
        setattr(archive, name, value)
    archive.save(update_fields=["state", "failure", *changes])


def _note_failure(archive: KitArchive, reason: str) -> None:
    archive.state, archive.failure = State.FAILED, reason
    archive.save(update_fields=["state", "failure"])


def _reason(error: OSError | Away) -> str:
    if trouble := disk_space.trouble_of(error):
        return str(_PASSING[trouble])
    if isinstance(error, FileNotFoundError):
        return gettext("A file is missing on the server: %(name)s.") % {"name": Path(str(error.filename)).name}
    if isinstance(error, ShortFileError):
        return gettext("A file was being changed. Try again.")
    return gettext("The server could not read or write a file.")
