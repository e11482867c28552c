"""`make materials` in a real Chromium: what fits is printed, tagged; what doesn't fit is not."""

from io import BytesIO

import pikepdf
import pytest

from home.starter.materials import print as materials


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": materials.SIDE, "height": materials.SIDE})
    yield page
    page.close()


def test_a_sheet_is_printed_tagged_and_with_its_title(page):
    with pikepdf.open(BytesIO(materials.printed(page, "daftar-hadir-a4.pdf"))) as document:
        assert len(document.pages) == 1
        assert document.Root.MarkInfo.Marked
        assert dict(document.trailer.Info) == {"/Title": "Daftar hadir"}


def test_words_that_do_not_fit_stop_the_printing(page, monkeypatch):
    long = materials.html("siapa-bisa-apa-a4.pdf").replace("Menemani kemenakan", "Menemani kemenakan " * 60)
    monkeypatch.setattr(materials, "html", lambda name: long)
    with pytest.raises(ValueError, match="do not fit"):
        materials.printed(page, "siapa-bisa-apa-a4.pdf")
