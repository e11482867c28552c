from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.help.models import HelpPoint, TaskForce


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
