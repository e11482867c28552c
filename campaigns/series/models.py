"""Which sessions came from which rule, so that a rule can change later without touching what somebody wrote."""

from datetime import date

from django.db import models
from django.utils.functional import cached_property

from campaigns.series.rules import Rule
from campaigns.sessions.models import SessionPage


class SessionSeries(models.Model):
    """The rule by which sessions repeat, as RFC 5545 writes it, and the day on which it starts."""

    first_day = models.DateField()
    rule = models.CharField(max_length=120)

    changes_what_readers_see = False

    def __str__(self) -> str:
        return f"{self.first_day} {self.rule}"

    @cached_property
    def planned(self) -> Rule:
        return Rule.of(self.first_day, self.rule)


class Occurrence(models.Model):
    """
    A day of a series and the session that was made for it; None once somebody deleted that: then the day stays free.

    `made_as` is the version in which the session was made. While it is the newest one, nobody has changed the session.
    """

    series = models.ForeignKey(SessionSeries, on_delete=models.CASCADE, related_name="occurrences")
    day = models.DateField()
    session = models.OneToOneField(SessionPage, null=True, on_delete=models.SET_NULL, related_name="occurrence")
    made_as = models.PositiveIntegerField(null=True)

    changes_what_readers_see = False

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="one_session_a_day_of_a_series")]

    def __str__(self) -> str:
        return str(self.day)

    def is_as_made(self, today: date) -> bool:
        """Whether nobody would miss the session: a coming draft as the rule made it."""
        session = self.session
        return bool(
            session
            and self.made_as
            and self.day > today
            and not session.live
            and not session.locked
            and session.first_published_at is None
            and session.go_live_at is None
            and session.latest_revision_id == self.made_as
            and session.current_workflow_state is None
        )
