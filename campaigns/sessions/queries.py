"""What is asked of the sessions, in words of the office."""

from datetime import datetime

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from campaigns.institutions import AdatInstitution
from campaigns.sessions.report import GROUPS
from publishing.pages.generation import cache_for_generation


class Status(TextChoices):
    PLANNED = "planned", _("Planned")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    DONE = "done", _("Done")

    def may_become(self, other: str) -> bool:
        """A cancelled session was not held, and a held one can't be put off. Any other mistake may be mended."""
        return (self.value, other) not in {("cancelled", "done"), ("done", "postponed")}

    @property
    def said(self) -> str:
        """What a reader should know who meets the title alone."""
        return str(self.label) if self in {Status.POSTPONED, Status.CANCELLED} else ""


class Kind(TextChoices):
    """As the ministry's reports tell activities apart."""

    COORDINATION = "coordination", _("Coordination meeting")
    AWARENESS = "awareness", _("Awareness session")
    KIE = "kie", _("KIE (communication, information, education)")
    TRAINING = "training", _("Training")


class SessionPageQuerySet(PageQuerySet):
    def upcoming(self, now: datetime | None = None) -> "SessionPageQuerySet":
        """Those that are not over yet, the next one first. Cancelled ones stay, marked as such."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> "SessionPageQuerySet":
        """Those that are over, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def next_end(self) -> datetime | None:
        """When the first of the published ones that are not over will be: then lists show it elsewhere."""
        coming = self.live().filter(ends_at__gte=timezone.now()).order_by("ends_at").values_list("ends_at", flat=True)
        return cache_for_generation("next end of a session", coming.first, until=lambda end: end)

    def of_institution(self, institution: AdatInstitution) -> "SessionPageQuerySet":
        return self.filter(institutions=institution)

    def not_cancelled(self) -> "SessionPageQuerySet":
        return self.exclude(status=Status.CANCELLED)

    def without_report(self) -> "SessionPageQuerySet":
        """Those of which nobody wrote yet what came of them."""
        counted = Q(*((f"{name}__isnull", False) for name in GROUPS), _connector=Q.OR)
        return self.filter(report_summary="").exclude(counted)

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> "SessionPageQuerySet":
        """Those that go on at some moment between both."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def with_places(self) -> "SessionPageQuerySet":
        """With what a list names beside the title: kelurahan, kecamatan, nagari and institutions, in two queries."""
        return self.select_related("village__district", "nagari").prefetch_related("institutions")
