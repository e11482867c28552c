from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap

from campaigns.feeds import news
from campaigns.field_reports.views import report_sent, send_report
from campaigns.recordings import recording
from campaigns.views import case_figures_csv, session_totals_csv
from home import views
from home.health import views as health
from publishing.accounts.factor import at_the_door
from publishing.accounts.login import EditorLoginView
from publishing.accounts.settings import AccountView
from publishing.pages.views import serve
from publishing.responses.media import media
from resources.downloads.views import kit_archive, material_file, whatsapp_copy
from resources.library.views import search as search_library
from resources.materials.views import cover, preview

urlpatterns = [
    path("admin/workflows/", include("home.roles.read_only")),
    path("admin/api/", include("publishing.pages.shut_api")),
    path("admin/account/", never_cache(require_admin_access(AccountView.as_view()))),
    path("admin/login/", EditorLoginView.as_view()),
    path("admin/login/", include(at_the_door)),
    path("admin/", include("publishing.accounts.entrance")),
    path("admin/", include("home.letters.views")),
    path("admin/", include(wagtailadmin_urls)),
    path("mitra/", include("resources.partners.urls")),
    # Wagtail has a login of its own, without our words and limits.
    path("_util/login/", RedirectView.as_view(pattern_name="partners:home", query_string=True)),
    path("cari/", views.search, name="search"),
    path("data/kasus.csv", case_figures_csv, name="case_figures_csv"),
    path("kegiatan/laporan.csv", session_totals_csv, name="session_totals_csv"),
    path("kirim-laporan/terkirim/", report_sent, name="field_report_sent"),
    path("kirim-laporan/<str:token>/", send_report, name="field_report"),
    path("umpan.xml", news, name="news"),
    path("dengar/<int:pk>/<str:name>", recording, name="recording"),
    path("materi/cari/", search_library, name="search_library"),
    path("materi/pratinjau/<int:pk>/", preview, name="material_preview"),
    path("materi/pratinjau/<int:pk>/sampul.avif", cover, name="material_cover"),
    path("materi/pratinjau/<int:pk>/besar/", preview, {"is_large": True}, name="material_preview_large"),
    path("materi/berkas/<int:pk>/<str:name>", material_file, name="material_file"),
    path("materi/berkas/<int:pk>/whatsapp/<str:name>", whatsapp_copy, name="whatsapp_copy"),
    re_path(r"^materi/paket/(?P<slug>[-\w]+)/(?P<name>[^/]+\.zip)$", kit_archive, name="kit_archive"),
    re_path(r"^kode-qr(?P<address>/[\w/-]*)$", views.qr_code, name="qr_code"),
    path("hubungi/nomor.png", views.numbers, name="numbers"),
    path("sehat/", health.alive, name="alive"),
    path("sehat/siap/", health.ready, name="ready"),
    path("sehat/beres/", health.well, name="well"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    # One machine serves its pictures itself; a server in front may answer before this is asked.
    path("media/<path:path>", media, name="media"),
    # Pages answer for their calendars, so that a closed one stays closed; Wagtail takes no dot in an address.
    re_path(r"^((?:[\w-]+/)+kalender\.ics)$", csrf_exempt(serve), name="calendar"),
    # Pages take nothing (SitePage.allowed_http_methods) but the form of a request: no cookie for whoever sends it, so
    # no token either; campaigns.session_requests guards it in another way.
    re_path(r"^((?!_util/)(?:[\w-]+/)*)$", csrf_exempt(serve), name="page"),
    path("", include(wagtail_urls)),
]

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"
