from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from home.help.models import HelpPoint, HelpSettings, TaskForce
from publishing.records.screens import OneRow, ReviewedViewSet


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


class HelpSettingsViewSet(OneRow, ReviewedViewSet):
    model = HelpSettings
    icon = "cog"


def always_there(menu_items: list, request: HttpRequest, context: dict) -> None:
    """The settings can't be taken down: every page needs them."""
    if isinstance(context.get("instance"), HelpSettings):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


class HelpGroup(SnippetViewSetGroup):
    items = (HelpPointViewSet, TaskForceViewSet, HelpSettingsViewSet)
    menu_label = _("Whom to call")
    menu_icon = "help"
    menu_order = 310
