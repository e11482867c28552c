from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.admin_views import draft_requested_session
from campaigns.models import AdatInstitution, CaseFigure, District, Nagari, SessionRequest, Village
from campaigns.schedule import views as schedule


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
        TitleFieldPanel("name", targets=["slug"]),
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
    menu_label = _("Requests for sessions")
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
