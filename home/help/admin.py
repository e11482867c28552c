from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSetGroup

from home.help.models import HelpPoint, HelpSettings, TaskForce
from publishing.records.screens import ReviewedViewSet


class HelpPointViewSet(ReviewedViewSet):
    model = HelpPoint
    icon = "help"
    list_display = ["name", "kind", "phone", "whatsapp", "verified_on", BooleanColumn("is_shown", label=_("Shown"))]
    list_filter = ["kind"]
    search_fields = ["name", "phone", "whatsapp"]


class TaskForceViewSet(ReviewedViewSet):
    model = TaskForce
    icon = "group"
    list_display = ["village", "coordinator", "phone", "verified_on", BooleanColumn("is_shown", label=_("Shown"))]
    search_fields = ["village__name", "coordinator"]


class TheOneRow:
    """Mixed into Wagtail's view of the list, or of a new one: there is one row, and its screen is the only one."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect(HelpSettings.snippet_viewset.get_url_name("edit"), HelpSettings.load().pk)


class InsteadOfAList(TheOneRow, IndexView):
    pass


class InsteadOfAnother(TheOneRow, CreateView):
    pass


class HelpSettingsViewSet(ReviewedViewSet):
    model = HelpSettings
    icon = "cog"
    index_view_class = InsteadOfAList
    add_view_class = InsteadOfAnother
    copy_view_enabled = False


def always_there(menu_items: list, request: HttpRequest, context: dict) -> None:
    """The settings can't be taken down: every page needs them."""
    if isinstance(context.get("instance"), HelpSettings):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


class HelpGroup(SnippetViewSetGroup):
    items = (HelpPointViewSet, TaskForceViewSet, HelpSettingsViewSet)
    menu_label = _("Whom to call")
    menu_icon = "help"
    menu_order = 310
