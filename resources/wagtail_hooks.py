"""Where the editors' area learns of the rooms; what each adds to it stands in its `admin`."""

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from publishing.search.memory import NOT_TO_BE_FOUND
from resources.downloads import admin as downloads
from resources.kits import admin as kits
from resources.materials import admin as materials
from resources.materials.models import is_outdated
from resources.partners.admin import PartnerViewSet
from resources.previews import admin as previews


class LibraryGroup(ViewSetGroup):
    items = (materials.MaterialViewSet, kits.KitViewSet)
    menu_label = _("Materials")
    menu_icon = "folder-open-1"
    menu_order = 150


hooks.register("register_admin_viewset", LibraryGroup)
hooks.register("register_admin_viewset", PartnerViewSet)
hooks.register(NOT_TO_BE_FOUND, lambda: Q(is_outdated()))
hooks.register("register_admin_urls", lambda: [*kits.urls, *downloads.urls, *previews.urls])
hooks.register("register_admin_menu_item", downloads.menu_item)
hooks.register("register_reports_menu_item", previews.menu_item)


@hooks.register("register_permissions")
def who_sees_downloads():
    """For the form of a group."""
    return Permission.objects.filter(content_type__app_label="resources", codename="view_download")


@hooks.register("construct_homepage_panels")
def previews_that_failed(request, panels) -> None:
    panels.append(previews.FailedPreviews())
