from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from campaigns.schedule import views
from publishing.screens import ItemFor

urls = [
    path("jadwal/", views.upload, name="schedule_upload"),
    path("jadwal/templat.xlsx", views.template, name="schedule_template"),
    path("jadwal/lembar/", views.sheets, name="schedule_sheets"),
    path("jadwal/<int:pk>/", views.show, name="schedule_import"),
    path("jadwal/<int:pk>/simpan/", views.confirm, name="schedule_confirm"),
    path("jadwal/<int:pk>/lanjut/", views.go_on, name="schedule_go_on"),
]


def menu_item() -> MenuItem:
    label, address = _("Import a schedule"), reverse_lazy("schedule_upload")
    return ItemFor(views.may_import, label, address, icon_name="table", order=313)
