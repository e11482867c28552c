"""One left edge, and what the front door and a small phone show first."""

import pytest

from tests.browser.conftest import PHONE

PAGES = [
    "/",
    "/kekerasan/",
    "/kekerasan/fisik/",
    "/tppo/cek-tawaran-kerja/",
    "/hubungi/",
    "/kegiatan/",
    "/materi/",
    "/data/",
    "/cari/",
]
SMALL_PHONE = {"width": 360, "height": 640}
LEFT_EDGES = """() => ['.brand svg', 'h1', 'main .card, main .prose, main p', '.site-foot h2'].map(
  selector => Math.round(document.querySelector(selector).getBoundingClientRect().left))"""
COLUMN = """() => Math.max(0, ...[...document.querySelectorAll('.prose > p')].map(
  node => node.getBoundingClientRect().width / parseFloat(getComputedStyle(node).fontSize)))"""


@pytest.mark.parametrize("width", [1280, 1920])
def test_logo_heading_text_and_footer_begin_at_one_edge(look, width):
    edges = {}
    for path in PAGES:
        page = look(path, size={"width": width, "height": 900})
        edges[path] = page.evaluate(LEFT_EDGES)
        assert page.evaluate(COLUMN) <= 42, "65 characters of a wide typeface"
    assert len({edge for found in edges.values() for edge in found}) == 1, edges


def test_the_menu_button_stays_where_it_is_when_it_opens(look):
    page = look("/data/", size=PHONE)
    button = page.locator(".menu > summary")
    before = button.bounding_box()
    button.click()
    assert button.bounding_box() == before


def test_lists_begin_in_the_first_screen_of_a_small_phone(look):
    for path in ("/kekerasan/", "/tppo/", "/materi/"):
        page = look(path, size=SMALL_PHONE)
        assert page.locator("main .card").first.bounding_box()["y"] < 560, path
