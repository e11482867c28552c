"""What a visit leaves behind, and how quick exit leaves."""

import re
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from publishing.inlined import exit_script
from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.history import back

NEUTRAL = re.compile(r"https://www\.bmkg\.go\.id/")
# The browser's own record of addresses and titles: no site can keep itself out of it, and /aman-menjelajah/ says so.
BROWSERS_OWN = re.compile(r"^Default/(History|Preferences|Sessions/|Shortcuts|Top Sites)|^segmentation_platform/")

# The words that can be seen. What is there only to be spoken is cut down to nothing.
SHOWN = """() => [...document.querySelectorAll('body *')].filter(node => node.checkVisibility()
  && !node.matches('.exit-said')).map(node => node.outerHTML.slice(0, 90))"""


def answer_for_the_neutral_page(context) -> None:
    context.route(NEUTRAL, show_the_weather)


def show_the_weather(route) -> None:
    route.fulfill(body="<h1>Cuaca</h1>", content_type="text/html")


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


def test_after_a_visit_the_profile_holds_only_the_browsers_own_history(served, browser, tmp_path):
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=FLAGS, viewport=PHONE
    )
    try:
        answer_for_the_neutral_page(context)
        page = context.new_page()
        for path in ("/", "/kekerasan/fisik/", "/hubungi/", "/aman-menjelajah/", "/tppo/cek-tawaran-kerja/"):
            page.goto(served.url + path, wait_until="networkidle")
        page.locator(".tick input").nth(2).check()
        page.goto(served.url + "/cari/")
        page.locator("main input[type=search]").fill("ketakutan")
        page.locator("main .search button").click()
        expect(page.locator("main .results, main .callout-info").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.locator(".exit").click()
        page.wait_for_url(NEUTRAL)
        assert context.cookies() == []
    finally:
        context.close()
    wait_for_the_end(tmp_path)
    texts = ["Memukul, menendang", "Gratis. Rahasia.", "Jawaban Anda tidak dikirim", "ketakutan", "pucuk", "help-bar"]
    assert files_with(tmp_path, texts) == set()
    address = served.url.removeprefix("http://")
    named = files_with(tmp_path, [address, "Suluah"])
    assert not {path for path in named if not BROWSERS_OWN.match(path)}
    assert "Default/History" in named, "the history remains, as the page on safe browsing says"


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
