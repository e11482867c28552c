"""The office's view of the downloads: a table by month, a small chart, a file for spreadsheets."""

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permissions import ModelPermissionPolicy

from publishing.screens import Screen
from publishing.spreadsheets.writing import csv_stream
from resources.downloads.models import Download
from resources.downloads.statistics import Year, years

POLICY = ModelPermissionPolicy(Download)
A_PAGE = 50


class DownloadsView(PermissionCheckedMixin, Screen, TemplateView):
    """Of all pages, or of the files of one."""

    template_name = "wagtailadmin/resources/downloads.html"
    permission_policy = POLICY
    permission_required = "view"
    page_title = _("Downloads")
    header_icon = "download"

    @cached_property
    def page(self) -> Page | None:
        return get_object_or_404(Page, pk=self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_page_subtitle(self) -> str:
        return self.page.title if self.page else ""

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [*self.breadcrumbs_items, {"url": reverse("downloads"), "label": self.page_title}]
        return [*items, {"url": "", "label": self.page.title}] if self.page else items

    def get_context_data(self, **kwargs) -> dict:
        known = years()
        figures = Year(asked_year(self.request, known), self.page)
        table = WagtailPaginator(figures.most_taken(), A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "figures": figures,
            "years": known,
            "table": table,
            "rows": figures.rows(list(table)),
            "of_page": self.page,
        }


def asked_year(request: HttpRequest, known: list[int]) -> int:
    asked = request.GET.get("tahun", "")
    return int(asked) if asked in {str(year) for year in known} else known[0]


@PermissionPolicyChecker(POLICY).require("view")
def downloads_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All months of a year: halaman, berkas, bulan, unduhan."""
    year = asked_year(request, years())
    months = (
        Download.objects.filter(day__year=year)
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("page__title", "name", "month")
        .annotate(sum=Sum("count"))
        .order_by("page__title", "page_id", "name", "month")
    )

    rows = ([title, name, f"{month:%Y-%m}", count] for title, name, month, count in months.iterator())
    return csv_stream(f"{gettext('downloads')}-{year}.csv", ["halaman", "berkas", "bulan", "unduhan"], rows)
