from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources.models import KitPage, MaterialPage
from resources.partners.admin import PartnerViewSet

COMMON = {column.name: column for column in PageListingViewSet.columns}
FIRST = [COMMON["bulk_actions"], COMMON["title"]]
LAST = [COMMON["latest_revision_created_at"], COMMON["status"]]


class MaterialViewSet(PageListingViewSet):
    model = MaterialPage
    icon = "doc-full"
    menu_label = _("Materials")
    name = "materials"
    columns = [
        *FIRST,
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("version", label=_("Version")),
        *LAST,
    ]
    list_filter = ["kind", "language", "licence"]


class KitViewSet(PageListingViewSet):
    model = KitPage
    icon = "folder-open-1"
    menu_label = _("Kits")
    name = "kits"
    columns = [
        *FIRST,
        Column("session", label=_("Kind of session"), accessor="get_session_display", sort_key="session"),
        *LAST,
    ]
    list_filter = ["session"]


class LibraryGroup(ViewSetGroup):
    items = (MaterialViewSet, KitViewSet)
    menu_label = _("Materials")
    menu_icon = "folder-open-1"
    menu_order = 150


@hooks.register("register_admin_viewset")
def library() -> LibraryGroup:
    return LibraryGroup()


@hooks.register("register_admin_viewset")
def partners() -> PartnerViewSet:
    return PartnerViewSet()
