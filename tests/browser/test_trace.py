"""What a visit leaves behind, and how quick exit leaves."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.history import back

NEUTRAL = re.compile(r"https://www\.bmkg\.go\.id/")
# The browser's own record of addresses and titles: no site can keep itself out of it, and /aman-menjelajah/ says so.
BROWSERS_OWN = re.compile(r"^Default/(History|Preferences|Sessions/|Shortcuts|Top Sites)|^segmentation_platform/")


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
    expect(page.locator("body")).to_be_hidden()
    assert page.title() == "…"


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
