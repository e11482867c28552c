"""
Two pairs of eyes: who changed a page or a record since the version that readers see is not the one who makes it public.

There is one way around, for an emergency such as a wrong number: with a reason that stays in the history and that the
others see on their first screen.
"""

import json
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log, registry
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.models.audit_log import BaseLogEntry

EMERGENCY = "suluah.publish.emergency"  # what the history calls it
TOLD_FOR = timedelta(days=14)
# What a version holds beside its content: where the page stands, and what is noted about it.
NO_CONTENT = {
    "pk", "id", "path", "depth", "numchild", "url_path", "draft_title", "live", "has_unpublished_changes", "owner",
    "latest_revision", "latest_revision_created_at", "live_revision", "first_published_at", "last_published_at",
    "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by", "wagtail_admin_comments",
    "checked_by_office", "reviewed_on",
}  # fmt: skip


class OwnWork(ValidationError):
    """Somebody would publish what nobody else has seen."""

    def __init__(self) -> None:
        super().__init__(_("You changed this yourself. Somebody else who may publish looks at it first."))


def changed_by(record: DraftStateMixin) -> set[int]:
    """The users who changed the content of `record` since the version that readers see (or since it was taken down)."""
    versions = Revision.objects.for_instance(record).order_by("created_at", "pk")
    seen = record.live_revision if record.live else None
    if seen:
        versions = versions.filter(created_at__gt=seen.created_at)
    elif record.last_published_at:
        versions = versions.filter(created_at__gt=record.last_published_at)
    before, users = _content(seen.content if seen else _seen_without_version(record)), set()
    for version in versions.only("content", "user_id"):
        content = _content(version.content)
        if content != before:
            users.add(version.user_id)
        before = content
    return users - {None}


def note_what_is_seen(page: Page) -> None:
    """
    Make a version of what readers of `page`, a copy, see: Wagtail takes the draft that was copied along for it, so that
    the draft would be nobody's work. It stands before all versions that were copied: each of them counts.
    """
    first = Revision.objects.for_instance(page).order_by("created_at", "pk")[0]
    seen = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
        created_at=first.created_at - timedelta(microseconds=1),
    )
    Page.objects.filter(pk=page.pk).update(live_revision=seen)


def _seen_without_version(record: DraftStateMixin) -> dict | None:
    """What readers see of a record that came without a version, as from the starter content."""
    if isinstance(record, Page) or not record.live:
        return None
    stored = type(record)._base_manager.get(pk=record.pk).serializable_data()
    return json.loads(json.dumps(stored, cls=DjangoJSONEncoder))  # as versions keep it


def _content(version: dict | None) -> dict | None:
    return version and {name: value for name, value in version.items() if name not in NO_CONTENT}


def is_own_work(record: DraftStateMixin, user: AbstractBaseUser) -> bool:
    return user.pk in changed_by(record)


def note_emergency(record: DraftStateMixin, user: AbstractBaseUser, reason: str) -> None:
    log(instance=record, action=EMERGENCY, user=user, data={"reason": reason[:300]})


def is_emergency(record: DraftStateMixin, user: AbstractBaseUser) -> bool:
    """Whether this user has given a reason since the record was last published."""
    noted = registry.get_logs_for_instance(record).filter(action=EMERGENCY, user=user)
    since = record.last_published_at
    return noted.filter(timestamp__gt=since).exists() if since else noted.exists()


def refuse_own_work(record: DraftStateMixin, user: AbstractBaseUser | None) -> None:
    """Raises OwnWork. Without a user it is the site itself: a schedule that somebody has set, the starter content."""
    if user and is_own_work(record, user) and not is_emergency(record, user):
        raise OwnWork


def emergencies(model: type[BaseLogEntry], reader: AbstractBaseUser) -> QuerySet:
    """What others published in an emergency lately, from the log of pages or that of records, the latest first."""
    since = timezone.now() - TOLD_FOR
    entries = model.objects.filter(action=EMERGENCY, timestamp__gte=since).exclude(user=reader)
    return entries.select_related("user").order_by("-timestamp", "-pk")


class Emergency:
    """Mixed into the model of what has drafts: keeps an emergency until it is stored, then notes it."""

    # (user, reason) of whoever publishes without a second person.
    emergency: tuple | None = None

    def store_emergency(self) -> None:
        if self.emergency:
            note_emergency(self, *self.emergency)
            self.emergency = None
