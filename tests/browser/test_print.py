"""What comes out of the printer."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument


@pytest.mark.parametrize("path", ["/hubungi/", "/kekerasan/fisik/", "/tppo/cek-tawaran-kerja/"])
def test_the_help_numbers_print_as_a_card_of_two_by_two_bank_cards(look, path):
    page = look(path)
    card = page.locator(".wallet-card")
    expect(card).to_be_hidden()
    page.emulate_media(media="print")
    expect(card).to_be_visible()
    millimetres = card.evaluate(
        "node => [node.clientWidth, node.clientHeight].map(size => Math.round(size * 25.4 / 96))"
    )
    assert millimetres == [170, 108]
    assert "129" in card.inner_text()
    assert "110" in card.inner_text()


def test_the_folded_card_shows_only_lines_for_notes_outside(look):
    page = look("/hubungi/")
    page.emulate_media(media="print")
    outside = page.locator(".wallet-card").evaluate(
        "node => ['::before', '::after'].map(part => getComputedStyle(node, part).content)"
    )
    assert outside == ['"Catatan"', '"Catatan"']
    inside = page.locator(".wallet-card > *").evaluate_all(
        """nodes => nodes.map(getComputedStyle).map(style => [style.gridRowStart, new DOMMatrix(style.transform).a])"""
    )
    assert inside == [["1", -1], ["1", -1]], "whatever tells stands on its head in the upper, inner half"


def test_paper_is_short_and_says_where_it_comes_from(look):
    most = {"/hubungi/": 2, "/kekerasan/seksual/": 3, "/tppo/cek-tawaran-kerja/": 3, "/kegiatan/": 3}
    for path, sheets in most.items():
        page = look(path)
        with PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as printed:
            words = printed[0].get_textpage().get_text_range()
            assert len(printed) <= sheets, path
            assert len(printed[len(printed) - 1].get_textpage().get_text_range()) > 300, "no sheet for a few words"
        assert "Baca lagi di:" in words
    assert "Saring" not in words


def test_paper_carries_no_menu_and_no_exit(look):
    page = look("/kekerasan/fisik/")
    page.emulate_media(media="print")
    for part in (".exit", ".menu", ".search", ".safety"):
        expect(page.locator(part).first).to_be_hidden()
