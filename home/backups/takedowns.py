"""
What was taken down or erased, in a list that no backup holds, so that none brings it back.

One line of JSON each: when, what, which record. No title, no name, no address. `key` says that a record is the one that
was meant and not another one with its number. A line counts only against what is older than it: a page published again
since stays, so the list can be applied as often as one likes.
"""

import json
import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections, models, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Page

from campaigns.models import FieldReport, SessionRequest
from home.backups.shutting import OPENED, SHUT, is_shut, shut
from home.models import HelpPoint, TaskForce
from publishing.models import CampaignDocument, CampaignImage, User
from publishing.pages import generation

UNPUBLISHED, DELETED = "unpublished", "deleted"
logger = logging.getLogger(__name__)
_applying: ContextVar[bool] = ContextVar("applying_takedowns", default=False)


def _digest(record: HelpPoint | TaskForce) -> str:
    """Theirs may be somebody's own name and number: without the site's secret key nobody finds them by trying."""
    return salted_hmac("suluah.takedowns", f"{record.pk}\n{record}\n{record.phone}", algorithm="sha256").hexdigest()


# Of which records it is noted that they are gone, and what tells each from a later one with the same number.
KEYS = {
    Page: lambda page: str(page.translation_key),
    CampaignImage: lambda image: image.sha256,
    CampaignDocument: lambda document: document.sha256,
    User: lambda user: user.date_joined.isoformat(),
    SessionRequest: lambda request: request.created_at.isoformat(),
    FieldReport: lambda report: report.sent_at.isoformat(),
    HelpPoint: _digest,
    TaskForce: _digest,
}
BY_LABEL = {model._meta.label_lower: model for model in KEYS}


@dataclass(frozen=True)
class Entry:
    at: str  # ISO 8601, UTC
    what: str
    model: str
    pk: int
    key: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def note(model: type[models.Model], record: models.Model, what: str, at: datetime | None = None) -> None:
    """Write it down once the change is stored for good: what was rolled back must not be undone at the next start."""
    if _applying.get():
        return
    moment = (at or timezone.now()).isoformat()
    entry = Entry(moment, what, model._meta.label_lower, record.pk, KEYS[model](record))
    transaction.on_commit(partial(_append, entry))


def _append(entry: Entry) -> None:
    path = settings.TAKEDOWNS_FILE
    line = json.dumps(asdict(entry)).encode() + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(file).st_size
            if size and os.pread(file, 1, size - 1) != b"\n":  # of a machine that lost its power
                line = b"\n" + line
            os.write(file, line)  # in one piece, so that no other process writes into it
            os.fsync(file)
        finally:
            os.close(file)
    except OSError:
        logger.exception("A takedown of %s %s could not be written down: a restore may bring it back.", *_of(entry))


def _of(entry: Entry) -> tuple[str, int]:
    return entry.model, entry.pk


def entries(*paths: Path) -> Iterator[Entry]:
    for path in paths:
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                yield Entry(**json.loads(line))
            except (ValueError, TypeError):
                if line.strip():
                    logger.warning("A line of the list of takedowns can't be read.")


@contextmanager
def _without_noting() -> Iterator[None]:
    token = _applying.set(True)
    try:
        yield
    finally:
        _applying.reset(token)


def apply(*paths: Path) -> int:
    """Take away again what stands in these lists and is in the database all the same. Returns how much it was."""
    by_model: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(*paths):
        by_model[entry.model].append(entry)
    with _without_noting():
        return sum(
            _take_away(record, entry)
            for label, of_model in by_model.items()
            if label in BY_LABEL
            for record, entry in _still_there(BY_LABEL[label], of_model)
        )


def _still_there(model: type[models.Model], of_model: list[Entry]) -> Iterator[tuple[models.Model, Entry]]:
    """Deletions last, and of each record only what matters."""
    ordered = sorted(of_model, key=lambda entry: (entry.what == DELETED, entry.at))
    numbers = sorted({entry.pk for entry in ordered})
    found = {}
    for start in range(0, len(numbers), 500):
        found |= model._base_manager.in_bulk(numbers[start : start + 500])
    newest = {(entry.pk, entry.key): entry for entry in ordered if entry.what in {SHUT, OPENED}}
    for entry in ordered:
        record = found.get(entry.pk)
        if record is None or KEYS[model](record) != entry.key:
            continue
        if entry.what == DELETED:
            yield found.pop(entry.pk), entry
        elif entry.what in {SHUT, OPENED}:
            if entry.what == SHUT and newest[entry.pk, entry.key] is entry and not is_shut(record):
                yield record, entry
        elif record.live and (record.last_published_at is None or record.last_published_at <= entry.moment):
            record.live = False
            yield record, entry


def _take_away(record: models.Model, entry: Entry) -> bool:
    try:
        with transaction.atomic():
            # A page that was deleted with the branch above it is gone by now.
            again = type(record)._base_manager.filter(pk=record.pk).first()
            if again is None:
                return False
            if entry.what == DELETED:
                _delete(again)
            elif entry.what == SHUT:
                shut(again)
            else:
                (again.specific if isinstance(again, Page) else again).unpublish()
    except Exception:
        logger.exception("%s %s could not be taken away as editors do.", *_of(entry))
        if not isinstance(record, Page):
            raise
        with transaction.atomic():
            Page.objects.filter(pk=record.pk).update(live=False)
            generation.renew()
    return True


def _delete(record: models.Model) -> None:
    record = record.specific if isinstance(record, Page) else record
    try:
        record.delete()
    except models.ProtectedError as error:
        for user in error.protected_objects:  # it was taken out there before it could be deleted
            user.delete()
        record.delete()


def apply_at_start() -> None:
    """
    Before the first answer: the database may be a replica, or a copy that was laid in place by hand.

    A database that does not answer yet is no reason not to start.
    """
    if not settings.TAKEDOWNS_FILE.exists():
        return
    try:
        if number := apply(settings.TAKEDOWNS_FILE):
            logger.warning("%s takedowns were applied to a database that did not know them.", number)
    except DatabaseError:
        logger.exception("The list of takedowns could not be applied.")
    finally:
        connections.close_all()  # the server divides into processes after this
