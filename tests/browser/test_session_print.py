"""The invitation and the poster of a session as they come out of the printer: one sheet of A4 each."""

import re

import pypdfium2
import pytest

from tests.browser.conftest import DESK, PHONE
from tests.factories import AdatInstitutionFactory, SessionPageFactory, VillageFactory, days_from_now

SHEETS = ["cetak/", "cetak/poster/"]
EXAMPLES = [
    "contoh-peran-mamak", "contoh-hari-terbuka", "contoh-pelatihan-satgas", "contoh-tawaran-kerja",
    "contoh-kekerasan-daring", "contoh-pekan-perlindungan",
]  # fmt: skip
A4 = (210, 297)
WORDS = "sosialisasi pencegahan kekerasan terhadap perempuan dan anak bersama lembaga adat di nagari "


def words(length: int) -> str:
    return (WORDS * 20)[:length].strip()


def printed(page) -> pypdfium2.PdfDocument:
    """As browsers print when nobody ticks "background graphics"."""
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def size(document: pypdfium2.PdfDocument) -> tuple[int, int]:
    return tuple(round(points * 25.4 / 72) for points in document[0].get_size())


def text(document: pypdfium2.PdfDocument) -> str:
    return " ".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("slug", EXAMPLES)
def test_a_sheet_is_one_page_of_a4_with_the_numbers_and_the_address(look, served, slug, sheet):
    document = printed(look(f"/kegiatan/{slug}/{sheet}", size=DESK))
    assert len(document) == 1
    assert size(document) == A4
    said = text(document)
    assert "SAPA 129" in said
    assert "110" in said
    assert f"/kegiatan/{slug}" in said.replace(" ", "").replace("\ufffe", "-")


LENGTHS = {
    "least": {},
    "plausible": {
        "title": words(110), "summary": words(200), "venue": words(70), "address": words(110), "audience": words(120),
        "what_to_bring": words(100), "contact": words(100), "invitation": words(500), "hosts": 5, "host": 70,
        "speakers": 5, "speaker": 110, "programme": 10, "item": 80,
    },
    "most that the fields take": {
        "title": words(255), "summary": words(300), "venue": words(160), "address": words(240), "audience": words(200),
        "what_to_bring": words(240), "contact": words(240), "invitation": words(900), "hosts": 9, "host": 160,
        "speakers": 9, "speaker": 300, "programme": 30, "item": 200,
        "status": "postponed", "postponed_from": days_from_now(2),
    },
    "words without a break": {"title": "Tanpaspasi" * 20, "venue": "Tanpaspasi" * 16, "audience": "Tanpaspasi" * 20},
}  # fmt: skip


def make_session(hosts=0, host=0, speakers=0, speaker=0, programme=0, item=0, **fields):
    return SessionPageFactory(
        starts_at=days_from_now(9),
        ends_at=days_from_now(10, 12),
        village=VillageFactory(name="Taratak Padang Kampuang"),
        institutions=[AdatInstitutionFactory(name=f"{number} {words(host - 2)}") for number in range(hosts)],
        speakers=[("speaker", {"name": words(40), "role": words(speaker - 40)})] * speakers,
        programme=[("item", {"time": "09.00–09.30", "what": words(item)})] * programme,
        **fields,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("length", LENGTHS)
def test_a_sheet_stays_one_page_however_much_the_office_writes(visit, served, client, length, sheet):
    session = make_session(**LENGTHS[length])
    page = visit("/sehat/", size=DESK)
    html = client.get(session.url + sheet).content.decode()
    page.route(served.url + "/lembar/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(served.url + "/lembar/", wait_until="networkidle")
    document = printed(page)
    assert len(document) == 1
    assert "Butuh bantuan?" in text(document), "the foot is on the page"
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.sheet *')]
        .filter(node => [...node.childNodes].some(part => part.nodeType === 3 && part.data.trim()))
        .map(node => parseFloat(getComputedStyle(node).fontSize) * 72 / 96))""")
    assert smallest >= 6.9, "points"


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_belongs_to_the_screen_does_not_print(look, sheet):
    page = look(f"/kegiatan/contoh-peran-mamak/{sheet}", size=DESK)
    shown = page.locator("body").inner_text()
    said = text(printed(page))
    for part in ("Keluar cepat", "Cetak dengan Ctrl+P", "Kembali ke kegiatan"):
        assert part in shown
        assert part not in said


def test_the_poster_keeps_its_dark_ground_and_light_title_without_background_graphics(look):
    document = printed(look("/kegiatan/contoh-peran-mamak/cetak/poster/", size=DESK))
    grey = document[0].render(scale=1).to_pil().convert("L")
    ground = grey.getpixel((8, 8))
    _darkest, lightest = grey.crop((40, 60, 500, 150)).getextrema()
    assert ground < 90
    assert lightest > 230


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_code_is_three_centimetres_wide_on_paper(look, sheet):
    page = look(f"/kegiatan/contoh-peran-mamak/{sheet}", size=DESK)
    page.emulate_media(media="print")
    box = page.locator(".address img").bounding_box()
    assert round(box["width"] * 25.4 / 96) >= 30
    assert abs(box["width"] - box["height"]) < 1


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_phone_reads_the_sheet_as_a_page_of_usual_letters(look, sheet):
    page = look(f"/kegiatan/contoh-peran-mamak/{sheet}", size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    letters = page.locator(".sheet dd").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert letters >= 16


def test_the_choice_between_both_needs_no_javascript(visit):
    page = visit("/kegiatan/contoh-peran-mamak/", javascript=False)
    page.get_by_role("link", name="Cetak undangan").click()
    assert page.locator("h1").inner_text().lower() == "undangan"
    page.get_by_role("link", name="Poster").click()
    assert "Peran mamak" in page.locator("h1").inner_text()
    assert page.get_by_role("link", name="Poster").get_attribute("aria-current") == "page"
    page.get_by_role("link", name="Kembali ke kegiatan").click()
    assert re.search(r"/kegiatan/contoh-peran-mamak/$", page.url)


def test_the_page_itself_prints_its_day_its_facts_and_no_buttons(look):
    page = look("/kegiatan/contoh-peran-mamak/", size=DESK)
    document = printed(page)
    said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    assert "Balai Adat (contoh)" in said
    assert "Simpan ke kalender" not in said
    assert "Sebelumnya" not in said.replace("SEBELUMNYA", "Sebelumnya")
