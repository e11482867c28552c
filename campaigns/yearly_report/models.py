from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.fields import StreamField

from campaigns.yearly_report.counting import counted
from campaigns.yearly_report.figures import Figures
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.pages.forms import SitePageForm
from publishing.pages.found import Group

AGAIN = "count_again"


class YearlyReportForm(SitePageForm):
    """Counts at each saving until the report was published once; then only when an editor ticks it."""

    @property
    def is_ticked(self) -> bool:
        return bool(self.is_bound and self.data.get(self.add_prefix(AGAIN)))

    def _changes_content(self) -> bool:
        """Whoever publishes a first version counts anew by doing so; that alone makes it not his own work."""
        return super()._changes_content() or self.is_ticked

    def clean(self) -> dict:
        cleaned = super().clean()
        year = cleaned.get("year")
        if year and YearlyReportPage.objects.exclude(pk=self.instance.pk).filter(year=year).exists():
            self.add_error("year", _("There is a report of this year already."))
        return cleaned

    def save(self, commit: bool = True) -> "YearlyReportPage":
        if self.is_ticked or self.instance.first_published_at is None:
            self.instance.figures = counted(self.instance.year)
        return super().save(commit=commit)


class FiguresPanel(Panel):
    """What stands in the report, and the tick by which it is counted again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/campaigns/figures_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            kept = self.instance.figures
            return super().get_context_data(parent_context) | {
                "figures": Figures(kept) if kept else None,
                "is_kept": self.instance.first_published_at is not None,
                "name": self.form.add_prefix(AGAIN),
            }


class YearlyReportPage(SitePage):
    """
    What the office did in a year, for everybody.

    `figures` are kept with each version of the page: an old report stays as it was, whatever becomes of its sessions.
    """

    parent_page_types = ["campaigns.DataPage"]
    subpage_types: list[str] = []
    template = "campaigns/yearly_report_page.html"
    takes_from_query = False
    base_form_class = YearlyReportForm
    needs_review = False  # it is true of its year

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000)], help_text=_("Its figures are added up when you save.")
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("introduction"),
        help_text=_("What the numbers can't say. Nobody's case."),
    )
    figures = models.JSONField(default=dict, editable=False)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("year"),
        FiguresPanel(heading=_("Figures")),
        "summary",
        "body",
    ]
    found_group, found_weight, found_in = Group.ARTICLE, 70, ("body",)
    page_description = _(
        "What the office did in a year: sessions, people reached, kelurahan, downloads, added up by itself."
    )

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")

    def clean(self) -> None:
        super().clean()
        if self.year and self.year > timezone.localdate().year:
            raise ValidationError({"year": _("This year has not begun yet.")})
        if self.year and self.figures.get("year") != self.year:
            self.figures = counted(self.year)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return super().get_context(request, *args, **kwargs) | {"figures": Figures(self.figures)}
