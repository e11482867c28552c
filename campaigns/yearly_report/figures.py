"""The figures of a report, as its page shows them."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import cached_property

from campaigns.figures import CaseChart, CaseFigure
from campaigns.sessions.report import Row, added
from publishing.blocks import Bar, bars
from publishing.blocks.charts import ROW


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]

    @property
    def height(self) -> int:
        return len(self.bars) * ROW


@dataclass(frozen=True)
class Kecamatan:
    """`people` are None when nobody counted; `villages` are (name, sessions held there)."""

    name: str
    held: int
    people: int | None
    villages: list[tuple[str, int]]

    @property
    def reached(self) -> int:
        return sum(held > 0 for _name, held in self.villages)


class Figures:
    """Reads what `campaigns.yearly_report.counting.counted` has made."""

    def __init__(self, kept: dict) -> None:
        self.kept = kept

    @property
    def counted_on(self) -> date:
        return date.fromisoformat(self.kept["counted_on"])

    @property
    def is_over(self) -> bool:
        """Whether the year was over when it was counted."""
        return self.counted_on.year > self.kept["year"]

    @property
    def held(self) -> int:
        return self.kept["held"]

    @property
    def uncounted(self) -> int:
        """Sessions of which nobody counted who came."""
        return self.kept["uncounted"]

    @property
    def unreported(self) -> int:
        """Sessions whose day is over, and of which nobody says that they were held."""
        return self.kept["unreported"]

    @property
    def whole(self) -> Row:
        return Row(None, self.held, tuple(self.kept["counts"]))

    @property
    def people(self) -> int | None:
        return added(self.kept["counts"])

    @property
    def rows(self) -> list[Row]:
        """Each kecamatan, then what has none."""
        rows = [Row(one["name"], one["held"], tuple(one["counts"])) for one in self.kept["districts"]]
        return [*rows, self.elsewhere] if self.elsewhere.held else rows

    @property
    def elsewhere(self) -> Row:
        """Of which no kelurahan is noted."""
        return Row(None, self.kept["elsewhere"]["held"], tuple(self.kept["elsewhere"]["counts"]))

    @cached_property
    def districts(self) -> list[Kecamatan]:
        return [
            Kecamatan(one["name"], one["held"], added(one["counts"]), [(name, held) for name, held in one["villages"]])
            for one in self.kept["districts"]
        ]

    @property
    def reached_districts(self) -> list[Kecamatan]:
        return [district for district in self.districts if district.held]

    @property
    def missed_districts(self) -> list[Kecamatan]:
        return [district for district in self.districts if not district.held]

    @property
    def number_of_villages(self) -> int:
        return sum(len(district.villages) for district in self.districts)

    @property
    def reached_villages(self) -> int:
        return sum(district.reached for district in self.districts)

    @cached_property
    def sessions_chart(self) -> Chart:
        return self._by_month(self.kept["by_month"])

    @cached_property
    def downloads_chart(self) -> Chart:
        return self._by_month(self.kept["downloads"]["by_month"])

    @property
    def downloads(self) -> int:
        return sum(self.kept["downloads"]["by_month"])

    @property
    def most_taken(self) -> list[tuple[str, int]]:
        return [(title, count) for title, count in self.kept["downloads"]["most"]]

    @property
    def downloads_since(self) -> date | None:
        """The first day that was counted, if it is within the year or after it: before it nobody counted."""
        since = self.kept["downloads"]["since"]
        day = date.fromisoformat(since) if since else None
        return day if day and day > date(self.kept["year"], 1, 1) else None

    @cached_property
    def cases(self) -> CaseChart:
        return CaseChart(
            [CaseFigure(year=year, count=count, source=source) for year, count, source in self.kept["cases"]]
        )

    @property
    def has_cases_of_the_year(self) -> bool:
        return any(figure.year == self.kept["year"] for figure in self.cases.figures)

    def _by_month(self, counts: list[int]) -> Chart:
        """Only the months that had begun."""
        names = [date_format(date(self.kept["year"], month, 1), "M") for month in range(1, 13)]
        return Chart(bars(list(zip(names, counts, strict=True))[: self.kept["months"]]))
