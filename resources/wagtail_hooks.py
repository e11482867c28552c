from django.contrib.auth.models import Permission
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from resources.downloads.report import POLICY, DownloadsView, downloads_csv
from resources.kits.admin import BuildAgainView
from resources.models import KitPage, MaterialPage
from resources.partners.admin import PartnerViewSet
from resources.previews import admin

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


@hooks.register("register_admin_urls")
def kits_and_downloads():
    return [
        path("paket/<int:pk>/zip/", BuildAgainView.as_view(), name="build_kit_again"),
        path("unduhan/", DownloadsView.as_view(), name="downloads"),
        path("unduhan/<int:pk>/", DownloadsView.as_view(), name="downloads_of_page"),
        path("unduhan/csv/", downloads_csv, name="downloads_csv"),
    ]


class DownloadsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return POLICY.user_has_permission(request.user, "view")


@hooks.register("register_admin_menu_item")
def downloads() -> DownloadsItem:
    return DownloadsItem(_("Downloads"), reverse_lazy("downloads"), icon_name="download", order=155)


@hooks.register("register_permissions")
def who_sees_downloads():
    """For the form of a group."""
    return Permission.objects.filter(content_type__app_label="resources", codename="view_download")


@hooks.register("register_admin_urls")
def unfinished_files():
    return [
        path("materi/pratinjau/", admin.UnfinishedFiles.as_view(), name="unfinished_files"),
        path("materi/pratinjau/<int:pk>/coba-lagi/", admin.try_again, name="prepare_again"),
    ]


@hooks.register("register_reports_menu_item")
def previews_of_files():
    return admin.menu_item()


@hooks.register("construct_homepage_panels")
def previews_that_failed(request, panels) -> None:
    panels.append(admin.FailedPreviews())
