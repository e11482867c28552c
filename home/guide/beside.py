"""Which part of the guide fits a screen of the editors' area."""

from django.http import HttpRequest
from wagtail.models import Page

from home.guide.reading import Section, sections

# By the class of the page that is written.
OF_PAGES = {
    "articlepage": "saya-ingin-menulis-artikel",
    "warningsignspage": "saya-ingin-mengubah-daftar-tanda",
    "sessionpage": "saya-ingin-mengumumkan-sosialisasi",
    "yearlyreportpage": "saya-ingin-menerbitkan-laporan-tahunan",
    "materialpage": "saya-ingin-menambah-materi",
    "kitpage": "saya-ingin-menyusun-paket-sosialisasi",
}
# By the name of the address, or by the namespace in which it is.
OF_SCREENS = {
    "wagtailadmin_home": "layar-pertama",
    "wagtailadmin_account": "saya-ingin-masuk",
    "wagtailadmin_explore": "saya-ingin-menulis-artikel",
    "sessions": "saya-ingin-mengumumkan-sosialisasi",
    "repeat_session": "kegiatan-yang-berulang",
    "field_reports": "saya-ingin-meminta-laporan-dari-lapangan",
    "field_report_link": "saya-ingin-meminta-laporan-dari-lapangan",
    "keep_field_photo": "saya-ingin-meminta-laporan-dari-lapangan",
    "evidence": "saya-ingin-membuat-laporan-kegiatan",
    "statistics": "saya-ingin-tahu-angka-setahun",
    "downloads": "saya-ingin-tahu-materi-mana-yang-banyak-diunduh",
    "downloads_of_page": "saya-ingin-tahu-materi-mana-yang-banyak-diunduh",
    "schedule_upload": "saya-ingin-mengimpor-jadwal",
    "schedule_sheets": "saya-ingin-mengimpor-jadwal",
    "schedule_import": "saya-ingin-mengimpor-jadwal",
    "office_search": "saya-ingin-mencari-sesuatu-di-ruang-petugas",
    "mitra": "saya-ingin-mengundang-mitra",
    "wagtailimages": "saya-ingin-mengganti-gambar",
    "wagtaildocs": "saya-ingin-mengunggah-berkas",
    "wagtailusers_users": "saya-ingin-membuatkan-akun-untuk-rekan",
    "wagtailsnippets_home_helppoint": "sebuah-nomor-berubah",
    "wagtailsnippets_home_taskforce": "saya-ingin-mengisi-satgas-kelurahan",
    "wagtailsnippets_campaigns_sessionrequest": "ada-permintaan-sosialisasi",
    "wagtailsnippets_campaigns_sessioncolumns": "saya-ingin-membuat-laporan-kegiatan",
    "wagtailsnippets_campaigns_adatinstitution": "saya-ingin-menambah-lembaga-adat",
    "wagtailsnippets_campaigns_casefigure": "saya-ingin-menambah-angka-kasus",
    "wagtailsnippets_publishing_samemeaning": "orang-tidak-menemukan-sesuatu-lewat-pencarian",
    "wagtailsnippets_publishing_chosenanswer": "orang-tidak-menemukan-sesuatu-lewat-pencarian",
    "wagtailsnippets_publishing_dangerwords": "orang-tidak-menemukan-sesuatu-lewat-pencarian",
}


def part_for(request: HttpRequest, page: object = None) -> Section | None:
    """None where no part fits. `page` is the one that the screen is about, if it is about one."""
    match = request.resolver_match
    if match is None:
        return None
    written = match.kwargs.get("content_type_model_name", "")
    if isinstance(page, Page) and match.url_name == "edit":
        written = page.cached_content_type.model
    wanted = OF_PAGES.get(written) or OF_SCREENS.get(match.url_name) or OF_SCREENS.get(match.namespace)
    return next((section for section in sections() if section.anchor == wanted), None)
