from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from publishing.models import User
from publishing.screens import ItemFor
from resources.downloads.report import POLICY, DownloadsView, downloads_csv

urls = [
    path("unduhan/", DownloadsView.as_view(), name="downloads"),
    path("unduhan/<int:pk>/", DownloadsView.as_view(), name="downloads_of_page"),
    path("unduhan/csv/", downloads_csv, name="downloads_csv"),
]


def _may_see(user: User) -> bool:
    return POLICY.user_has_permission(user, "view")


def menu_item() -> MenuItem:
    return ItemFor(_may_see, _("Downloads"), reverse_lazy("downloads"), icon_name="download", order=155)
