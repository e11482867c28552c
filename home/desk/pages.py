"""What waits in the pages, and in the records that are reviewed as they are: drafts, findings, schedules, checks."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.models.audit_log import BaseLogEntry
from wagtail.permissions import page_permission_policy

from home.desk.reach import Reach, with_addresses
from home.desk.words import at_moment, edit, edit_version, on_day
from publishing.desk import MOST_NAMED, Group, Part, Task, first_and_count
from publishing.models import OldStop, PublicFinding, ReviewTask, SitePage, User
from publishing.pages.models import review_due
from publishing.pages.old_stops import name_of
from publishing.pages.schedules import PUBLISHED, happened, overdue
from publishing.pages.second_person import emergencies
from publishing.pages.spent_dates import EXPIRED

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
    yield from _public(user, reach)
    yield from _schedules(reach)
    due = pages_to_check(reach)
    checks = [Task(page.title, edit(page.pk), _last_check(page)) for page in due[:MOST_NAMED]]
    yield Group(Part.TIDY, _("Pages to check again"), checks, len(due))


def _drafts(user: User) -> Iterator[Group]:
    tasks = ReviewTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__user=user)
    states = TaskState.objects.filter(task__in=tasks.values("pk"), status=TaskState.STATUS_IN_PROGRESS)
    states = states.select_related("revision__user", "revision__content_type").order_by("started_at")
    waiting = [
        Task(state.revision.object_str, edit_version(state.revision), _by(state.revision.user, state.started_at))
        for state in states
    ]
    yield Group(Part.MINE, _("To review"), waiting[:MOST_NAMED], len(waiting))
    returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    returned = returned.select_related("current_task_state__revision__content_type").order_by("-created_at")[
        :MOST_NAMED
    ]
    yield Group(
        Part.MINE,
        _("To mend: the reviewer asks for changes"),
        [
            Task(task.revision.object_str, edit_version(task.revision), task.comment)
            for state in returned
            if (task := state.current_task_state) and task.revision
        ],
    )


def _by(user: User | None, at) -> str:
    name = user.get_full_name() or user.get_username() if user else gettext("Somebody")
    return gettext("from %(name)s, %(moment)s") % {"name": name, "moment": at_moment(at)}


def _public(user: User, reach: Reach) -> Iterator[Group]:
    """What is public and perhaps should not be, and who made it so alone."""
    findings, count = first_and_count(PublicFinding.objects.order_by("pk"))
    yield Group(
        Part.MINE,
        _("Public, and perhaps it should not be"),
        [
            Task(finding.name, address, f"{finding.label}: {finding.masked}")
            for finding, address in with_addresses(findings, user)
        ],
        count,
        _("Take it out or take the page down. A phone number may also be one that nobody has verified any more."),
    )
    yield _old_stops(reach)
    if page_permission_policy.users_with_permission("publish").filter(is_active=True).count() == 1:
        yield Group(
            Part.KNOW,
            _("Only one person may publish"),
            [Task(_("Nobody looks at what this person wrote. Give a second one the role Peninjau."))],
        )
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
            for entry in emergencies(user)[:MOST_NAMED]
        ],
    )


def _history(entry: BaseLogEntry) -> str | None:
    if isinstance(entry, PageLogEntry):
        return reverse("wagtailadmin_pages:history", args=[entry.page_id]) if entry.page else None
    viewset = getattr(entry.content_type.model_class(), "snippet_viewset", None)
    there = viewset and viewset.model._base_manager.filter(pk=entry.object_id).exists()
    return reverse(viewset.get_url_name("history"), args=[entry.object_id]) if there else None


def _old_stops(reach: Reach) -> Group:
    stops, count = first_and_count(
        OldStop.objects.filter(reach.within("page__")).select_related("page").order_by("since")
    )
    return Group(
        Part.MINE,
        _("Old drafts with what may never be public"),
        [
            Task(
                name_of(stop.page),
                reverse("erase_versions", args=[stop.page_id]),
                gettext("%(label)s: %(masked)s, since %(day)s")
                % {"label": stop.label, "masked": stop.masked, "day": on_day(timezone.localdate(stop.since))},
            )
            for stop in stops
        ],
        count,
        _("Take it out, or let the versions that hold it be erased."),
    )


def _schedules(reach: Reach) -> Iterator[Group]:
    late = overdue()
    pages = Page.objects.filter(reach.within()).in_bulk([due.page_id for due in late]) if late else {}
    tasks = []
    for due in late:
        if due.page_id in pages:
            reason = due.failure.reason if due.failure else NOBODY_TRIED
            name = pages[due.page_id].get_admin_display_title()
            tasks.append(Task(name, edit(due.page_id), f"{due.action.label} {at_moment(due.at)}. {reason}"))
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
            for entry in happened()[: 2 * MOST_NAMED]
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
