"""Where the editors' area learns of the rooms; what each adds to it stands in its `admin`."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from campaigns import admin
from campaigns.field_reports import admin as field_reports
from campaigns.requests import admin as requests
from campaigns.schedule import admin as schedule
from campaigns.series import admin as series
from campaigns.sessions import admin as sessions
from publishing.desk import DESK

register_snippet(admin.AdatInstitutionViewSet)
register_snippet(requests.SessionRequestViewSet)
register_snippet(admin.PlacesGroup)
register_snippet(admin.CaseFigureViewSet)
register_snippet(sessions.SessionColumnsViewSet)

hooks.register("register_admin_viewset", lambda: sessions.SessionListingViewSet("sessions"))
hooks.register("register_admin_urls", lambda: [*requests.urls, *schedule.urls, *series.urls, *field_reports.urls])
hooks.register("register_admin_menu_item", schedule.menu_item)
hooks.register(DESK, field_reports.groups)
for place in ("register_page_header_buttons", "register_page_listing_more_buttons"):
    hooks.register(place, series.button)
    hooks.register(place, field_reports.button)
for moment in ("after_create_page", "after_edit_page"):
    hooks.register(moment, sessions.warn_of_collisions)
