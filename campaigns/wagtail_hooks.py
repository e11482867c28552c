from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.models import AdatInstitution, CaseFigure, District, Nagari, SessionPage, SessionRequest, Village
from campaigns.requests.views import draft_requested_session
from campaigns.schedule import views as schedule
from campaigns.sessions.collisions import collisions


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    list_display = ["name", "code"]
    panels = [FieldPanel("name"), FieldPanel("code")]


class VillageViewSet(SnippetViewSet):
    model = Village
    icon = "home"
    list_display = ["name", "district", "nagari", "code"]
    list_filter = ["district", "nagari"]
    search_fields = ["name", "other_names", "code"]
    panels = [
        FieldPanel("name"),
        FieldPanel("other_names"),
        FieldPanel("district"),
        FieldPanel("nagari"),
        FieldPanel("code"),
    ]


class NagariViewSet(SnippetViewSet):
    model = Nagari
    icon = "group"
    list_display = ["name", "source"]
    panels = [FieldPanel("name"), FieldPanel("source")]


class CaseFigureViewSet(SnippetViewSet):
    model = CaseFigure
    icon = "order"
    list_display = ["year", "count", "source"]
    panels = [FieldPanel("year"), FieldPanel("count"), FieldPanel("source"), FieldPanel("note")]
    add_to_admin_menu = True
    menu_label = _("Case figures")
    menu_order = 320


class AdatInstitutionViewSet(SnippetViewSet):
    model = AdatInstitution
    icon = "group"
    list_display = ["name", "kind", "nagari"]
    list_filter = ["kind", "nagari"]
    search_fields = ["name"]
    panels = [
        TitleFieldPanel("name", targets=["slug"], placeholder=_("Name")),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("nagari"),
        FieldPanel("description"),
        FieldPanel("source"),
    ]
    add_to_admin_menu = True
    menu_label = _("Adat institutions")
    menu_order = 315


class RequestPermissions(ModelPermissionPolicy):
    """Requests come from the form only."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class SessionRequestViewSet(SnippetViewSet):
    model = SessionRequest
    icon = "mail"
    list_display = ["institution", "nagari", "topic", "wished_day", "status", "created_at"]
    list_filter = ["status"]
    search_fields = ["institution", "nagari", "topic"]
    copy_view_enabled = False
    add_to_admin_menu = True
    menu_label = _("Requests")
    menu_order = 312

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return RequestPermissions(self.model)


class PlacesGroup(SnippetViewSetGroup):
    items = (DistrictViewSet, VillageViewSet, NagariViewSet)
    menu_label = _("Places")
    menu_icon = "site"
    menu_order = 330


register_snippet(AdatInstitutionViewSet)
register_snippet(SessionRequestViewSet)
register_snippet(PlacesGroup)
register_snippet(CaseFigureViewSet)


def report_state(session: SessionPage) -> str:
    if session.has_report:
        return gettext("written")
    return gettext("missing") if session.is_past and not session.is_cancelled else ""


class SessionIndexView(IndexView):
    default_ordering = "-starts_at"
    page_title = _("Sessions")


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
        Column("get_status_display", label=_("The session is"), sort_key="status"),
        Column("report", label=_("Report"), accessor=report_state),
        *(column for column in IndexView.base_columns if column.name == "status"),
    ]
    list_filter = ["status", "institutions", "village__district", "starts_at"]


@hooks.register("register_admin_viewset")
def sessions() -> SessionListingViewSet:
    return SessionListingViewSet("sessions")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
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


@hooks.register("register_admin_urls")
def own_views():
    return [
        path("permintaan/<int:pk>/rancang/", draft_requested_session, name="draft_requested_session"),
        path("jadwal/", schedule.upload, name="schedule_upload"),
        path("jadwal/templat.xlsx", schedule.template, name="schedule_template"),
        path("jadwal/<int:pk>/", schedule.show, name="schedule_import"),
        path("jadwal/<int:pk>/simpan/", schedule.confirm, name="schedule_confirm"),
        path("jadwal/<int:pk>/lanjut/", schedule.go_on, name="schedule_go_on"),
    ]


class ScheduleMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return schedule.may_import(request)


@hooks.register("register_admin_menu_item")
def schedule_of_the_office() -> MenuItem:
    return ScheduleMenuItem(_("Import a schedule"), reverse_lazy("schedule_upload"), icon_name="table", order=313)
