"""
Drafts that have held for a month what may never be public: told on the first screen, and their versions can be erased.

Drafts are free, so a number may lie in the versions of a page that nobody finishes. The worker looks at them
once a day. Whoever may delete a page for good may erase them (publishing.pages.deleting).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.admin.models import FormState
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from publishing.guard.gate import Found, look_at, open_findings
from publishing.guard.texts import Text
from publishing.pages.models import SitePage

OLD = timedelta(days=30)
ERASED = "suluah.versions.erase"  # what the history calls it
# What the row of a page says of its draft.
OF_VERSIONS = ("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at")


class OldStop(models.Model):
    """A page with such a draft. The value is masked; `since` is the day of the oldest version that holds it."""

    changes_what_readers_see = False

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=400)
    masked = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "old draft with a stop"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.label}: {self.masked}"


def name_of(page: Page) -> str:
    """The title of its draft, or only its kind when the title itself may not be told."""
    title = page.draft_title or page.title
    return page.specific_class.get_verbose_name() if list(look_at([Text(("title",), "", title)])) else title


class HasPagesBelow(Exception):
    """A page without any version that may stay goes as a whole, and this one can't."""


def renew(now: datetime | None = None) -> list[OldStop]:
    """Look at every draft, and keep what was found in place of what was kept."""
    limit = (now or timezone.now()) - OLD
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(latest_revision=None)
    found = [stop for page in drafts.iterator(chunk_size=50) if (stop := _oldest(page, limit))]
    with transaction.atomic():
        OldStop.objects.all().delete()
        OldStop.objects.bulk_create(found)
    return found


def _oldest(page: Page, limit: datetime) -> OldStop | None:
    versions = versions_readers_never_saw(page).filter(created_at__lt=limit)
    for version in versions.order_by("created_at", "pk").iterator(chunk_size=5):
        for one in stops_in(version):
            return OldStop(page=page, label=one.label[:400], masked=one.masked[:200], since=version.created_at)
    return None


def versions_readers_never_saw(page: Page) -> models.QuerySet[Revision]:
    """Those after the live one; of a page that is not live, all."""
    versions = Revision.objects.for_instance(page)
    live = page.live_revision if page.live else None
    return versions.filter(created_at__gt=live.created_at).exclude(pk=live.pk) if live else versions


def stops_in(version: Revision) -> list[Found]:
    page = version.as_object()
    return [one for one in open_findings(page) if not one.asks] if isinstance(page, SitePage) else []


def stopped_versions(page: Page) -> Iterator[tuple[Revision, list[Found]]]:
    """All versions of the page that hold such a thing, whatever their age, but never the one that readers see."""
    for version in Revision.objects.for_instance(page).exclude(pk=page.live_revision_id).order_by("pk"):
        if found := stops_in(version):
            yield version, found


@transaction.atomic
def erase(page: Page, user) -> int:
    """
    Erase every version of `page` that holds a stop, and return how many. What readers see stays as it is.

    A draft goes back to its newest version without one. A page that readers don't see and that has no such version goes
    as a whole. Raises HasPagesBelow.
    """
    page = Page.objects.get(pk=page.pk)
    stopped = list(stopped_versions(page))
    if not stopped:
        OldStop.objects.filter(page=page).delete()
        return 0
    gone = [version.pk for version, _found in stopped]
    kept = Revision.objects.for_instance(page).exclude(pk__in=gone).order_by("created_at", "pk").last()
    if not kept and not page.live and page.numchild:
        raise HasPagesBelow
    if state := page.current_workflow_state:
        state.cancel(user=user)
    told = sorted({f"{one.label}: {one.masked}" for _version, found in stopped for one in found})
    log(instance=page, action=ERASED, user=user, data={"versions": len(gone), "findings": told[:20]})
    FormState.objects.for_instance(page.specific).delete()  # what Wagtail keeps of a preview, for a day
    if not kept and not page.live:
        DeletePageAction(page.specific, user=user).execute(skip_permission_checks=True)
        title = _("Erased draft")
    else:
        title = _go_back(page, kept)
    Revision.objects.filter(pk__in=gone).delete()
    PageLogEntry.objects.filter(page=page.pk).update(label=title[:255])  # the titles of erased versions
    OldStop.objects.filter(page=page.pk).delete()
    return len(gone)


def _go_back(page: Page, kept: Revision | None) -> str:
    """The page is stored as it is without the erased versions, so that searches follow. Returns its title."""
    version = kept.as_object() if kept else page.specific
    version.latest_revision, version.draft_title = kept, version.title
    version.latest_revision_created_at = kept and kept.created_at
    if page.live:
        version.has_unpublished_changes = bool(kept) and kept.pk != page.live_revision_id
        version.save(clean=False, update_fields=[*OF_VERSIONS])
    else:
        version.has_unpublished_changes = True
        version.save(clean=False)
    return version.title
