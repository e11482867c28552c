"""What a session may become: what its form and the database insist on, and when calendars have to learn of a change."""

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from campaigns.places import Village
from campaigns.sessions import dates
from campaigns.sessions.queries import Status

# What calendars and feeds show: a published change of any of these is a new version of the event.
CALENDAR_FIELDS = (
    "title", "calendar_title", "slug", "summary", "starts_at", "ends_at", "is_all_day", "is_open_ended", "status",
    "status_reason", "venue", "address", "village_id", "nagari_id", "latitude", "longitude", "contact",
)  # fmt: skip
CONSTRAINTS = [
    CheckConstraint(
        name="session_does_not_end_before_it_starts",
        condition=Q(ends_at__gte=F("starts_at")),
        violation_error_message=_("A session can't end before it starts."),
    ),
    CheckConstraint(
        name="whole_days_are_not_open_ended",
        condition=~Q(is_all_day=True, is_open_ended=True),
        violation_error_message=_("Whole days have no hours: choose one of both."),
    ),
    CheckConstraint(
        name="cancelled_session_has_a_reason",
        condition=~Q(status="cancelled") | ~Q(status_reason=""),
        violation_error_message=_("Say in a few words why the session is cancelled."),
    ),
    CheckConstraint(
        name="postponed_session_has_its_former_start",
        condition=~Q(status="postponed") | Q(postponed_from__isnull=False),
        violation_error_message=_("A postponed session has a new date and names the former one."),
    ),
    UniqueConstraint(
        name="one_session_a_schedule_code",
        fields=["schedule_code"],
        condition=~Q(schedule_code=""),
        violation_error_message=_("Another session has this code in the schedule."),
    ),
    CheckConstraint(
        name="session_has_both_coordinates_or_none",
        condition=Q(latitude__isnull=True, longitude__isnull=True) | Q(latitude__isnull=False, longitude__isnull=False),
        violation_error_message=_("Give both coordinates or none."),
    ),
]


class SessionRules:
    """The part of SessionPage that keeps its fields true."""

    @classmethod
    def lists(cls) -> PageQuerySet:
        """The pages below which a session may stand: one on this site."""
        return Page.objects.type(*cls.allowed_parent_page_models())

    def clean(self) -> None:
        super().clean()
        self.status_reason = self.status_reason.strip()
        self.report_summary = self.report_summary.strip()
        if self.slug in self._taken_slugs():
            raise ValidationError({"slug": _("This address is needed by the site itself. Choose another.")})
        self._take_nagari_of_village()
        if not self.starts_at:
            return  # told at the field
        self._clean_end()
        self._clean_status()

    def _clean_end(self) -> None:
        """Without an hour the session lasts to the end of its day: it is neither past when it begins nor alone."""
        if self.is_all_day and self.is_open_ended:
            raise ValidationError({"is_open_ended": _("Whole days have no hours: choose one of both.")})
        if not self.ends_at:
            self.is_open_ended = not self.is_all_day
            self.ends_at = self.starts_at
        elif self.is_open_ended and dates.has_hour_of_end(self.ends_at):
            raise ValidationError(
                {"ends_at": _("Here is an hour, but “until it is done” is ticked. Keep one of both.")}
            )
        if self.is_all_day:
            self.starts_at, self.ends_at = dates.whole_days(self.starts_at, self.ends_at)
        elif self.is_open_ended:
            self.ends_at = dates.end_of_day(self.ends_at)
        if self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("A session can't end before it starts.")})
        if self.ends_at == self.starts_at:
            raise ValidationError({"ends_at": _("Start and end are the same. Leave the end empty if it is not known.")})

    def _take_nagari_of_village(self) -> None:
        """Where none is chosen; and anew when the kelurahan changes and the nagari is still that of the former one."""
        if not self.village:
            return
        if self.latest_revision:
            before = self.latest_revision.content
        else:
            before = type(self).objects.filter(pk=self.pk).values("village", "nagari").first() or {}
        former = before.get("village")
        stayed = former and former != self.village_id and self.nagari_id == before.get("nagari")
        derived = stayed and Village.objects.filter(pk=former, nagari=self.nagari_id).exists()
        if derived or not self.nagari_id:
            self.nagari_id = self.village.nagari_id

    def _clean_status(self) -> None:
        if self.status == Status.PLANNED:
            self.postponed_from = None
        if self.is_cancelled and not self.status_reason:
            raise ValidationError({"status_reason": _("Say in a few words why the session is cancelled.")})
        if self.is_postponed and not self.postponed_from:
            raise ValidationError({"postponed_from": _("A postponed session has a new date and names the former one.")})
        if self.is_postponed and self._starts_as_before():
            raise ValidationError({"starts_at": _("This is still the former date. Give the new one.")})
        if self.status == Status.DONE and self.starts_at > timezone.now():
            raise ValidationError({"status": _("This session has not begun yet: it can't be done.")})

    def _starts_as_before(self) -> bool:
        if self.is_all_day:
            return dates.day_of(self.postponed_from) == self.first_day
        return self.postponed_from == self.starts_at

    def _taken_slugs(self) -> set[str]:
        """The first parts of the addresses below the index that are no sessions."""
        routes = [route for index in self.allowed_parent_page_models() for route in index.get_subpage_urls()]
        return {str(route.pattern).partition("/")[0] for route in routes} - {""}

    def save(self, *args, **kwargs) -> None:
        if self.live and self.pk and not kwargs.get("update_fields"):
            self._count_the_change()
        super().save(*args, **kwargs)

    def _count_the_change(self) -> None:
        """What readers saw before is in the database; a draft may carry an older number."""
        before = type(self).objects.filter(pk=self.pk).first()
        if before:
            changed = before.first_published_at and before._calendar_facts() != self._calendar_facts()
            self.calendar_sequence = before.calendar_sequence + bool(changed)

    def _calendar_facts(self) -> list:
        institutions = {institution.pk for institution in self.institutions.all()}
        return [*(getattr(self, name) for name in CALENDAR_FIELDS), institutions]
