"""What waits around the sessions: those that come with what they lack, those without a report, requests."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Case, Exists, F, OuterRef, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import SessionMaterial, SessionPage, SessionRequest
from home.desk.reach import Reach
from home.desk.words import edit, on_day
from publishing.desk import MOST_NAMED, Group, Part, Task, first_and_count_of_each
from publishing.models import User

SOON = timedelta(days=14)
MOST_COMING = 20


def groups(user: User) -> Iterator[Group]:
    if user.has_perm("campaigns.change_sessionrequest"):
        yield from _requests()
    sessions = SessionPage.objects.filter(Reach.of(user).within()).not_cancelled()
    now = timezone.now()
    materials = SessionMaterial.objects.filter(session=OuterRef("pk"))
    listed = sessions.select_related("latest_revision", "village").defer_streamfields()
    listed = listed.annotate(has_materials=Exists(materials))
    found = first_and_count_of_each(
        listed.order_by(Case(When(ends_at__gte=now, then=F("starts_at"))), "-starts_at", "pk"),
        {
            "coming": SessionPage.objects.upcoming(now).filter(starts_at__lt=now + SOON),
            "unreported": SessionPage.objects.live().past(now).without_report(),
        },
        MOST_COMING,
    )
    named, count = found["coming"]
    tasks = [Task(session.title, edit(session.pk), _when_and_lacks(session)) for session in named]
    yield Group(Part.COMING, "", tasks, count, address=reverse("sessions:index"))
    unreported, count = found["unreported"]
    yield Group(
        Part.TIDY,
        _("Sessions without a report"),
        [Task(session.title, edit(session.pk, "laporan"), session.when) for session in unreported[:MOST_NAMED]],
        count,
        address=reverse("sessions:index"),
    )


def _requests() -> Iterator[Group]:
    listed = reverse("wagtailsnippets_campaigns_sessionrequest:list")
    kinds = {"waiting": SessionRequest.objects.waiting(), "apart": SessionRequest.objects.set_apart()}
    found = first_and_count_of_each(SessionRequest.objects.order_by("created_at", "pk"), kinds)
    waiting, count = found["waiting"]
    tasks = [
        Task(
            str(asked),
            reverse("wagtailsnippets_campaigns_sessionrequest:edit", args=[asked.pk]),
            gettext("wished for %(day)s") % {"day": on_day(asked.wished_day)},
        )
        for asked in waiting
    ]
    yield Group(Part.MINE, _("Requests for sessions to answer"), tasks, count, address=listed)
    _named, apart = found["apart"]
    if apart:
        advice = _(
            "machines may have written them. Look for those of people, set them to “New”, and delete the others."
        )
        task = Task(_("Requests that were set apart"), f"{listed}?status=apart", advice)
        yield Group(Part.MINE, _("Many requests at once"), [task], apart)


def _when_and_lacks(session: SessionPage) -> str:
    lacks = [str(words) for words in lacking(session)]
    return f"{session.when}. {gettext('Lacks: %(what)s') % {'what': ', '.join(lacks)}}" if lacks else session.when


def lacking(session: SessionPage) -> Iterator[str]:
    """What the newest version of a session of `groups` lacks, in words."""
    said = session.latest_revision.content if session.latest_revision else None
    if not session.live:
        yield _("publication")
    elif session.has_unpublished_changes:
        yield _("publication of the changes")
    if not ((said.get("kit") or said.get("session_materials")) if said else (session.kit_id or session.has_materials)):
        yield _("material")
    if not (said.get("invitation") if said else session.invitation):
        yield _("words of the invitation")
    if not ((said.get("venue") or said.get("village")) if said else session.place):
        yield _("place")
