"""The parts of the screen: who may see each, and each as a table to save."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import SessionPage, SessionRequest
from campaigns.sessions.report import GROUPS
from campaigns.yearly_report.counting import counted
from campaigns.yearly_report.figures import Figures
from home.evidence.admin import may_report
from home.statistics.requests import Requests, middle
from publishing.models import User
from resources.downloads.report import POLICY
from resources.downloads.statistics import Row, Year
from resources.downloads.statistics import years as years_of_downloads
from resources.models import KitPage

Table = tuple[list[str], Iterator[list[object]]]  # headings, rows


@dataclass(frozen=True)
class Part:
    label: Promise
    may_see: Callable[[User], bool]
    table: Callable[[int], Table]


def downloads(figures: Year) -> tuple[list[Row], list[Row]]:
    """Rows of materials, and rows of kits, the most taken first."""
    rows = figures.rows(list(figures.most_taken()))
    kits = set(KitPage.objects.filter(pk__in=[row.page_id for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.page_id not in kits], [row for row in rows if row.page_id in kits]


def months() -> list[str]:
    return [date_format(date(2000, month, 1), "M") for month in range(1, 13)]


def years() -> list[int]:
    """Those of which anything is known, and this one; the latest first."""
    found = set(years_of_downloads())
    found.update(day.year for day in SessionPage.objects.live().past().datetimes("starts_at", "year"))
    found.update(day.year for day in SessionRequest.objects.datetimes("created_at", "year"))
    return sorted(found, reverse=True)


def _downloads(year: int) -> Table:
    figures = Year(year)
    materials, kits = downloads(figures)
    kinds = ((gettext("Material"), materials), (gettext("Kit"), kits))
    rows = ([kind, row.label, *row.months, row.total] for kind, found in kinds for row in found)
    return [gettext("kind"), gettext("Title"), *months(), gettext("Total")], rows


def _requests(year: int) -> Table:
    requests = Requests(year)
    of_months = [(name, requests.of_month(number)) for number, name in enumerate(months(), 1)]
    rows = (
        [name, len(asked), sum(one.is_answered for one in asked), middle(asked)]
        for name, asked in [*of_months, (gettext("All"), requests.asked)]
    )
    heading = [gettext("Month"), gettext("Requests"), gettext("answered"), gettext("days until the answer (median)")]
    return heading, rows


def _sessions(year: int) -> Table:
    figures = Figures(counted(year))
    rows = ([row.district or gettext("Without a kelurahan"), row.held, *row.counts, row.total] for row in figures.rows)
    return [gettext("Kecamatan"), gettext("Sessions"), *map(str, GROUPS.values()), gettext("All")], rows


def _villages(year: int) -> Table:
    """As the yearly report shows it: those without a session too."""
    districts = Figures(counted(year)).districts
    rows = ([district.name, name, held] for district in districts for name, held in district.villages)
    return [gettext("Kecamatan"), gettext("Kelurahan"), gettext("Sessions")], rows


PARTS = {
    "unduhan": Part(_("Downloads"), lambda user: POLICY.user_has_permission(user, "view"), _downloads),
    "permintaan": Part(
        _("Requests for sessions"), lambda user: user.has_perm("campaigns.change_sessionrequest"), _requests
    ),
    "kegiatan": Part(_("Sessions by place"), may_report, _sessions),
    "kelurahan": Part(_("Sessions by kelurahan"), may_report, _villages),
}


def seen_by(user: User) -> set[str]:
    return {name for name, part in PARTS.items() if part.may_see(user)}
