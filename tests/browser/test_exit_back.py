"""After quick exit, Back does not show the page that was left: with and without the browser's back/forward cache."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE

NEUTRAL = re.compile(r"https://www\.bmkg\.go\.id/")
# Playwright starts Chromium without the cache; a reader's browser has it.
WITH_CACHE = {"ignore_default_args": ["--disable-back-forward-cache"]}
WITHOUT_CACHE = {"args": [*FLAGS, "--disable-back-forward-cache", "--disable-features=BackForwardCache"]}
LEAVE = {
    "link": lambda page: page.locator(".exit").click(),
    "shift": lambda page: [page.keyboard.press("Shift") for _time in range(3)],
}


@pytest.fixture(params=["with-bfcache", "without-bfcache"])
def reader(request, browser, served):
    """A browser of its own, on the page of weather before it came to us."""
    options = {"args": FLAGS, **(WITH_CACHE if request.param == "with-bfcache" else WITHOUT_CACHE)}
    own = browser.browser_type.launch(executable_path=CHROMIUM, **options)
    page = own.new_context(viewport=PHONE).new_page()
    page.route(NEUTRAL, lambda route: route.fulfill(body="<h1>Cuaca</h1>", content_type="text/html"))
    page.goto(served.url + "/sehat/")
    yield page
    own.close()


@pytest.mark.parametrize("way", LEAVE)
def test_back_after_leaving_lands_before_our_page(reader, served, way):
    reader.goto(served.url + "/kekerasan/fisik/")
    LEAVE[way](reader)
    reader.wait_for_url(NEUTRAL)
    expect(reader.get_by_text("Cuaca")).to_be_visible()
    reader.go_back(wait_until="commit")
    assert reader.url == served.url + "/sehat/"
    assert "Kekerasan fisik" not in reader.content()


def test_forward_and_back_again_never_show_the_page_that_was_left(reader, served):
    reader.goto(served.url + "/kekerasan/fisik/")
    reader.locator(".exit").click()
    reader.wait_for_url(NEUTRAL)
    reader.go_back(wait_until="commit")
    reader.go_forward(wait_until="commit")
    assert NEUTRAL.match(reader.url)
    reader.go_back(wait_until="commit")
    assert reader.url == served.url + "/sehat/"


def test_an_earlier_page_of_ours_comes_back_readable_and_not_blanked(reader, served):
    """A page that the browser kept was perhaps blanked when it was left: it must not stay white."""
    reader.goto(served.url + "/")
    reader.goto(served.url + "/kekerasan/fisik/")
    reader.locator(".exit").click()
    reader.wait_for_url(NEUTRAL)
    reader.go_back(wait_until="commit")
    assert reader.url == served.url + "/"
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
