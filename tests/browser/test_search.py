"""The search in a browser: a reader on a small phone without JavaScript."""

import re

from playwright.sync_api import expect


def test_a_reader_finds_help_in_three_misspelt_words_without_javascript(visit):
    page = visit("/cari/", javascript=False)
    box = page.locator("main input[name=q]")
    box.fill("dipkul suammi trus")
    box.press("Enter")
    expect(page.locator("main .danger-card a[href='tel:110']").first).to_be_visible()
    expect(page.locator("main .results a").first).to_have_attribute("href", re.compile(r"/kekerasan/"))
    expect(page).to_have_url(re.compile(r"/cari/$"))  # the words are in no address
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
