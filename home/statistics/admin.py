"""The screen with the statistics of a year."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem

from campaigns.yearly_report.counting import counted
from campaigns.yearly_report.figures import Chart, Figures
from home.statistics.parts import PARTS, downloads, months, seen_by, years
from home.statistics.requests import Requests
from publishing.blocks import bars
from publishing.screens import ItemFor, Screen
from publishing.spreadsheets import writing
from resources.downloads.report import asked_year
from resources.downloads.statistics import Year


class StatisticsView(Screen, TemplateView):
    template_name = "wagtailadmin/home/statistics.html"
    page_title = _("Statistics")
    header_icon = "order"

    def get_context_data(self, **kwargs) -> dict:
        seen, known = seen_by(self.request.user), years()
        if not seen:
            raise PermissionDenied
        year = asked_year(self.request, known)
        context = super().get_context_data(**kwargs) | {"year": year, "years": known, "seen": seen, "months": months()}
        if "unduhan" in seen:
            context["downloads"] = Year(year)
            context["materials"], context["kits"] = downloads(context["downloads"])
        if "permintaan" in seen:
            requests = Requests(year)
            begun = 12 if year < timezone.localdate().year else timezone.localdate().month
            chart = Chart(bars(list(zip(months(), requests.by_month, strict=True))[:begun]))
            context |= {"requests": requests, "requests_chart": chart}
        if "kegiatan" in seen:
            context["sessions"] = Figures(counted(year))
        return context


def statistics_table(request: HttpRequest, year: int, part: str, kind: str) -> HttpResponse:
    """A part as a file of the `kind` "csv" or "xlsx"."""
    if part not in PARTS or year not in years():
        raise Http404
    if not PARTS[part].may_see(request.user):
        raise PermissionDenied
    name, table = f"{part}-{year}.{kind}", PARTS[part].table(year)
    return writing.xlsx_response(name, writing.xlsx(*table)) if kind == "xlsx" else writing.csv_stream(name, *table)


urls = [
    path("statistik/", StatisticsView.as_view(), name="statistics"),
    *(
        path(f"statistik/<int:year>/<slug:part>.{kind}", statistics_table, {"kind": kind}, name=f"statistics_{kind}")
        for kind in ("csv", "xlsx")
    ),
]


def menu_item() -> MenuItem:
    return ItemFor(
        seen_by, _("Statistics"), reverse_lazy("statistics"), name="statistics", icon_name="order", order=630
    )
