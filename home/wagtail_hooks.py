from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.attention import AttentionPanel
from home.help.points import Help, as_line
from home.models import HelpPoint, TaskForce


class HelpPointViewSet(SnippetViewSet):
    model = HelpPoint
    icon = "help"
    list_display = ["name", "kind", "phone", "whatsapp", "verified_on", BooleanColumn("is_shown", label=_("Shown"))]
    list_filter = ["kind"]
    search_fields = ["name", "phone", "whatsapp"]


class TaskForceViewSet(SnippetViewSet):
    model = TaskForce
    icon = "group"
    list_display = ["village", "coordinator", "phone", "verified_on", BooleanColumn("is_shown", label=_("Shown"))]
    search_fields = ["village__name", "coordinator"]


class HelpGroup(SnippetViewSetGroup):
    items = (HelpPointViewSet, TaskForceViewSet)
    menu_label = _("Whom to call")
    menu_icon = "help"
    menu_order = 310


register_snippet(HelpGroup)


@hooks.register("kit_help_lines")
def numbers_for_kits() -> list[str]:
    """For BACA-SAYA.txt in the kits. Only what readers of the site see too."""
    return [as_line(point) for point in Help().points]


@hooks.register("construct_homepage_panels")
def attention_first(request, panels) -> None:
    panels.insert(0, AttentionPanel())
