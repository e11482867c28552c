"""Everything can be done with the keyboard, and what has the focus is seen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE

KINDS = [
    "/",
    "/kekerasan/",
    "/kekerasan/fisik/",
    "/tppo/tanda-bahaya/",
    "/hubungi/",
    "/hubungi/satgas/",
    "/cari/",
    "/data/",
    "/mitra/",
]
FOCUSED = """() => {
  const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
  if (node === document.body) return null;
  const label = node.closest('label') ?? (node.id && document.querySelector(`label[for="${node.id}"]`));
  const shown = label ? getComputedStyle(label) : style;
  const bar = document.querySelector('.help-bar').getBoundingClientRect();
  const middle = [box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2];
  const top = document.elementFromPoint(...middle);
  return {
    what: node.outerHTML.slice(0, 90),
    outline: Math.max(parseFloat(style.outlineWidth) || 0, parseFloat(shown.outlineWidth) || 0),
    inView: middle[1] >= 0 && middle[1] <= innerHeight,
    covered: !node.closest('.help-bar') && !!top && !!top.closest('.help-bar') && bar.height > 0,
  };
}"""
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')].filter(node => {
  const box = node.getBoundingClientRect();
  if (!box.width || !box.height || node.matches('.skip')) return false;
  const after = getComputedStyle(node, '::after');
  if (after.position === 'absolute' && after.content !== 'none') return false;  // its whole card is the target
  const label = node.closest('label') ?? (node.id && document.querySelector(`label[for="${node.id}"]`));
  if (label) return Math.max(box.height, label.getBoundingClientRect().height) < 44;
  const inline = getComputedStyle(node).display === 'inline';
  const inSentence = inline && node.matches('p a:not(.button), li a:not(.button), td a');
  return !inSentence && (box.height < 44 || box.width < 44);
}).map(node => [node.outerHTML.slice(0, 90), node.getBoundingClientRect().toJSON()])"""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", KINDS)
def test_the_keyboard_reaches_everything_and_the_focus_is_always_seen(look, path, size):
    page = look(path, size=size, reduced_motion="reduce")
    visited: list[str] = []
    for _step in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if focus is None:
            break
        visited.append(focus["what"])
        assert focus["outline"] >= 2, focus
        assert focus["inView"], focus
        assert not focus["covered"], focus
    reachable = page.evaluate(
        "[...document.querySelectorAll('a[href], button, summary, input')]"
        ".filter(node => node.checkVisibility()).length"
    )
    assert len(visited) >= reachable


@pytest.mark.parametrize("path", KINDS)
def test_targets_are_large_enough_for_a_thumb(look, path):
    page = look(path, size=PHONE)
    page.locator("details.menu > summary").click()
    assert page.evaluate(SMALL) == []


def test_a_checklist_is_ticked_and_cleared_with_the_keyboard(look):
    page = look("/tppo/tanda-bahaya/")
    page.locator(".tick-group input").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".tick-group input:checked").count() == 1
    page.locator("button[type=reset]").focus()
    page.keyboard.press("Enter")
    assert page.locator(".tick-group input:checked").count() == 0


def test_the_menu_opens_with_enter_and_search_is_sent_with_enter(look, served):
    page = look("/")
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    box = page.locator("details.menu input[type=search]")
    expect(box).to_be_visible()
    box.fill("paspor")
    page.keyboard.press("Enter")
    expect(page).to_have_url(served.url + "/cari/")
    expect(page.locator("main input[type=search]")).to_have_value("paspor")


@pytest.mark.parametrize("path", ["/", "/kekerasan/fisik/", "/tppo/tanda-bahaya/"])
def test_nothing_moves_for_those_who_asked_for_stillness(look, path):
    page = look(path, reduced_motion="reduce")
    moving = page.evaluate(
        """[document.documentElement, ...document.querySelectorAll('*')].filter(node => {
          const style = getComputedStyle(node);
          return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01
            || style.scrollBehavior === 'smooth';
        }).length"""
    )
    assert moving == 0
