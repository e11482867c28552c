"""
When a session repeats: the ways in which an office plans, each as a rule of RFC 5545.

Days, not moments: Payakumbuh has one zone and no summer time, and the hour of each session is its own.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 60
LONGEST = timedelta(days=731)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Every(TextChoices):
    WEEK = "week", _("Weeks: on the same weekday")
    DATE = "date", _("Months: on the same date, such as the 15th")
    WEEKDAY = "weekday", _("Months: on the same weekday, such as the second Tuesday")
    LAST_WEEKDAY = "last", _("Months: on the last such weekday of the month")


@dataclass(frozen=True)
class Rule:
    """From the day `first` on, every `interval` weeks or months, up to and with the day `until`."""

    first: date
    every: Every
    interval: int
    until: date

    def __str__(self) -> str:
        """As RFC 5545 writes a RRULE; the day on which it starts stands elsewhere."""
        weekday = WEEKDAYS[self.first.weekday()]
        frequency, by = {
            Every.WEEK: ("WEEKLY", f"BYDAY={weekday}"),
            Every.DATE: ("MONTHLY", f"BYMONTHDAY={self.first.day}"),
            Every.WEEKDAY: ("MONTHLY", f"BYDAY={(self.first.day + 6) // 7}{weekday}"),
            Every.LAST_WEEKDAY: ("MONTHLY", f"BYDAY=-1{weekday}"),
        }[self.every]
        return f"FREQ={frequency};INTERVAL={self.interval};{by};UNTIL={self.until:%Y%m%d}T235959"

    @classmethod
    def of(cls, first: date, text: str) -> "Rule":
        """The rule that was written as `text`."""
        parts = dict(part.split("=") for part in text.split(";"))
        by_day = parts.get("BYDAY", "")
        if parts["FREQ"] == "WEEKLY":
            every = Every.WEEK
        elif not by_day:
            every = Every.DATE
        else:
            every = Every.LAST_WEEKDAY if by_day.startswith("-") else Every.WEEKDAY
        until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()
        return cls(first, every, int(parts["INTERVAL"]), until)

    def days(self) -> list[date]:
        """The first day, though the rule may not name it, and those of the rule; one more than MOST_DAYS at most."""
        moments = rrulestr(str(self), dtstart=datetime.combine(self.first, time.min))
        found = (moment.date() for moment in islice(moments, MOST_DAYS + 2))
        return [self.first, *(day for day in found if day != self.first)][: MOST_DAYS + 1]


def is_last_such_weekday(day: date) -> bool:
    return (day + timedelta(days=7)).month != day.month
