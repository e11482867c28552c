"""What comes out of the printer."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("path", ["/hubungi/", "/kekerasan/fisik/", "/tppo/cek-tawaran-kerja/"])
def test_the_help_numbers_print_as_a_card_of_two_by_two_bank_cards(visit, path):
    page = visit(path)
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


def test_the_folded_card_shows_only_lines_for_notes_outside(visit):
    page = visit("/hubungi/")
    page.emulate_media(media="print")
    outside = page.locator(".wallet-card").evaluate(
        "node => ['::before', '::after'].map(part => getComputedStyle(node, part).content)"
    )
    assert outside == ['"Catatan"', '"Catatan"']
    inside = page.locator(".wallet-card > *").evaluate_all(
        """nodes => nodes.map(getComputedStyle).map(style => [style.gridRowStart, new DOMMatrix(style.transform).a])"""
    )
    assert inside == [["1", -1], ["1", -1]], "whatever tells stands on its head in the upper, inner half"


def test_paper_carries_no_menu_and_no_exit(visit):
    page = visit("/kekerasan/fisik/")
    page.emulate_media(media="print")
    for part in (".exit", ".menu", ".search", ".safety"):
        expect(page.locator(part).first).to_be_hidden()
