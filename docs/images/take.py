"""
Takes the pictures of docs/panduan-editor.md and README.md from a running site with its examples: `make guide-pictures`.

It stands beside what it makes. Whoever changes a screen that is shown runs it and commits what has changed.
"""

import io
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, EDITOR, FLAGS, MAKE_EDITOR, PASSWORD, serve
from tests.prepared import manage

FOLDER = Path(__file__).parent
DESK = {"width": 1280, "height": 860}
QUALITY = 60  # of WebP: letters stay sharp, and all pictures together stay below the 600 kB of tests/home/guide
A_LINK = """
from campaigns.models import ArticlePage, FieldReportLink, SessionPage
session = SessionPage.objects.live().past().not_cancelled().first()
link = FieldReportLink.address_of(FieldReportLink.objects.make(session, None))
print(ArticlePage.objects.get(slug="fisik").pk, session.pk, link)
"""


def keep(name: str, page: Page) -> None:
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def schedule() -> bytes:
    book, written = Workbook(), io.BytesIO()
    for row in (
        ["Judul", "Tanggal mulai", "Jam mulai", "Tempat", "Kelurahan"],
        ["Wirid remaja: berani bicara", "Kamis, 3 Desember 2099", "09.00", "Balai adat", "Talang"],
        ["Sosialisasi di balai", "Kamis, 4 Desember 2099", "13.00", "Aula", ""],
        ["Temu bundo kanduang", "5 Desember 2099", "", "", ""],
    ):
        book.active.append(row)
    book.save(written)
    return written.getvalue()


def import_a_schedule(page: Page) -> None:
    page.goto("/admin/jadwal/")
    file = {"name": "jadwal.xlsx", "mimeType": "application/octet-stream", "buffer": schedule()}
    page.get_by_label("Lembar kerja").set_input_files(file)
    page.get_by_role("button", name="Tampilkan baris").click()


def invite_a_partner(page: Page) -> None:
    page.goto("/admin/mitra/new/")
    page.get_by_label("Nama", exact=False).first.fill("Contoh nama")
    page.get_by_label("Lembaga").first.fill("Contoh lembaga")
    page.get_by_role("button", name="Buat tautan").click()


def send_a_report(browser: Browser, link: str) -> None:
    page = browser.new_context(viewport=DESK).new_page()
    page.goto(link)
    for label, number in (("Perempuan", "42"), ("Laki-laki", "17")):
        page.get_by_label(label, exact=False).first.fill(number)
    page.get_by_label("Ceritakan").fill("Balai penuh. Banyak yang bertanya ke mana menelepon.")
    page.get_by_role("button", name="Kirim laporan").click()


def at(address: str) -> Callable[[Page], object]:
    return lambda page: page.goto(address)


def take(url: str, browser: Browser, article: str, session: str, link: str) -> None:
    page = browser.new_context(base_url=url, viewport=DESK, locale="id-ID").new_page()
    page.goto("/")
    keep("beranda", page)
    page.goto("/admin/")
    keep("masuk", page)
    page.locator("#id_username").fill(EDITOR)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(re.compile(r"/admin/$"))
    send_a_report(browser, link)
    write = page.get_by_role("link", name="Umumkan kegiatan").get_attribute("href")
    for name, go in {
        "layar-pertama": at("/admin/"),
        "titik-bantuan": at("/admin/snippets/home/helppoint/"),
        "menulis-artikel": at(f"/admin/pages/{article}/edit/"),
        "mengisi-kegiatan": at(write),
        "impor-jadwal": import_a_schedule,
        "undang-mitra": invite_a_partner,
        "laporan-lapangan": at(f"/admin/kegiatan/{session}/laporan-lapangan/"),
    }.items():
        go(page)
        keep(name, page)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "site"
        data.mkdir()
        with serve(data, MAKE_EDITOR) as site, sync_playwright() as playwright:
            made = manage(data, "shell", "--verbosity", "0", "--command", A_LINK, BASE_URL=site.url)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            take(site.url, browser, *made.split())
            browser.close()


if __name__ == "__main__":
    main()
