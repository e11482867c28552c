"""
Publishes and takes down pages at their time. The worker looks every few seconds, in a thread of its own: a film that is
being cleaned does not hold a page up.

Wagtail's command `publish_scheduled` does the same in one sweep, which ends at the first page that fails. Here each
page is a transaction of its own, and a failure is kept for the editors. Two workers never do one page: whoever comes
second finds it done.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page, PageLogEntry, Revision

from publishing.accounts import mail
from publishing.accounts.user import User
from publishing.pages.schedule_failure import ScheduleFailure
from publishing.pages.spent_dates import EXPIRED
from publishing.watching import look_for_ever

LOOK_EVERY = 10  # seconds
LATE_AFTER = timedelta(minutes=2)  # then editors are told, also when nobody is at work
LONGEST_WAIT = 60  # minutes until a page that failed is tried again
TOLD_FOR = timedelta(days=2)  # what happened by itself stands on the first screen so long
PUBLISHED, MISSED = "wagtail.publish.scheduled", "wagtail.schedule.cancel"  # as Wagtail's log calls them

Action = ScheduleFailure.Action
logger = logging.getLogger(__name__)


@dataclass
class Due:
    """
    One thing to do, once `at` has come. `revision` is the version to publish, `failure` the last try.

    `title` and `path` are those of the page, as editors know it.
    """

    action: Action
    page_id: int
    at: datetime
    revision_id: int | None = None
    title: str = ""
    path: str = ""
    failure: ScheduleFailure | None = field(default=None, compare=False)

    @property
    def page(self) -> Page:
        return Page.objects.get(pk=self.page_id)

    @property
    def waits(self) -> bool:
        """Whether it failed so lately that it is not tried again yet: after 1, 2, 4 … minutes."""
        if self.failure is None:
            return False
        wait = min(2 ** (self.failure.attempts - 1), LONGEST_WAIT)
        return timezone.now() < self.failure.failed_at + timedelta(minutes=wait)


def watch() -> None:
    """Look for ever. Nothing that goes wrong ends it."""
    look_for_ever(run, LOOK_EVERY, "The schedules could not be looked at.")


def run() -> None:
    """Do all that is due. What ends is ended first: it may be what is published again a moment later."""
    for due in all_due():
        if not due.waits:
            _try(due)


def all_due(*, before: timedelta = timedelta(0)) -> list[Due]:
    """What should have happened by now (or `before` now), the longest overdue of each kind first."""
    by = timezone.now() - before
    ends = Page.objects.filter(live=True, expire_at__lte=by).order_by()
    starts = Revision.objects.page_revisions().filter(approved_go_live_at__lte=by).order_by()
    page_id = Cast(OuterRef("object_id"), IntegerField())
    page = Page.objects.filter(pk=page_id)
    rows = ends.values_list(
        "pk", "expire_at", Value(None, IntegerField()), "draft_title", "path", *_failed(Action.EXPIRE, OuterRef("pk"))
    ).union(
        starts.values_list(
            Cast("object_id", IntegerField()),
            "approved_go_live_at",
            "pk",
            Subquery(page.values("draft_title")),
            Subquery(page.values("path")),
            *_failed(Action.PUBLISH, page_id),
        ),
        all=True,
    )
    return sorted(map(_due, rows), key=lambda due: (due.action == Action.PUBLISH, due.at))


_OF_FAILURE = ("due_at", "reason", "attempts", "failed_at")


def _failed(action: Action, page_id: OuterRef | Cast) -> list[Subquery]:
    """What is kept of the last try."""
    failure = ScheduleFailure.objects.filter(page=page_id, action=action)
    return [Subquery(failure.values(name)[:1]) for name in _OF_FAILURE]


def _due(row: tuple) -> Due:
    page_id, at, revision_id, title, path, *failed = row
    due = Due(Action.EXPIRE if revision_id is None else Action.PUBLISH, page_id, at, revision_id, title, path)
    if failed[0] == at:  # another was of another moment
        facts = dict(zip(_OF_FAILURE, failed, strict=True))
        due.failure = ScheduleFailure(page_id=page_id, action=due.action, **facts)
    return due


def overdue() -> list[Due]:
    """For the editors: what failed, and what nobody has tried though its time is over."""
    late = timezone.now() - LATE_AFTER
    return [due for due in all_due() if due.failure or due.at <= late]


def happened() -> QuerySet[PageLogEntry]:
    """What happened by itself in the last days, the latest first."""
    since = timezone.now() - TOLD_FOR
    actions = [PUBLISHED, EXPIRED, MISSED]
    entries = PageLogEntry.objects.filter(action__in=actions, user=None, timestamp__gte=since)
    return entries.order_by("-timestamp")


def _try(due: Due) -> None:
    try:
        with transaction.atomic():
            planner = _planner(due)
            _publish(due) if due.action == Action.PUBLISH else _take_down(due)
            ScheduleFailure.objects.filter(page=due.page_id, action=due.action).delete()
    except _DoneByAnother:
        return
    except Exception as error:
        logger.exception("Page %s was %s and failed.", due.page_id, due.action)
        _note(due, error)
    else:
        _tell(due, planner)


class _DoneByAnother(Exception):
    pass


def _planner(due: Due) -> User | None:
    """Who made the version that is to be published, or that is public until now."""
    version = Revision.objects.filter(pk=due.revision_id).first() if due.revision_id else due.page.live_revision
    return version and version.user


def _publish(due: Due) -> None:
    _lock(due.page_id)
    planned = Revision.objects.filter(pk=due.revision_id, approved_go_live_at=due.at).first()
    if planned is None:
        raise _DoneByAnother
    if _is_over(planned):
        planned.approved_go_live_at = None
        planned.save(update_fields=["approved_go_live_at"])  # Wagtail logs it as MISSED
    else:
        planned.publish(log_action=PUBLISHED)
        Page.objects.filter(pk=due.page_id).update(go_live_at=None)


def _is_over(planned: Revision) -> bool:
    """Whether its end passed as well while nobody was at work: it is not shown, not even for a moment."""
    end = planned.content.get("expire_at")
    return bool(end) and datetime.fromisoformat(end) <= timezone.now()


def _take_down(due: Due) -> None:
    _lock(due.page_id)
    page = Page.objects.filter(pk=due.page_id, live=True, expire_at=due.at).first()
    if page is None:
        raise _DoneByAnother
    # Wagtail forgets with it what is planned for later; here only this end has come.
    later = page.revisions.filter(approved_go_live_at__gt=due.at).values_list("pk", "approved_go_live_at").first()
    page.unpublish(set_expired=True, log_action=EXPIRED)
    if later:
        Revision.objects.filter(pk=later[0]).update(approved_go_live_at=later[1])
    Page.objects.filter(pk=page.pk).update(expire_at=None, go_live_at=None)


def _lock(page_id: int) -> None:
    """Other workers wait here. SQLite has no locks of rows: there the whole transaction waits."""
    Page.objects.select_for_update(of=("self",)).filter(pk=page_id).first()


def _note(due: Due, error: Exception) -> None:
    if isinstance(error, ValidationError):
        reason = " ".join(error.messages)
    else:
        reason = gettext("Something unforeseen happened. Ask whoever looks after the server.")
    attempts = due.failure.attempts + 1 if due.failure else 1
    facts = {"due_at": due.at, "reason": reason[:300], "attempts": attempts, "failed_at": timezone.now()}
    ScheduleFailure.objects.update_or_create(page_id=due.page_id, action=due.action, defaults=facts)
    if attempts == 1:
        _tell(due, _planner(due), failed=True)


def _tell(due: Due, user: User | None, *, failed: bool = False) -> None:
    """By mail, where mail is set up. The page is not named: others may read along."""
    if user and user.email and mail.is_set_up():
        address = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[due.page_id])
        mail.send(user.email, "publishing/mail/schedule.txt", {"address": address, "failed": failed})
