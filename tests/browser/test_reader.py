"""A reader's way through the site, on a small phone and at a desk."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from home.starter.pages import PageFile
from tests.browser.conftest import DESK, PHONE
from tests.prepared import ROOT

STARTER = ROOT / "home" / "starter" / "pages"
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


def no_sideways_scroll(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("javascript", [True, False])
def test_from_home_over_an_article_to_help(visit, size, javascript):
    page = visit("/", size=size, javascript=javascript)
    page.get_by_role("link", name="Dipukul", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kekerasan fisik")
    page.get_by_role("link", name="Beranda").click()
    page.get_by_role("link", name="Saya butuh bantuan sekarang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hubungi bantuan")
    assert page.locator("main a[href='tel:129']").first.is_visible()


@pytest.mark.parametrize("size", SIZES)
def test_help_and_exit_are_in_reach_without_scrolling_everywhere(look, size):
    for path in ("/", "/kekerasan/fisik/", "/tppo/tanda-bahaya/", "/hubungi/", "/cari/", "/tidak-ada/"):
        page = look(path, size=size)
        for selector in (".help-bar .exit", ".help-bar .call", ".help-bar .chat"):
            box = page.locator(selector).bounding_box()
            assert box["height"] >= 44
            assert 0 <= box["y"] <= size["height"] - box["height"], f"{selector} on {path}"


def test_the_two_buttons_of_the_home_page_are_in_the_first_screen_of_a_small_phone(look):
    page = look("/", size={"width": 360, "height": 640})
    for name in ("Saya butuh bantuan sekarang", "Apakah ini kekerasan?"):
        box = page.get_by_role("link", name=name).bounding_box()
        assert box["y"] + box["height"] <= 640 - 60


def test_the_menu_opens_without_javascript(visit):
    page = visit("/", javascript=False)
    page.get_by_text("Menu", exact=True).click()
    page.locator("details.menu").get_by_role("link", name="Cegah perdagangan orang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cegah perdagangan orang")


def test_search_works_without_javascript_and_leaves_no_words_in_the_address(visit, served):
    page = visit("/cari/", javascript=False)
    page.locator("main input[type=search]").fill("paspor")
    page.locator("main .search button").click()
    expect(page.locator("main mark").first).to_be_visible()
    expect(page).to_have_url(served.url + "/cari/")


def test_who_to_call_stands_in_the_first_screen_of_a_small_phone(look):
    """On every article the police and who answers for the office; where hours count, that too."""
    small = {"width": 360, "height": 640}
    page = look("/hubungi/", size=small)
    articles = [file.url for file in PageFile.read_all(STARTER) if file.entry["type"] == "article"]
    wanted = [("/hubungi/", ".police"), ("/hubungi/satgas/", ".police"), ("/saat-berat/", ".police")]
    wanted += [(url, f".callout-urgent {call}") for url in articles for call in (".police", ".call + .call")]
    wanted += [("/kekerasan/seksual/", "b:text('Dalam 72 jam')"), ("/kekerasan/fisik/", "b:text('Dicekik')")]
    below = []
    for path, selector in wanted:
        if urlsplit(page.url).path != path:
            look(path, size=small)
        box = page.locator(f"main {selector}").first.bounding_box()
        if box["y"] + min(box["height"], 60) > 640 - 64:  # what the help bar covers
            below.append((path, selector, round(box["y"] + box["height"])))
    assert not below


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, PHONE, DESK], ids=["320", "360", "1280"])
def test_nothing_scrolls_sideways(look, size):
    for path in (
        "/", "/kekerasan/", "/kekerasan/berbasis-elektronik/", "/tppo/cek-tawaran-kerja/", "/hubungi/",
        "/hubungi/satgas/", "/data/", "/aman-menjelajah/", "/cari/?q=anak", "/tidak-ada/",
    ):  # fmt: skip
        assert no_sideways_scroll(look(path, size=size)), path
