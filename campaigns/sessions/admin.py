"""The table of all sessions, its columns, and the word to an editor whose session collides with another."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from campaigns.sessions.collisions import collisions
from campaigns.sessions.columns import SessionColumns, chosen_columns
from campaigns.sessions.models import SessionPage
from campaigns.sessions.queries import SessionPageQuerySet
from campaigns.sessions.table import COLUMNS, row, with_all_columns
from publishing.guard.panels import GuardPanel
from publishing.records.screens import OneRow


def report_state(session: SessionPage) -> str:
    if session.has_report:
        return gettext("written")
    return gettext("missing") if session.is_past and not session.is_cancelled else ""


def years() -> list[tuple[str, str]]:
    found = sorted({day.year for day in SessionPage.objects.datetimes("starts_at", "year")}, reverse=True)
    return [(str(year), str(year)) for year in found]


class SessionFilterSet(WagtailFilterSet):
    year = ChoiceFilter(field_name="starts_at", lookup_expr="year", label=_("Year"), choices=years)
    quarter = ChoiceFilter(
        field_name="starts_at",
        lookup_expr="quarter",
        label=_("quarter of the year"),
        choices=[(str(number), str(number)) for number in range(1, 5)],
    )

    class Meta:
        model = SessionPage
        fields = ["kind", "status", "institutions", "village__district", "starts_at"]


class SessionIndexView(IndexView):
    default_ordering = "-starts_at"
    page_title = _("Sessions")
    list_export = list(COLUMNS)

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if self.is_export:
            self.chosen = chosen_columns()
            self.list_export = list(self.chosen)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons, columns = super().header_more_buttons, SessionColumns.snippet_viewset
        if columns.permission_policy.user_has_permission(self.request.user, "change"):
            address = reverse(columns.get_url_name("list"))
            buttons.append(Button(_("Columns of these tables"), url=address, icon_name="table", priority=110))
        return buttons

    def annotate_queryset(self, pages: SessionPageQuerySet) -> SessionPageQuerySet:
        """A table for other programs needs the facts, and nothing of what the screen shows beside them."""
        return with_all_columns(pages) if self.is_export else super().annotate_queryset(pages)

    def get_heading(self, queryset: SessionPageQuerySet, field: str) -> str:
        return self.chosen[field].heading_words

    def to_row_dict(self, item: SessionPage) -> dict[str, object]:
        return dict(zip(self.chosen, row(item, self.chosen.values()), strict=True))


class SessionListingViewSet(PageListingViewSet):
    """All sessions in one table with what matters about them; the explorer knows titles only."""

    model = SessionPage
    icon = "date"
    menu_label = _("Sessions")
    menu_order = 314
    add_to_admin_menu = True
    index_view_class = SessionIndexView
    columns = [
        *(column for column in IndexView.base_columns if column.name in {"bulk_actions", "title"}),
        Column("when", label=_("When"), sort_key="starts_at"),
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        Column("get_status_display", label=_("The session is"), sort_key="status"),
        Column("report", label=_("Report"), accessor=report_state),
        *(column for column in IndexView.base_columns if column.name == "status"),
    ]
    filterset_class = SessionFilterSet
    list_export = list(COLUMNS)
    export_filename = "kegiatan"


class BeginsWithAll(EditView):
    """While nothing is chosen, the screen shows all columns: most forms ask for fewer, or for other names."""

    def get_object(self, queryset=None) -> SessionColumns:
        record = super().get_object(queryset)
        if self.request.method == "GET" and not record.columns:
            record.show_all()
        return record


class SessionColumnsViewSet(OneRow, SnippetViewSet):
    model = SessionColumns
    icon = "table"
    edit_view_class = BeginsWithAll
    panels = [GuardPanel(), FieldPanel("columns")]
    menu_hook = "register_reports_menu_item"
    menu_label = _("Columns of the session tables")
    menu_order = 645


def warn_of_collisions(request: HttpRequest, page: Page) -> None:
    """Two sessions of one institution at the same time are saved all the same: the office may know why."""
    is_saved_by_itself = not request.accepts("text/html")
    if is_saved_by_itself or not isinstance(page, SessionPage):
        return
    for other, institutions in collisions(page):
        names = ", ".join(institution.name for institution in institutions)
        words = gettext("At the same time %(names)s has another session: “%(title)s”, %(when)s.") % {
            "names": names,
            "title": other.title,
            "when": other.when,
        }
        look = messages.button(reverse("wagtailadmin_pages:edit", args=[other.pk]), gettext("Look at it"))
        messages.warning(request, words, buttons=[look])
