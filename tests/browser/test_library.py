"""The library full of materials: what it costs, who can use it, and that words stay out of every address."""

import gzip
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, looked_at, serve
from tests.browser.test_every_page import HTML, check_answer, check_visit, fetch
from tests.browser.test_reflow import CUT_OFF, NARROW, sideways

FILL = "from tests.browser.full_library import fill; fill()"
PATHS = [
    "/materi/", "/materi/?halaman=2", "/materi/?jenis=poster&untuk=umum&topik=tppo", "/materi/?bahasa=en&topik=x",
    "/materi/materi-0/", "/materi/materi-1/", "/materi/materi-3/", "/materi/paket/", "/materi/paket/paket/", "/",
]  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("library"), FILL, WORKERS="1") as site:
        yield site


@pytest.fixture
def visit(browser, full):
    contexts = []

    def open_page(path: str, *, size: dict = PHONE, javascript: bool = True) -> Page:
        context = browser.new_context(base_url=full.url, viewport=size, java_script_enabled=javascript, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def look(window, full) -> Callable[..., Page]:
    return partial(looked_at, window, full.url)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_the_full_library_is_light_private_and_without_barrier(full, unknown, record_property, path):
    status, html_bytes = check_answer(full.url + path)
    assert status == 200
    assert html_bytes <= HTML
    requests, by_kind, violations = check_visit(full.url, path, unknown)
    assert violations == 0
    measured = {"html": html_bytes, "all": int(sum(by_kind.values())), "requests": requests, "axe": violations}
    record_property("page", {"path": f"full: {path}", **measured})


@pytest.mark.parametrize("path", PATHS)
def test_at_400_percent_nothing_scrolls_sideways_and_no_words_are_cut(look, path):
    page = look(path, size=NARROW)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("path", ["/materi/", "/materi/materi-0/", "/materi/paket/paket/"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_everything_to_press_is_large_enough_for_a_thumb(look, path, size):
    page = look(path, size=size)
    for details in page.locator("main details:not([open]) > summary").all():
        if details.is_visible() and size == PHONE:
            details.click()
    controls = page.locator("main :is(.chip, .button, summary, input:not([type=hidden]))").all()
    assert len(controls) > 1
    for control in controls:
        if control.is_visible():
            box = control.bounding_box()
            assert min(box["width"], box["height"]) >= 43.5, control.evaluate("node => node.outerHTML")


@pytest.mark.parametrize("javascript", [True, False])
def test_words_and_filters_of_a_search_are_in_no_address(visit, javascript):
    page = visit("/materi/?untuk=umum", javascript=javascript)
    page.get_by_label("Cari kata di dalam materi").fill("materi")
    page.get_by_role("button", name="Temukan").click()
    assert page.url.endswith("/materi/cari/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cari materi")
    expect(page.locator(".material-card").first).to_be_visible()
    page.locator("summary", has_text="Saring").click()
    page.locator(".facets").get_by_role("button", name="Poster").click()
    assert page.url.endswith("/materi/cari/")
    expect(page.locator(".chosen")).to_contain_text("Poster")
    expect(page.locator(".chosen")).to_contain_text("Semua orang")
    assert {kind.upper() for kind in page.locator(".material-card .kicker").all_inner_texts()} == {"POSTER"}
    page.locator(".chosen").get_by_role("button", name="Poster").click()
    expect(page.locator(".chosen")).not_to_contain_text("Poster")
    assert len(set(page.locator(".material-card .kicker").all_inner_texts())) > 1
    assert page.context.cookies() == []


def test_pages_of_a_search_follow_one_another_by_button(look):
    page = look("/materi/")
    page.get_by_label("Cari kata di dalam materi").fill("materi")
    page.get_by_role("button", name="Temukan").click()
    first = page.locator(".material-card h2").all_inner_texts()
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.locator("main")).to_contain_text("halaman 2 dari")
    assert not set(first) & set(page.locator(".material-card h2").all_inner_texts())


def test_filters_stand_open_on_wide_screens_and_wait_on_phones(look):
    assert look("/materi/", size=DESK).locator(".facets .chip").first.is_visible()
    phone = look("/materi/")
    assert not phone.locator(".facets .chip").first.is_visible()
    phone.locator("summary", has_text="Saring").click()
    phone.locator(".facets").get_by_role("link", name="Poster").click()
    phone.wait_for_url("**/materi/?jenis=poster")
    phone.locator(".chosen").get_by_role("link", name="Lepaskan: Poster").click()
    phone.wait_for_url("**/materi/?")


def test_the_other_pages_of_a_preview_are_fetched_when_they_are_opened(visit):
    page = visit("/materi/materi-0/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert not [url for url in asked if "pratinjau" in url]
    page.get_by_text("Lihat halaman berikutnya").click()
    for picture in page.locator(".preview img").all():
        expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert len([url for url in asked if "pratinjau" in url]) == 2


def test_a_filtered_list_is_valid_for_every_browser(full):
    """An answer with strange filters is an ordinary page."""
    body, _headers, status = fetch(full.url + "/materi/?jenis=%00&untuk=%FF&topik=%27&halaman=-1&halaman=2")
    assert status == 200
    assert "halaman 2 dari" in gzip.decompress(body).decode()
