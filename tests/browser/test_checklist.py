"""The checklist answers with HTML and CSS alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

PATHS = ["/tppo/tanda-bahaya/", "/tppo/cek-tawaran-kerja/"]
LIGHT = ".tick-group input:not(.grave)"
GRAVE = ".tick-group input.grave"


def shown(page) -> set[str]:
    return {kind for kind in ("none", "some", "many", "grave") if page.locator(f".advice-{kind}").is_visible()}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("size", [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")])
def test_the_advice_follows_the_ticks_without_javascript(visit, path, size):
    page = visit(path, size=size, javascript=False)
    assert shown(page) == {"none"}
    page.locator(LIGHT).nth(0).check()
    page.locator(LIGHT).nth(1).check()
    assert shown(page) == {"some"}
    page.locator(GRAVE).nth(0).check()
    assert shown(page) == {"grave"}
    assert page.locator(".advice-grave .police").is_visible()
    page.get_by_role("button", name="Hapus semua").click()
    assert shown(page) == {"none"}


def test_three_ordinary_signs_give_the_number_however_they_lie(look):
    page = look(PATHS[1])
    groups = page.locator(".tick-group")
    ways = [(0, 0, 0), (0, 0, 1), (0, 1, 1), (0, 1, 2), (1, 1, 2), (1, 2, 2)]
    for way in ways:
        page.locator("button[type=reset]").click()
        boxes = [
            groups.nth(group).locator("input:not(.grave)").nth(way[:place].count(group))
            for place, group in enumerate(way)
        ]
        for box in boxes[:2]:
            box.check()
        assert shown(page) == {"some"}, way
        boxes[2].check()
        assert shown(page) == {"some", "many"}, way
        assert page.locator(".advice-many a[href='tel:129']").is_visible()


def test_the_number_of_ticks_is_counted(visit):
    page = visit(PATHS[0])
    for index in range(3):
        page.locator(LIGHT).nth(index).check()
    # A counter is no text of the document: what is really shown stands in the browser's accessibility tree.
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = "".join(node.get("name", {}).get("value", "") for node in tree if node["role"]["value"] == "StaticText")
    assert "Ada 3 tanda." in said


@pytest.mark.parametrize("ticks", [".tick-group input:not(.grave)", GRAVE])
def test_on_a_small_phone_the_answer_takes_a_quarter_at_most_and_cuts_nothing(look, ticks):
    page = look(PATHS[1], size={"width": 360, "height": 640})
    for index in range(3):
        page.locator(ticks).nth(index).check()
    height, hidden = page.locator(".answer").evaluate(
        "node => [node.offsetHeight, node.scrollHeight - node.clientHeight]"
    )
    assert height <= 160
    assert hidden == 0


@pytest.mark.parametrize("path", PATHS)
def test_ticks_change_no_address_send_nothing_and_are_gone_after_a_reload(visit, path):
    page = visit(path)
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    before = page.url
    page.locator(GRAVE).nth(0).check()
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('.checklist').requestSubmit()")
    # Would it be sent, then a moment later: by the time that a reload is asked for, the request was seen.
    page.reload()
    assert asked[0] == ("GET", before), "nothing but the reload"
    assert page.url == before
    expect(page.locator(".tick-group input").first).to_be_visible()
    assert page.locator(".tick-group input:checked").count() == 0


def test_the_whole_row_of_a_sign_can_be_tapped(look):
    page = look(PATHS[0])
    row = page.locator(".tick").first
    box = row.bounding_box()
    assert box["height"] >= 44
    row.click(position={"x": box["width"] - 10, "y": box["height"] / 2})
    assert page.locator(".tick-group input").first.is_checked()


def test_without_has_all_the_advice_shows_in_plain_order(visit, served):
    page = visit(PATHS[0], bypass_csp=True)
    css = page.locator("style").text_content()
    assert "@supports selector(:has(*))" in css
    without = css.replace("selector(:has(*))", "selector(:no-such(*))")
    page.evaluate("css => document.querySelector('style').textContent = css", without)
    assert shown(page) == {"none", "some", "many", "grave"}
    assert page.locator(".without-count").first.is_visible()
