"""What a visit leaves behind, and how quick exit leaves."""

import re
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from publishing.pages.sheets import exit_script
from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.history import back

PATHS = ("/", "/kekerasan/fisik/", "/hubungi/", "/aman-menjelajah/", "/tppo/cek-tawaran-kerja/")
SEARCHED = "disekap"
NEUTRAL = re.compile(r"https://www\.bmkg\.go\.id/")
# The browser's own records, which no site can keep itself out of, and the words of /aman-menjelajah/ that tell of each.
REMAINS = {
    r"Default/History": "Alamat setiap halaman, judulnya, dan waktu membukanya",
    r"Default/Sessions/": "tab yang masih terbuka atau baru ditutup",
    r"Default/(Preferences|Shortcuts|Top Sites)|segmentation_platform/": "situs yang sering Anda buka",
}
TABS = "Default/Sessions/"
SEARCHED_WORDS_REMAIN = "Kata di kotak cari tidak masuk riwayat, tetapi dapat teringat bersama tabnya."

# The words that can be seen. What is there only to be spoken is cut down to nothing.
SHOWN = """() => [...document.querySelectorAll('body *')].filter(node => node.checkVisibility()
  && !node.matches('.exit-said')).map(node => node.outerHTML.slice(0, 90))"""


def answer_for_the_neutral_page(context) -> None:
    context.route(NEUTRAL, show_the_weather)


def show_the_weather(route) -> None:
    route.fulfill(body="<h1>Cuaca</h1>", content_type="text/html")


def visited(profile: Path) -> set[str]:
    """Every address in the browser's history: what somebody else finds there."""
    with closing(sqlite3.connect(profile / "Default" / "History")) as history:
        return {url for (url,) in history.execute("SELECT url FROM urls")}


def told(page) -> set[str]:
    """Which of the sentences on what remains the page says."""
    text = " ".join(page.locator("main").text_content().split())
    return {words for words in (*REMAINS.values(), SEARCHED_WORDS_REMAIN) if words in text}


def wait_until_written(folder: Path, words: str) -> None:
    """Chromium writes down what is open every few seconds."""
    for _attempt in range(300):
        if files_with(folder, [words]):
            return
        time.sleep(0.1)
    raise AssertionError(f"Chromium never wrote {words}.")


def wait_for_the_end(profile: Path) -> None:
    """Chromium writes its files until it takes its lock away."""
    for _attempt in range(300):
        if not (profile / "SingletonLock").is_symlink():
            return
        time.sleep(0.1)
    raise AssertionError("Chromium still has the profile open.")


def files_with(profile: Path, words: list[str]) -> set[str]:
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    files = [path for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
    return {str(path.relative_to(profile)) for path in files if any(needle in path.read_bytes() for needle in needles)}


def test_after_a_visit_the_profile_holds_only_the_browsers_own_history(served, browser, visit, tmp_path):
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=FLAGS, viewport=PHONE
    )
    try:
        answer_for_the_neutral_page(context)
        page = context.new_page()
        for path in PATHS:
            page.goto(served.url + path, wait_until="networkidle")
        page.locator(".tick-group input").nth(2).check()
        page.goto(served.url + "/cari/")
        page.locator("main input[type=search]").fill(SEARCHED)
        page.locator("main .search button").click()
        page.locator("main .results a").first.click()
        expect(page.locator("main .safety")).to_be_visible()
        after_the_search = page.url.removeprefix(served.url)
        wait_until_written(tmp_path / TABS, after_the_search)
        page.locator(".exit").click()
        page.wait_for_url(NEUTRAL)
        assert context.cookies() == []
    finally:
        context.close()
    wait_for_the_end(tmp_path)
    texts = ["Memukul, menendang", "Gratis. Anda yang memutuskan.", "Jawaban Anda tidak dikirim", "pucuk", "help-bar"]
    assert files_with(tmp_path, texts) == set()
    named = files_with(tmp_path, [served.url.removeprefix("http://"), "Suluah"])
    assert "Default/History" in named, "else nothing was looked at"
    assert not {file for file in named if not re.match("|".join(REMAINS), file)}
    assert all(file.startswith(TABS) for file in files_with(tmp_path, [SEARCHED]))
    assert visited(tmp_path) == {
        *(served.url + path for path in (*PATHS, "/cari/", after_the_search)),
        "https://www.bmkg.go.id/",
    }
    assert told(visit("/aman-menjelajah/")) >= {*REMAINS.values(), SEARCHED_WORDS_REMAIN}


