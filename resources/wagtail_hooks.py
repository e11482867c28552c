from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources import admin_views
from resources.models import KitPage, MaterialPage

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


@hooks.register("register_admin_urls")
def unfinished_files():
    return [
        path("materi/pratinjau/", admin_views.UnfinishedFiles.as_view(), name="unfinished_files"),
        path("materi/pratinjau/<int:pk>/coba-lagi/", admin_views.try_again, name="prepare_again"),
    ]


@hooks.register("register_reports_menu_item")
def previews_of_files():
    return admin_views.menu_item()


@hooks.register("construct_homepage_panels")
def previews_that_failed(request, panels) -> None:
    panels.append(admin_views.FailedPreviews())
