"""Years and quarters, and the sessions of each that an auditor may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from campaigns.models import SessionPage
from campaigns.sessions.queries import SessionPageQuerySet
from campaigns.sessions.table import quarter_of

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, order=True)
class Period:
    """A year, or one of its quarters (1 to 4)."""

    year: int
    quarter: int | None = None

    def __str__(self) -> str:
        if self.quarter is None:
            return str(self.year)
        return gettext("%(year)s quarter %(quarter)s") % {"year": self.year, "quarter": self.quarter}

    @property
    def name(self) -> str:
        """For files: "2026", "2026-triwulan-1"."""
        return str(self.year) if self.quarter is None else f"{self.year}-triwulan-{self.quarter}"

    @property
    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime(self.year, 3 * (self.quarter or 1) - 2, 1))

    @property
    def ends_at(self) -> datetime:
        """The first moment of the next one."""
        following = self.quarter or 4
        year, month = (self.year + 1, 1) if following == 4 else (self.year, 3 * following + 1)
        return timezone.make_aware(datetime(year, month, 1))

    def sessions(self) -> SessionPageQuerySet:
        """The published ones that began in it and are over, in their order; cancelled ones too."""
        began = SessionPage.objects.live().past().filter(starts_at__gte=self.starts_at, starts_at__lt=self.ends_at)
        return began.order_by("starts_at", "pk")


def periods() -> list[tuple[Period, int]]:
    """Those that have sessions, with how many; the latest first, each year before its quarters."""
    found: Counter[Period] = Counter()
    for starts_at in SessionPage.objects.live().past().order_by().values_list("starts_at", flat=True):
        day = timezone.localtime(starts_at)
        found.update([Period(day.year), Period(day.year, quarter_of(day))])
    return sorted(found.items(), key=lambda item: (-item[0].year, item[0].quarter is not None, -(item[0].quarter or 0)))
