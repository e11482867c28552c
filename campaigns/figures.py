"""Yearly case figures with their sources, and the page that shows them."""

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from publishing.blocks import Bar, BodyBlock, bars
from publishing.blocks.charts import ROW
from publishing.models import SitePage
from publishing.pages.found import Group
from publishing.pages.navigation import Navigation, absolute
from publishing.pages.structured_data import CONTEXT, PUBLISHER
from publishing.pages.visibility import is_open, stands_below
from publishing.records.models import ReviewedQuerySet, ReviewedRecord


class CaseFigureQuerySet(ReviewedQuerySet):
    def by_year(self) -> "CaseFigureQuerySet":
        """Those that readers see."""
        return self.live().order_by("year")


class CaseFigure(ReviewedRecord):
    """How many cases were recorded in one year. Never by kelurahan: small numbers would name people."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    count = models.PositiveIntegerField(_("recorded cases"))
    source = models.CharField(_("source"), max_length=240, help_text=_("Who published the number, and when."))
    note = models.CharField(_("note"), max_length=240, blank=True)

    objects = CaseFigureQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("case figure")
        verbose_name_plural = _("case figures")
        constraints = [
            models.CheckConstraint(
                name="case_figure_year_is_plausible", condition=models.Q(year__gte=2000, year__lte=2100)
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.count}"


class CaseChart:
    """The figures as the chart component wants them."""

    def __init__(self, figures: list[CaseFigure]) -> None:
        self.figures = figures

    @cached_property
    def bars(self) -> list[Bar]:
        return bars([(str(figure.year), figure.count) for figure in self.figures])

    @property
    def height(self) -> int:
        return len(self.figures) * ROW

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(figure.source for figure in self.figures))


class DataPage(SitePage):
    """The figures as a chart, a table and a CSV file."""

    parent_page_types = ["home.HomePage"]
    rank_of_renewal = 2
    subpage_types = ["campaigns.YearlyReportPage"]
    max_count = 1
    template = "campaigns/data_page.html"
    takes_from_query = False
    page_description = _("The numbers of cases by year, with their source.")

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("how to read the numbers"))

    content_panels = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    found_group, found_weight, found_in = Group.ARTICLE, 70, ("body",)

    class Meta:
        verbose_name = _("case figures page")

    def found_names(self) -> list[str]:
        return [*super().found_names(), *(figure.year for figure in CaseFigure.objects.by_year())]

    def structured_data(self, context: dict) -> list[dict]:
        """The figures as a data set with its file, so that those who look for data find it."""
        dataset = {
            "@context": CONTEXT,
            "@type": "Dataset",
            "name": self.title,
            "description": self.description,
            "url": context["canonical_url"],
            "inLanguage": "id",
            "creator": PUBLISHER,
            "isAccessibleForFree": True,
            "spatialCoverage": "Kota Payakumbuh",
        }
        request = context["request"]
        if self.has_file(request):
            dataset["distribution"] = {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": absolute(request, reverse("case_figures_csv")),
            }
        return [*super().structured_data(context), dataset]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["chart"] = CaseChart(list(CaseFigure.objects.by_year()))
        context["has_file"] = self.has_file(request)
        context["reports"] = Page.objects.filter(stands_below(self), is_open(seen_from=self)).order_by("-title")
        return context

    def has_file(self, request: HttpRequest) -> bool:
        """Whether everybody may have the figures as a file: only while the page is open."""
        return any(page.pk == self.pk for page in Navigation.of(request).first_level)
