"""
Two pairs of eyes: who changed a page since the version that readers see is not the one who makes it public.

There is one way around, for an emergency such as a wrong number: with a reason that stays in the history and that the
others see on their first screen.
"""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

EMERGENCY = "suluah.publish.emergency"  # what the history calls it
TOLD_FOR = timedelta(days=14)
# What a version holds beside its content: where the page stands, and what is noted about it.
NO_CONTENT = {
    "pk", "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "owner",
    "latest_revision", "latest_revision_created_at", "live_revision", "first_published_at", "last_published_at",
    "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by", "wagtail_admin_comments",
    "checked_by_office", "reviewed_on",
}  # fmt: skip


class OwnWork(ValidationError):
    """Somebody would publish what nobody else has seen."""

    def __init__(self) -> None:
        super().__init__(_("You changed this yourself. Somebody else who may publish looks at it first."))


def changed_by(page: Page) -> set[int]:
    """The users who changed the content of `page` since the version that readers see (or since it was taken down)."""
    versions = Revision.objects.for_instance(page).order_by("created_at", "pk")
    seen = page.live_revision if page.live else None
    if seen:
        versions = versions.filter(created_at__gt=seen.created_at)
    elif page.last_published_at:
        versions = versions.filter(created_at__gt=page.last_published_at)
    before, users = _content(seen), set()
    for version in versions.only("content", "user_id"):
        content = _content(version)
        if content != before:
            users.add(version.user_id)
        before = content
    return users - {None}


def _content(version: Revision | None) -> dict | None:
    return version and {name: value for name, value in version.content.items() if name not in NO_CONTENT}


def is_own_work(page: Page, user: AbstractBaseUser) -> bool:
    return user.pk in changed_by(page)


def note_emergency(page: Page, user: AbstractBaseUser, reason: str) -> None:
    log(instance=page, action=EMERGENCY, user=user, data={"reason": reason[:300]})


def is_emergency(page: Page, user: AbstractBaseUser) -> bool:
    """Whether this user has given a reason since the page was last published."""
    noted = PageLogEntry.objects.filter(page=page.pk, action=EMERGENCY, user=user)
    return noted.filter(timestamp__gt=page.last_published_at).exists() if page.last_published_at else noted.exists()


def refuse_own_work(page: Page, user: AbstractBaseUser | None) -> None:
    """Raises OwnWork. Without a user it is the site itself: a schedule that somebody has set, the starter content."""
    if user and is_own_work(page, user) and not is_emergency(page, user):
        raise OwnWork


def emergencies(reader: AbstractBaseUser) -> QuerySet[PageLogEntry]:
    """What others published in an emergency lately, the latest first."""
    since = timezone.now() - TOLD_FOR
    entries = PageLogEntry.objects.filter(action=EMERGENCY, timestamp__gte=since).exclude(user=reader)
    return entries.select_related("page", "user").order_by("-timestamp")
