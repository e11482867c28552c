"""How many institutions asked for a session, and how fast the office answered."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from statistics import median

from django.utils import timezone

from campaigns.models import SessionRequest


@dataclass(frozen=True)
class Asked:
    """`days` until the answer; None while there is none, or of one that was answered before this was noted."""

    month: int
    is_answered: bool
    days: int | None


class Requests:
    """Those that came in a year and are still kept (twelve months), without those that were set apart."""

    def __init__(self, year: int) -> None:
        self.year = year

    @cached_property
    def asked(self) -> list[Asked]:
        requests = SessionRequest.objects.filter(created_at__year=self.year).exclude(status=SessionRequest.Status.APART)
        return [
            Asked(
                timezone.localtime(created_at).month,
                SessionRequest.Status(status).is_an_answer,
                _days(created_at, answered_at),
            )
            for created_at, answered_at, status in requests.values_list("created_at", "answered_at", "status")
        ]

    @property
    def by_month(self) -> list[int]:
        return [len(self.of_month(month)) for month in range(1, 13)]

    @property
    def answered(self) -> int:
        return sum(one.is_answered for one in self.asked)

    @property
    def waiting(self) -> int:
        return len(self.asked) - self.answered

    @property
    def median_days(self) -> int | None:
        """Half of those answered waited no longer. None when nothing was answered."""
        return middle(self.asked)

    @property
    def untimed(self) -> int:
        """Answered before the site noted when."""
        return sum(one.is_answered and one.days is None for one in self.asked)

    def of_month(self, month: int) -> list[Asked]:
        return [one for one in self.asked if one.month == month]


def middle(asked: list[Asked]) -> int | None:
    days = [one.days for one in asked if one.days is not None]
    return round(median(days)) if days else None


def _days(asked_at: datetime, answered_at: datetime | None) -> int | None:
    """Whole days of the calendar: on the same day is 0."""
    if answered_at is None:
        return None
    return (timezone.localdate(answered_at) - timezone.localdate(asked_at)).days
