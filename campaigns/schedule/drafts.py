"""Rows become drafts: each whole or not at all, and a bad one never stops a good one."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from django.utils.translation import gettext
from django_tasks import task
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from campaigns.institutions import AdatInstitution
from campaigns.schedule.known import Known, facts_of
from campaigns.schedule.models import ScheduleImport
from campaigns.schedule.planned import CHANGED, NEW, WRONG, PlannedRow
from campaigns.schedule.rows import session_of, what_happens
from campaigns.sessions.models import SessionPage

LONGEST_SLUG = 240  # leaves room for a number

logger = logging.getLogger(__name__)


@task(backend="background")
def keep(pk: int) -> None:
    """Keep the rows of an import that are not kept yet; what was stopped half-way goes on where it stood."""
    schedule = ScheduleImport.objects.select_related("user").get(pk=pk)
    index = SessionPage.lists().get()
    known = Known()
    for position in range(schedule.handled, len(schedule.rows)):
        if not _handle(schedule, position, known, index):
            return  # another worker is at it
    ScheduleImport.objects.filter(pk=pk).update(state=ScheduleImport.State.DONE)


@transaction.atomic
def _handle(schedule: ScheduleImport, position: int, known: Known, index: Page) -> bool:
    """Keep one row and count it in the same transaction, so that no row is ever kept twice or lost."""
    mine = ScheduleImport.objects.filter(pk=schedule.pk)
    if not mine.filter(handled=position).update(handled=position + 1):
        return False
    # Nobody else may add a session meanwhile, and what an editor saved since the last row is seen.
    Page.objects.select_for_update().get(pk=index.pk)
    known.look_again()
    row = PlannedRow(**schedule.rows[position])
    outcome, reason = (WRONG, "") if row.problems else _keep_row(row, known, index, schedule.user)
    known.note_own()
    if reason:
        schedule.failures.append([row.number, reason])
    mine.update(failures=schedule.failures, **{f"count_{outcome}": F(f"count_{outcome}") + 1})
    return True


def _keep_row(row: PlannedRow, known: Known, index: Page, user) -> tuple[str, str]:
    """What became of the row, and why if nothing did. Judged anew: the site may have changed since the preview."""
    try:
        with transaction.atomic():
            kind, _changes = what_happens(row, known)
            if kind == NEW:
                session = _filled(SessionPage(live=False, owner=user), row.facts)
                # Wagtail would try one number after the other, a query each: schedules repeat their titles.
                session.slug = find_available_slug(index, slugify(session.title)[:LONGEST_SLUG].rstrip("-"))
                SessionPage.lists().get(pk=index.pk).add_child(instance=session)
                session.save_revision(user=user, log_action=True)
            elif kind == CHANGED:
                session = SessionPage.objects.select_for_update(of=["self"]).get(pk=session_of(row, known).pk)
                if not _may_change(session, user):
                    return WRONG, gettext("You may not change this session, or somebody has locked it.")
                facts = row.facts_for(facts_of(session))
                _filled(session.get_latest_revision_as_object(), facts).save_revision(user=user, log_action=True)
            return kind, ""
    except ValidationError as error:
        return WRONG, " ".join(error.messages)
    except Exception:  # whatever it is, the other rows are kept
        logger.exception("A row of the schedule could not be kept.")
        return WRONG, gettext("This row could not be kept. Try it again.")


def _may_change(session: SessionPage, user) -> bool:
    """As in the session's own editor. Without a user, whose account is gone since, the confirmation stands."""
    if user is None:
        return True
    may = session.permissions_for_user(user)
    return may.can_edit() and not may.page_locked()


def _filled(session: SessionPage, facts: dict[str, object]) -> SessionPage:
    """Empty cells change nothing: what the office wrote on the site by hand stays."""
    for name, value in facts.items():
        if name in {"starts_at", "ends_at"}:
            setattr(session, name, parse_datetime(value))
        elif name == "institutions":
            if value:
                session.institutions.set(AdatInstitution.objects.filter(pk__in=value))
        elif name == "topics":
            if value:
                session.topics.set(value)
        elif name in {"village", "nagari"}:
            setattr(session, f"{name}_id", value)
        else:
            setattr(session, name, value)
    return session
