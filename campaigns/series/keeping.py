"""Sessions copied to other days, and what a rule makes and takes away."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from campaigns.series.models import Occurrence, SessionSeries
from campaigns.series.rules import Rule
from campaigns.sessions.models import SessionPage

LONGEST_SLUG = 240  # leaves room for a number


@dataclass
class Outcome:
    """How many drafts were `made` and `removed`, and sessions that the rule no longer names but that were `kept`."""

    made: int = 0
    removed: int = 0
    kept: list[SessionPage] = field(default_factory=list)


@transaction.atomic
def copy_to(session: SessionPage, day: date, user) -> SessionPage:
    """A draft like the newest version of `session` on another day, without its report and what became of it."""
    newest = session.get_latest_revision_as_object()
    index = Page.objects.select_for_update().get(pk=session.get_parent().pk).specific
    shift = timedelta(days=(day - newest.first_day).days)
    copied = newest.copy(
        to=index,
        copy_revisions=False,
        keep_live=False,
        user=user,
        log_action="wagtail.copy",
        update_attrs={
            "slug": find_available_slug(index, slugify(newest.title)[:LONGEST_SLUG].rstrip("-") or "kegiatan"),
            "starts_at": newest.starts_at + shift,
            "ends_at": newest.ends_at + shift,
        },
    )
    # Wagtail's history offers a way back only to versions that its log names.
    log(instance=copied, action="wagtail.edit", user=user, revision=copied.latest_revision, content_changed=True)
    return copied


@transaction.atomic
def repeat(session: SessionPage, rule: Rule, user) -> Outcome:
    """
    Make drafts like `session` for the coming days of the rule.

    If it belongs to a series, that follows the new rule from now on: days that stay keep their sessions, whatever was
    written there; a draft that nobody changed goes with its day; everything else is kept, and named.
    """
    Page.objects.select_for_update().get(pk=session.get_parent().pk)
    series, today = _series_of(session, rule), timezone.localdate()
    occurrences = {one.day: one for one in series.occurrences.select_related("session")}
    days, outcome = set(rule.days()), Outcome()
    for day in sorted(days - occurrences.keys()):
        if day > today:
            copied = copy_to(session, day, user)
            series.occurrences.create(day=day, session=copied, made_as=copied.latest_revision_id)
            outcome.made += 1
    for day, occurrence in occurrences.items():  # at the end: the session that is copied may be among them
        if day not in days and day > today and occurrence.session:
            _take_away(occurrence, user, today, outcome)
    return outcome


def _series_of(session: SessionPage, rule: Rule) -> SessionSeries:
    """That of the session, with the new rule, or a new one of which the session is the first."""
    occurrence = Occurrence.objects.select_related("series").filter(session=session).first()
    if occurrence is None:
        series = SessionSeries.objects.create(first_day=rule.first, rule=str(rule))
        series.occurrences.create(day=rule.first, session=session)
        return series
    series = occurrence.series
    series.rule = str(rule)
    series.save(update_fields=["rule"])
    return series


def _take_away(occurrence: Occurrence, user, today: date, outcome: Outcome) -> None:
    session = occurrence.session
    if occurrence.is_as_made(today) and session.permissions_for_user(user).can_delete():
        session.delete(user=user)
        occurrence.delete()
        outcome.removed += 1
    else:
        outcome.kept.append(session)
