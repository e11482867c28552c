"""After quick exit, Back does not show the page that was left: with and without the browser's back/forward cache."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.history import back, forward

NEUTRAL, WEATHER = "https://www.bmkg.go.id/", "Cuaca"
BEFORE, RESULTS = "https://mesin.example/", "Hasil"
# Playwright starts Chromium without the cache; a reader's browser has it.
WITH_CACHE = {"ignore_default_args": ["--disable-back-forward-cache"]}
WITHOUT_CACHE = {"args": [*FLAGS, "--disable-back-forward-cache", "--disable-features=BackForwardCache"]}
WAYS = {
    "link": lambda page: page.locator(".exit").click(),
    "shift": lambda page: [page.keyboard.press("Shift") for _time in range(3)],
}


@pytest.fixture(params=["with-bfcache", "without-bfcache"])
def reader(request, browser, served):
    """A browser of its own, on the page of another site before it came to us."""
    options = {"args": FLAGS, **(WITH_CACHE if request.param == "with-bfcache" else WITHOUT_CACHE)}
    own = browser.browser_type.launch(executable_path=CHROMIUM, **options)
    page = own.new_context(viewport=PHONE).new_page()
    for url, heading in ((NEUTRAL, WEATHER), (BEFORE, RESULTS)):
        page.route(url, answer(f"<h1>{heading}</h1>"))
    page.goto(BEFORE)
    yield page
    own.close()


def answer(body: str):
    return lambda route: route.fulfill(body=body, content_type="text/html")


def leave(page: Page, way: str = "link") -> None:
    WAYS[way](page)
    expect(page.get_by_role("heading", level=1)).to_have_text(WEATHER)
    expect(page).to_have_url(NEUTRAL)


@pytest.mark.parametrize("way", WAYS)
def test_back_after_leaving_lands_before_our_page(reader, served, way):
    reader.goto(served.url + "/kekerasan/fisik/")
    leave(reader, way)
    assert back(reader, BEFORE, RESULTS) == [BEFORE]
    assert "Kekerasan fisik" not in reader.content()


def test_forward_and_back_again_never_show_the_page_that_was_left(reader, served):
    reader.goto(served.url + "/kekerasan/fisik/")
    leave(reader)
    came_up = back(reader, BEFORE, RESULTS) + forward(reader, NEUTRAL, WEATHER) + back(reader, BEFORE, RESULTS)
    assert came_up == [BEFORE, NEUTRAL, BEFORE]


def test_an_earlier_page_of_ours_comes_back_readable_and_not_blanked(reader, request, served):
    """A page that the browser kept was perhaps blanked when it was left: it must not stay white."""
    home = served.url + "/"
    reader.goto(home)
    reader.evaluate("window.kept = true")
    reader.goto(served.url + "/kekerasan/fisik/")
    leave(reader)
    assert back(reader, home, "Anda tidak sendiri.") == [home]
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    from_the_cache = reader.evaluate("window.kept === true")
    assert from_the_cache == ("[with-bfcache" in request.node.name), "the browser does not do what this test is about"
