from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from resources.downloads.report import POLICY, DownloadsView, downloads_csv

urls = [
    path("unduhan/", DownloadsView.as_view(), name="downloads"),
    path("unduhan/<int:pk>/", DownloadsView.as_view(), name="downloads_of_page"),
    path("unduhan/csv/", downloads_csv, name="downloads_csv"),
]


class DownloadsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return POLICY.user_has_permission(request.user, "view")


def menu_item() -> MenuItem:
    return DownloadsItem(_("Downloads"), reverse_lazy("downloads"), icon_name="download", order=155)