def test_quick_exit_blanks_the_page_even_when_the_neutral_page_never_comes(visit):
    page = visit("/kekerasan/fisik/")
    page.context.route(NEUTRAL, lambda route: route.abort("aborted"))
    page.locator(".exit").click()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    assert page.evaluate(SHOWN) == []
    assert page.title() == "…"


def test_who_listens_hears_that_the_page_is_being_left(visit):
    page = visit("/kekerasan/fisik/")
    page.context.route(NEUTRAL, lambda route: route.abort("aborted"))
    page.locator(".exit").click()
    # Only what stands in the accessibility tree is spoken: nothing of a hidden element is.
    expect(page.locator("body")).to_match_aria_snapshot('- status: "Keluar."')


def test_a_page_that_the_browser_shows_again_is_readable_again(visit):
    page = visit("/kekerasan/fisik/")
    title = page.title()
    page.context.route(NEUTRAL, lambda route: route.abort("aborted"))
    page.keyboard.press("Shift")
    page.locator(".exit").click()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.title() == title
    expect(page.locator(".exit-said")).to_be_empty()
    page.keyboard.press("Shift")
    expect(page.locator(".exit-said")).to_have_text("Shift ditekan. Tekan dua kali lagi untuk keluar.")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_shift_three_times_leaves_and_says_how_far_it_is(visit, size):
    page = visit("/hubungi/", size=size)
    answer_for_the_neutral_page(page.context)
    said = page.locator(".exit-said")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift ditekan. Tekan dua kali lagi untuk keluar.")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Satu kali lagi untuk keluar.")
    page.keyboard.press("Shift")
    page.wait_for_url(NEUTRAL)


def test_three_presses_in_more_than_five_seconds_do_not_leave(visit):
    page = visit("/hubungi/")
    answer_for_the_neutral_page(page.context)
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(minutes=1))
    said = page.locator(".exit-said")
    for _time in range(2):
        page.keyboard.press("Shift")
    expect(said).to_have_text("Satu kali lagi untuk keluar.")
    page.clock.run_for(4_900)
    expect(said).to_have_text("Satu kali lagi untuk keluar.")
    page.clock.run_for(200)
    expect(said).to_be_empty()
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift ditekan. Tekan dua kali lagi untuk keluar.")


def test_the_script_of_quick_exit_is_small():
    assert len(exit_script()) <= 1024


def test_shift_between_other_keys_does_not_leave(visit):
    page = visit("/cari/")
    answer_for_the_neutral_page(page.context)
    page.locator("main input[type=search]").press_sequentially("ABC", delay=20)
    for key in ("Shift", "a", "Shift", "b", "Shift"):
        page.keyboard.press(key)
    assert page.title() == "Cari · Suluah", "neither another page nor ours blanked"


def test_back_does_not_show_the_page_that_was_left(visit, served):
    page = visit("/")
    answer_for_the_neutral_page(page.context)
    page.goto(served.url + "/kekerasan/fisik/")
    page.locator(".exit").click()
    page.wait_for_url(NEUTRAL)
    assert back(page, served.url + "/", "Anda tidak sendiri.") == [served.url + "/"]


def test_quick_exit_is_a_plain_link_without_javascript(visit):
    page = visit("/kekerasan/fisik/", javascript=False)
    answer_for_the_neutral_page(page.context)
    page.locator(".exit").click()
    page.wait_for_url(NEUTRAL)


def test_quick_exit_is_the_first_stop_of_the_keyboard_behind_the_skip_link(visit):
    page = visit("/kekerasan/fisik/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".exit")).to_be_focused()
