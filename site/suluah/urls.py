from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from campaigns.views import case_figures_csv, session_totals_csv
from home import views
from publishing.views import media

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("dokumen/", include(wagtaildocs_urls)),
    path("cari/", views.search, name="search"),
    path("data/kasus.csv", case_figures_csv, name="case_figures_csv"),
    path("kegiatan/laporan.csv", session_totals_csv, name="session_totals_csv"),
    re_path(r"^kode-qr(?P<address>/[\w/-]*)$", views.qr_code, name="qr_code"),
    path("sehat/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    # One machine serves its pictures itself; a server in front may answer before this is asked.
    path("media/<path:path>", media, name="media"),
    path("", include(wagtail_urls)),
]

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"
