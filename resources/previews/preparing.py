"""
What is made of an uploaded file behind the editor's back: pictures of its first pages, a small copy for WhatsApp.

A file is prepared once for its content. Everything here may be run again at any time, also after a crash half-way: what
is there already is left alone, and what was begun is begun anew. The database is never held while a file is drawn.
"""

import logging
import tempfile
import zipfile
from datetime import timedelta
from functools import partial
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from publishing.media import disk_space
from publishing.media.storage import Away
from publishing.models import CampaignDocument
from publishing.pages import generation
from publishing.uploads import sandbox
from publishing.uploads.refusals import Refused
from resources.previews.models import Preparation, PreviewPicture
from resources.previews.states import State

DRAWN = {"pdf", "jpg", "png", "webp"}
COUNTED = {"pptx", "odp"}
FORGOTTEN_AFTER = timedelta(minutes=1)  # what waits so long although the worker has nothing to do
LONGEST_WAIT = 300  # seconds; no editor waits here, so uploads go first
MOST_ATTEMPTS = 3  # a file that ends the worker each time is given up

logger = logging.getLogger(__name__)


def document_stored(document: CampaignDocument) -> None:
    """A document was saved: if its content is new, what was made of the former goes at once and the work is begun."""
    preparation, created = Preparation.objects.get_or_create(document=document)
    if created or preparation.sha256 != document.sha256:
        begin(preparation)


def begin(preparation: Preparation) -> None:
    """Ask for the work. The editor does not wait for it; until it is done, pages say that it is being prepared."""
    preparation.forget()
    preparation.state, preparation.failure = State.PENDING, ""
    preparation.sha256 = preparation.document.sha256
    preparation.save()
    transaction.on_commit(partial(prepare.enqueue, preparation.document_id, preparation.sha256))


def begin_again_what_was_forgotten() -> None:
    """
    Ask once more for what waits although nobody is at it, and for what came before there was a worker, or covers.
    """
    for document in CampaignDocument.objects.filter(preparation=None).exclude(sha256=""):
        begin(Preparation(document=document))
    coverless = Preparation.objects.filter(pictures__page_number=1, pictures__cover="")
    for preparation in coverless.select_related("document"):
        begin(preparation)
    forgotten = Preparation.objects.filter(state=State.PENDING, changed_at__lt=timezone.now() - FORGOTTEN_AFTER)
    for preparation in forgotten.select_related("document"):
        if _ended_the_worker(preparation):
            _fail(preparation, _words("too_hard"))
        else:
            begin(preparation)


def _ended_the_worker(preparation: Preparation) -> bool:
    """Whether it was tried as often as a file is: each attempt left the name of the worker that did not come back."""
    asked = {"args": [preparation.document_id, preparation.sha256], "kwargs": {}}
    tried = DBTaskResult.objects.failed().filter(task_path=prepare.module_path, args_kwargs=asked)
    return any(len(result.worker_ids) >= MOST_ATTEMPTS for result in tried)


@task(backend="background")
def prepare(document_pk: int, sha256: str) -> None:
    """Do the work for this content of a document; nothing when it is done, or the document has another one by now."""
    preparation = _wanted(document_pk, sha256)
    if preparation is None:
        return
    document = preparation.document
    with tempfile.TemporaryFile() as made:
        try:
            facts = _made(document, made)
        except Refused as refused:
            if refused.code != "busy":  # else it goes on waiting, and is asked for again
                _fail(preparation, _words(refused.code))
        except Exception as error:
            if disk_space.trouble_of(error):  # nothing is wrong with the file: it goes on waiting too
                logger.warning("Document %s waits: %s", document_pk, error)
                return
            logger.exception("Document %s could not be prepared.", document_pk)
            lost = gettext("The file could not be read. Upload it again.")
            _fail(preparation, lost if isinstance(error, OSError) else _words("damaged"))
        else:
            try:
                _keep(preparation, facts, made)
            except (OSError, Away) as error:
                if not disk_space.trouble_of(error):
                    raise
                logger.warning("Document %s waits: %s", document_pk, error)


def _wanted(document_pk: int, sha256: str) -> Preparation | None:
    return (
        Preparation.objects.select_related("document")
        .filter(document=document_pk, document__sha256=sha256, sha256=sha256, state=State.PENDING)
        .first()
    )


def _made(document: CampaignDocument, made: BinaryIO) -> dict:
    ending = document.file_extension
    if ending not in DRAWN | COUNTED:
        return {}
    with document.open_file() as content, sandbox.real_file(content) as source:
        return sandbox.run("draw" if ending in DRAWN else "slides", source, made, wait=LONGEST_WAIT)


def _words(code: str) -> str:
    if code == "too_hard":
        return gettext("The pages are too complicated to be drawn. Save the file anew with smaller pictures.")
    return gettext("The pages could not be drawn. Open the file; if it shows well, save it anew and replace it.")


def _fail(preparation: Preparation, reason: str) -> None:
    with transaction.atomic():
        Preparation.objects.filter(pk=preparation.pk, sha256=preparation.sha256).update(
            state=State.FAILED, failure=reason, changed_at=timezone.now()
        )
        generation.renew()


def _keep(preparation: Preparation, facts: dict, made: BinaryIO) -> None:
    """Store what was made, unless the document was replaced meanwhile. Files first, so that the database is quick."""
    pictures = _stored(preparation, facts.get("pictures") or [], made)
    preparation.pages = facts.get("pages")
    preparation.sheet_width, preparation.sheet_height = facts.get("sheet") or (None, None)
    preparation.state = State.READY
    is_kept = False
    try:
        with transaction.atomic():
            still = Preparation.objects.select_for_update().filter(pk=preparation.pk, sha256=preparation.sha256)
            if still.filter(state=State.PENDING).exists():
                preparation.save()
                PreviewPicture.objects.bulk_create(pictures)
                is_kept = True
    finally:
        if not is_kept:
            for thing in (preparation, *pictures):
                thing.delete_files()


def _stored(preparation: Preparation, sides: list[list[int]], made: BinaryIO) -> list[PreviewPicture]:
    """The files of what was drawn. Nothing points to them yet."""
    if not sides:
        return []
    pictures, stem = [], preparation.sha256[:16]
    with zipfile.ZipFile(made) as archive:
        for number, (width, height) in enumerate(sides, 1):
            picture = PreviewPicture(preparation=preparation, page_number=number)
            for file, made_name, kept_name in (
                (picture.image, f"{number}.webp", f"{stem}-{number}.webp"),
                (picture.large, f"{number}-large.webp", f"{stem}-{number}-besar.webp"),
                (picture.avif, f"{number}.avif", f"{stem}-{number}.avif"),
                (picture.large_avif, f"{number}-large.avif", f"{stem}-{number}-besar.avif"),
            ):
                file.save(kept_name, ContentFile(archive.read(made_name)), save=False)
            picture.width, picture.height = width, height
            if number == 1:
                picture.cover.save(f"{stem}-cover.avif", ContentFile(archive.read("cover.avif")), save=False)
            pictures.append(picture)
        if "whatsapp.jpg" in archive.namelist():
            copy = ContentFile(archive.read("whatsapp.jpg"))
            preparation.whatsapp.save(f"{stem}.jpg", copy, save=False)
            preparation.whatsapp_size = copy.size
    return pictures
