"""How often material was taken, month by month, for the office."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.models import Page

from publishing.blocks import Bar, bars
from publishing.blocks.charts import ROW
from resources.downloads.models import Download


@dataclass(frozen=True)
class Row:
    label: str
    months: list[int | None]  # None for a month that has not come yet
    total: int
    page_id: int | None = None


class Year:
    """
    The downloads of a year, of the whole library or of one page.

    Three queries, and one more for the years there are, however much was taken.
    """

    def __init__(self, year: int, page: Page | None = None) -> None:
        self.year, self.page = year, page
        downloads = Download.objects.filter(day__year=year)
        self.downloads = downloads.filter(page=page) if page else downloads

    @property
    def months(self) -> list[str]:
        """ "Jan" to "Des"."""
        return [date_format(date(self.year, month, 1), "M") for month in range(1, 13)]

    @cached_property
    def reached(self) -> int:
        """How many months have begun."""
        today = timezone.localdate()
        return 12 if self.year < today.year else today.month if self.year == today.year else 0

    @cached_property
    def sums(self) -> list[int | None]:
        return self._by_month(self._monthly().values_list("month", "sum"))

    @property
    def total(self) -> int:
        return sum(filter(None, self.sums))

    @property
    def bars(self) -> list[Bar]:
        return bars([(month, count or 0) for month, count in zip(self.months, self.sums, strict=True)][: self.reached])

    @property
    def height(self) -> int:
        return self.reached * ROW

    def most_taken(self) -> QuerySet:
        """What the table has a row for, the most taken first: pages, or the files of one page."""
        by = ["name"] if self.page else ["page_id", "page__title"]
        return self.downloads.order_by().values(*by).annotate(total=Sum("count")).order_by("-total", *by)

    def rows(self, found: list[dict]) -> list[Row]:
        """The rows for some of `most_taken`, with their months."""
        key = "name" if self.page else "page_id"
        wanted = [row[key] for row in found]
        counts: dict[object, list[tuple[int, int]]] = {}
        for which, month, count in self._monthly(key).filter(**{f"{key}__in": wanted}).values_list(key, "month", "sum"):
            counts.setdefault(which, []).append((month, count))
        return [
            Row(
                label=row["name"] if self.page else row["page__title"],
                months=self._by_month(counts.get(row[key], [])),
                total=row["total"],
                page_id=row.get("page_id"),
            )
            for row in found
        ]

    def _monthly(self, *by: str) -> QuerySet:
        months = self.downloads.order_by().annotate(month=ExtractMonth("day"))
        return months.values(*by, "month").annotate(sum=Sum("count"))

    def _by_month(self, counts) -> list[int | None]:
        known = dict(counts)
        return [known.get(month, 0) if month <= self.reached else None for month in range(1, 13)]


def years() -> list[int]:
    """Those with downloads, and this one; the latest first."""
    found = {day.year for day in Download.objects.dates("day", "year")}
    return sorted(found | {timezone.localdate().year}, reverse=True)
