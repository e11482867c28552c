"""
The figures of a year, as they stand on a day: plain numbers and names that a JSON field keeps.

Only what everybody may open is counted, and only sessions that the office says were held. What nobody counted stays
None: it never becomes a zero.
"""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Sum
from django.db.models.functions import ExtractMonth
from django.utils import timezone
from wagtail.models import Page

from campaigns.figures import CaseFigure
from campaigns.places import Village
from campaigns.sessions import dates
from campaigns.sessions.facets import was_held
from campaigns.sessions.models import SessionPage
from campaigns.sessions.report import GROUPS, added
from publishing.pages.visibility import is_open
from resources.models import Download

MOST_NAMED = 10  # materials


def counted(year: int) -> dict:
    """As campaigns.yearly_report.figures.Figures reads it."""
    today = timezone.localdate()
    return {
        "year": year,
        "counted_on": today.isoformat(),
        "months": 12 if year < today.year else today.month if year == today.year else 0,
        **_sessions(year),
        "downloads": _downloads(year),
        "cases": [
            [figure.year, figure.count, figure.source] for figure in CaseFigure.objects.by_year().filter(year__lte=year)
        ],
    }


def _sessions(year: int) -> dict:
    names = ("starts_at", "status", "village_id", *GROUPS)
    over = SessionPage.objects.filter(is_open()).past().not_cancelled().order_by("starts_at", "pk")
    rows = [row for row in over.values_list(*names) if dates.day_of(row[0]).year == year]
    held = [row for row in rows if was_held(row[1], row[3:])]
    by_village: dict[int | None, list[tuple]] = defaultdict(list)
    for row in held:
        by_village[row[2]].append(row[3:])
    months = Counter(dates.day_of(row[0]).month for row in held)
    districts: dict[str, dict] = {}
    for village in Village.objects.select_related("district").order_by("district__name", "name"):
        name = village.district.name
        district = districts.setdefault(name, {"name": name, "held": 0, "counts": [None] * len(GROUPS), "villages": []})
        here = by_village.pop(village.pk, [])
        district["villages"].append([village.name, len(here)])
        district["held"] += len(here)
        district["counts"] = _added([district["counts"], *here])
    elsewhere = [counts for rows in by_village.values() for counts in rows]
    return {
        "by_month": [months[month] for month in range(1, 13)],
        "held": len(held),
        "uncounted": sum(added(row[3:]) is None for row in held),
        "unreported": len(rows) - len(held),
        "counts": _added([row[3:] for row in held]),
        "districts": list(districts.values()),
        "elsewhere": {"held": len(elsewhere), "counts": _added(elsewhere)},
    }


def _added(rows: list) -> list[int | None]:
    return [added(column) for column in zip(*rows, strict=True)] or [None] * len(GROUPS)


def _downloads(year: int) -> dict:
    """`since`: the first day that was ever counted, for a year before it tells nothing."""
    opened = Page.objects.filter(is_open())
    taken = Download.objects.filter(day__year=year, page__in=opened).order_by()
    months = dict(taken.annotate(month=ExtractMonth("day")).values_list("month").annotate(sum=Sum("count")))
    most = taken.values_list("page__title").annotate(sum=Sum("count")).order_by("-sum", "page__title")[:MOST_NAMED]
    first: date | None = Download.objects.order_by("day").values_list("day", flat=True).first()
    return {
        "by_month": [months.get(month, 0) for month in range(1, 13)],
        "most": [list(row) for row in most],
        "since": first.isoformat() if first else None,
    }
