"""What waits in the pages, and in the records that are reviewed as they are: drafts, schedules, checks."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState, WorkflowState
from wagtail.models.audit_log import BaseLogEntry
from wagtail.permissions import page_permission_policy

from home.desk.reach import Reach
from home.desk.words import at_moment, edit, edit_version, on_day
from publishing.desk import MOST_NAMED, Group, Part, Task, first_and_count_of_each
from publishing.models import ReviewTask, SitePage, User
from publishing.pages.models import review_due
from publishing.pages.review.second_person import emergencies
from publishing.pages.schedules import PUBLISHED, happened, overdue
from publishing.pages.spent_dates import EXPIRED

Lately = dict[str, tuple[list[PageLogEntry], int]]
IN_REVIEW = Q(status=TaskState.STATUS_IN_PROGRESS)
NOBODY_TRIED = _("Nobody has tried it: the worker of the site does not run. Tell whoever looks after the server.")


class Checked(NamedTuple):
    """A published page with what its next check depends on."""

    pk: int
    path: str
    title: str
    reviewed_on: date | None
    checked_by_office: bool
    review_after_months: int

    @property
    def is_due(self) -> bool:
        due = review_due(self.reviewed_on, self.review_after_months)
        return due is None or due <= timezone.localdate()


def pages_to_check(reach: Reach) -> list[Checked]:
    """Published pages within reach whose review is due, the longest unchecked first. One query, plain rows."""
    rows = [
        model.objects.live().filter(reach.within()).order_by().values_list(*Checked._fields)
        for model in SitePage.__subclasses__()
        if model.needs_review
    ]
    pages = (Checked(*row) for row in rows[0].union(*rows[1:], all=True))
    return sorted((page for page in pages if page.is_due), key=lambda page: (page.reviewed_on or date.min, page.pk))


def groups(user: User) -> Iterator[Group]:
    reach = Reach.of(user)
    yield from _drafts(user)
    lately = _lately(user)
    yield from _second_persons(user, lately)
    yield from _schedules(reach, lately)
    due = pages_to_check(reach)
    checks = [Task(page.title, edit(page.pk), _last_check(page)) for page in due[:MOST_NAMED]]
    yield Group(Part.TIDY, _("Pages to check again"), checks, len(due))


def _drafts(user: User) -> Iterator[Group]:
    tasks = ReviewTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__user=user)
    states = TaskState.objects.select_related("revision__user", "revision__content_type")
    states = states.order_by(Case(When(IN_REVIEW, then=F("started_at"))), "-workflow_state__created_at")
    found = first_and_count_of_each(
        states.filter(revision__isnull=False),
        {
            "review": TaskState.objects.filter(IN_REVIEW, task__in=tasks),
            "mend": TaskState.objects.filter(
                workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
                workflow_state__requested_by=user,
                workflow_state__current_task_state=F("pk"),
            ),
        },
    )
    waiting, count = found["review"]
    yield Group(
        Part.MINE,
        _("To review"),
        [
            Task(state.revision.object_str, edit_version(state.revision), _by(state.revision.user, state.started_at))
            for state in waiting
        ],
        count,
    )
    returned, count = found["mend"]
    yield Group(
        Part.MINE,
        _("To mend: the reviewer asks for changes"),
        [Task(state.revision.object_str, edit_version(state.revision), state.comment) for state in returned],
        count,
    )


def _by(user: User | None, at) -> str:
    name = user.get_full_name() or user.get_username() if user else gettext("Somebody")
    return gettext("from %(name)s, %(moment)s") % {"name": name, "moment": at_moment(at)}


def _second_persons(user: User, lately: Lately) -> Iterator[Group]:
    """Whether there is one, and who made something public without one."""
    records = emergencies(ModelLogEntry, user).select_related("content_type")[:MOST_NAMED]
    if page_permission_policy.users_with_permission("publish").filter(is_active=True).count() == 1:
        yield Group(
            Part.KNOW,
            _("Only one person may publish"),
            [Task(_("Nobody looks at what this person wrote. Give a second one the role Peninjau."))],
        )
    told = sorted([*lately["emergency"][0], *records], key=lambda entry: entry.timestamp, reverse=True)
    yield Group(
        Part.KNOW,
        _("Published without a second person"),
        [
            Task(
                entry.label,
                _history(entry),
                gettext("%(user)s, %(moment)s. Reason: %(reason)s")
                % {"user": entry.user, "moment": at_moment(entry.timestamp), "reason": entry.data.get("reason", "")},
            )
            for entry in told[:MOST_NAMED]
        ],
    )


def _lately(user: User) -> Lately:
    """What the log of pages says that others should know."""
    entries = PageLogEntry.objects.select_related("page", "user").order_by("-timestamp", "-pk")
    kinds = {"emergency": emergencies(PageLogEntry, user), "happened": happened()}
    return first_and_count_of_each(entries, kinds, 2 * MOST_NAMED)


def _history(entry: BaseLogEntry) -> str | None:
    if isinstance(entry, PageLogEntry):
        return reverse("wagtailadmin_pages:history", args=[entry.page_id]) if entry.page else None
    viewset = getattr(entry.content_type.model_class(), "snippet_viewset", None)
    there = viewset and viewset.model._base_manager.filter(pk=entry.object_id).exists()
    return reverse(viewset.get_url_name("history"), args=[entry.object_id]) if there else None


def _schedules(reach: Reach, lately: Lately) -> Iterator[Group]:
    tasks = []
    for due in overdue():
        if not reach.holds(due.path):
            continue
        reason = due.failure.reason if due.failure else NOBODY_TRIED
        tasks.append(Task(due.title, edit(due.page_id), f"{due.action.label} {at_moment(due.at)}. {reason}"))
    yield Group(Part.MINE, _("Planned, and not done"), tasks[:MOST_NAMED], len(tasks))
    words = {PUBLISHED: _("published"), EXPIRED: _("taken down")}
    missed = _("not published, because its end had passed as well")
    yield Group(
        Part.KNOW,
        _("Done by themselves, as planned"),
        [
            Task(
                entry.label,
                edit(entry.page_id) if entry.page else None,
                f"{words.get(entry.action, missed)}, {at_moment(entry.timestamp)}",
            )
            for entry in lately["happened"][0]
            if entry.page is None or reach.holds(entry.page.path)
        ],
    )


def _last_check(page: Checked) -> str:
    if page.reviewed_on is None:
        return gettext("never checked")
    words = (
        gettext("last checked on %(day)s")
        if page.checked_by_office
        else gettext("compared with its sources on %(day)s, not checked by the office yet")
    )
    return words % {"day": on_day(page.reviewed_on)}
