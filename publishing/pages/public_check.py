"""
What the guard finds in all that readers see now: it may have gone public before a rule was known, or show a number that
is verified no more. The worker looks again after changes; the first screen and `check_published` tell it.
"""

import logging
import time
from collections.abc import Iterator

from django.apps import apps
from django.db import close_old_connections, models, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import DraftStateMixin

from publishing.guard.gate import Found, open_findings
from publishing.guard.records import GuardedRecord
from publishing.pages import generation
from publishing.pages.models import SitePage
from publishing.pages.review import old_stops

LOOK_EVERY = 60  # seconds
DRAFTS_EVERY = 24 * 60 * 60
REST = 10  # times as long as the last look took

logger = logging.getLogger(__name__)


class PublicFinding(models.Model):
    """One finding of the last look. Nothing of it may be kept secret: the value is masked."""

    changes_what_readers_see = False

    model = models.CharField(max_length=60)  # "campaigns.articlepage"
    object_id = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    label = models.CharField(max_length=400)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=10)
    masked = models.CharField(max_length=200)

    class Meta:
        verbose_name = "finding in what is public"

    def __str__(self) -> str:
        return f"{self.name}: {self.label}: {self.masked}"

    @property
    def record(self) -> models.Model | None:
        return apps.get_model(self.model).objects.filter(pk=self.object_id).first()


def public_records() -> Iterator[models.Model]:
    """Everything of the site that has words and that readers may see."""
    for model in apps.get_models():
        if issubclass(model, SitePage):
            yield from model.objects.live().iterator(chunk_size=50)
        elif issubclass(model, GuardedRecord):
            records = model._base_manager.all()
            shown = records.filter(live=True) if issubclass(model, DraftStateMixin) else records
            yield from shown.iterator(chunk_size=50)
    yield from Redirect.objects.filter(automatically_created=False)


def look() -> Iterator[PublicFinding]:
    for record in public_records():
        for found in open_findings(record):
            yield _noted(record, found)


def _noted(record: models.Model, found: Found) -> PublicFinding:
    return PublicFinding(
        model=record._meta.label_lower,
        object_id=str(record.pk),
        name=str(record)[:255],
        label=found.label[:400],
        kind=found.kind,
        level=found.finding.level,
        masked=found.masked[:200],
    )


def renew() -> list[PublicFinding]:
    """Look, and keep what was found in place of what was kept."""
    found = list(look())
    with transaction.atomic():
        PublicFinding.objects.all().delete()
        PublicFinding.objects.bulk_create(found)
    return found


def watch() -> None:
    """Look again whenever readers see something new, and at drafts daily, for ever. Nothing that goes wrong ends it."""
    seen, took, drafts_at = None, 0.0, float("-inf")
    while True:
        try:
            close_old_connections()
            word = generation.current()
            if word != seen:
                began = time.monotonic()
                renew()
                seen, took = word, time.monotonic() - began
            if time.monotonic() - drafts_at > DRAFTS_EVERY:
                drafts_at = time.monotonic()  # whatever becomes of it: what is public comes first
                old_stops.renew()
        except Exception:  # the database may be away for a while
            logger.exception("What is public could not be looked at.")
        time.sleep(max(LOOK_EVERY, REST * took))
