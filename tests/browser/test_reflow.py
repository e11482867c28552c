"""Large text, narrow screens, old browsers: nothing is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, for_first_visits

KINDS = [
    "/", "/kekerasan/", "/kekerasan/berbasis-elektronik/", "/tppo/cek-tawaran-kerja/", "/hubungi/",
    "/hubungi/satgas/", "/data/", "/aman-menjelajah/", "/cari/?q=anak", "/mitra/", "/tidak-ada/",
    "/kegiatan/contoh-peran-mamak/", "/kegiatan/contoh-rumah-aman/", "/kegiatan/contoh-pekan-perlindungan/",
    "/kegiatan/contoh-peran-mamak/cetak/", "/kegiatan/contoh-peran-mamak/cetak/poster/",
    "/kegiatan/lembaga/contoh-kan/",
]  # fmt: skip
# 1280 CSS pixels at 400 %; and a phone whose owner doubled the size of text.
NARROW = {"width": 320, "height": 256}
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Past what the site allows on its pages: a sheet of whoever reads.
ADD = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(node => {
  const style = getComputedStyle(node);
  if (style.overflowX === 'visible' || ['auto', 'scroll'].includes(style.overflowX)) return false;
  if (node.matches('.heard, .exit-said, .skyline, .hero, input, svg, svg *')) return false;
  return node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
}).map(node => node.outerHTML.slice(0, 120))"""

# What is on the screen after two more frames; then nothing is under way any more.
MOVED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.note(window.watch.takeRecords());
  done(window.moved);
})))"""


def sideways(page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("path", KINDS)
def test_at_400_percent_nothing_scrolls_sideways_and_no_words_are_cut(look, path):
    page = look(path, size=NARROW)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("path", KINDS)
def test_wider_spacing_of_text_cuts_nothing(look, path):
    page = look(path, size=PHONE)
    page.evaluate(ADD, SPACED)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.fixture(scope="module")
def watched(browser) -> Iterator[Page]:
    """A window for first visits that notes what moves."""
    with for_first_visits(browser) as page:
        page.add_init_script(
            "window.moved = 0; window.note = entries => entries.forEach(entry => window.moved += entry.value);"
            "window.watch = new PerformanceObserver(list => window.note(list.getEntries()));"
            "window.watch.observe({type: 'layout-shift', buffered: true})"
        )
        yield page


@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_while_the_page_loads(watched, served, path):
    page = watched
    page.goto(served.url + path, wait_until="networkidle")
    for picture in page.locator("img:visible").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
    assert page.evaluate(MOVED) < 0.05, "half of what Core Web Vitals calls good"
    # By their attributes: what is folded away has no width on the screen yet.
    unsized = (
        "[...document.images].filter(image => !image.getAttribute('width') || !image.getAttribute('height')).length"
    )
    assert page.evaluate(unsized) == 0


def test_without_css_help_comes_first_and_every_word_is_there(visit, browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.route(served.url + "/hubungi/", lambda route: route.fulfill(body=bare(route), content_type="text/html"))
    page.goto(served.url + "/hubungi/")
    links = page.locator("a").evaluate_all("nodes => nodes.slice(0, 4).map(node => node.getAttribute('href'))")
    assert links[0] == "#isi"
    assert links[2] == "tel:129"
    assert links[3].startswith("https://wa.me/")
    expect(page.get_by_text("Gratis. Anda yang memutuskan.")).to_be_visible()
    context.close()


def bare(route) -> str:
    """The page without its own style sheet."""
    return re.sub(r"<style>.*?</style>", "", route.fetch().text(), flags=re.DOTALL)


def test_a_browser_without_has_shows_all_advice(browser, served):
    """All that `:has()` decides stands in one block that an old browser drops whole; so it is dropped here."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    path = "/tppo/cek-tawaran-kerja/"

    def without_has(route) -> None:
        text = route.fetch().text()
        assert "@supports selector(:has(*))" in text
        text = text.replace("@supports selector(:has(*))", "@supports (display: known-to-no-browser)")
        route.fulfill(body=text, content_type="text/html")

    page.route(served.url + path, without_has)
    page.goto(served.url + path)
    for part in ("none", "some", "grave"):
        expect(page.locator(f".advice-{part}")).to_be_visible()
    context.close()


def test_pictures_come_in_a_form_that_every_browser_knows(look):
    page = look("/kekerasan/fisik/")
    picture = page.locator("main .figure picture, main .figure img").first
    fallback = page.locator("main .figure img").first.get_attribute("src")
    assert not fallback.endswith(".avif")
    assert picture.count()
