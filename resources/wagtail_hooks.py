from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources.models import KitPage, MaterialPage


class MaterialViewSet(PageListingViewSet):
    model = MaterialPage
    icon = "doc-full"
    menu_label = _("Materials")
    name = "materials"


class KitViewSet(PageListingViewSet):
    model = KitPage
    icon = "folder-open-1"
    menu_label = _("Kits")
    name = "kits"


class LibraryGroup(ViewSetGroup):
    items = (MaterialViewSet, KitViewSet)
    menu_label = _("Library")
    menu_icon = "folder-open-1"
    menu_order = 150


@hooks.register("register_admin_viewset")
def library() -> LibraryGroup:
    return LibraryGroup()
