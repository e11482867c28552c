"""A login that ends while somebody writes, and cookies that are lost: what was typed comes back to its writer only."""

import re
from collections.abc import Iterator
from contextlib import closing
from functools import partial

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESK, EDITOR, PASSWORD, Served, editors_window

OTHER = "orang-lain"
MAKE_ANOTHER = f"""
from django.contrib.auth.models import Group
from publishing.models import User
if not User.objects.filter(username={OTHER!r}).exists():
    User.objects.create_user({OTHER!r}, password={PASSWORD!r}).groups.add(Group.objects.get(name="Peninjau"))
"""
FORM = "/admin/snippets/home/helppoint/add/"


def end_the_session(served: Served) -> None:
    served.ask("DELETE FROM django_session")


def write_about(admin: Page, served: Served) -> str:
    """Open a page, write into its title and into a block, and return the title."""
    ((pk,),) = served.ask("SELECT id FROM wagtailcore_page WHERE slug = 'privasi'")
    admin.goto(f"{served.url}/admin/pages/{pk}/edit/")
    title = f"Privasi, {id(admin)}"
    admin.locator("[name=title]").fill(title)
    expect(admin.locator("[name='body-0-type']")).to_have_count(1)
    return title


def press_save(admin: Page) -> None:
    admin.locator("footer button[type=submit]").first.click()


def log_in_above(admin: Page, name: str = EDITOR) -> None:
    door = admin.frame_locator(".writing iframe")
    door.locator("#id_username").fill(name)
    door.locator("#id_password").fill(PASSWORD)
    door.get_by_role("button", name=gettext("Sign in")).click()


def drafts(served: Served, title: str) -> int:
    return served.ask("SELECT count(*) FROM wagtailcore_page WHERE draft_title = ?", title)[0][0]


@pytest.mark.parametrize("lost", ["session", "cookies"])
def test_what_was_typed_comes_back_after_the_login_and_is_saved(admin, served, lost):
    title = write_about(admin, served)
    end_the_session(served) if lost == "session" else admin.context.clear_cookies()
    press_save(admin)
    expect(admin.get_by_text("Anda tidak lagi masuk.")).to_be_visible()
    log_in_above(admin)
    expect(admin.get_by_text("Tulisan Anda yang belum tersimpan dikembalikan.")).to_be_visible()
    admin.get_by_role("button", name="Lihat dulu tulisannya").click()
    expect(admin.locator("[name=title]")).to_have_value(title)
    assert not drafts(served, title)
    expect(admin.locator("footer button[type=submit]").first).to_be_enabled(timeout=3_000)  # Wagtail: after 30 seconds
    press_save(admin)
    expect(admin.locator(".messages .success")).to_contain_text(title)
    assert drafts(served, title)


@pytest.fixture
def alone(browser, served) -> Iterator[Page]:
    """As `admin`, but on a computer of its own: a clock that is moved stays moved for all windows of a computer."""
    with (
        closing(browser.new_context(base_url=served.url, viewport=DESK, locale="id-ID")) as context,
        editors_window(context, served) as page,
    ):
        yield page


def test_an_open_page_is_covered_when_its_login_has_ended_and_loses_nothing(alone, served):
    admin = alone
    admin.clock.install()
    title = write_about(admin, served)
    admin.clock.fast_forward(61 * 60 * 1000)  # nobody was there, and somebody else of the office still works
    expect(admin.locator(".writing")).to_be_hidden()
    end_the_session(served)
    admin.clock.fast_forward(61 * 1000)
    expect(admin.get_by_text("Anda tidak lagi masuk.")).to_be_visible()
    admin.clock.resume()
    log_in_above(admin)
    expect(admin.get_by_role("button", name="Lanjutkan menyimpan")).to_be_hidden()  # nothing was pressed
    admin.get_by_role("button", name="Lihat dulu tulisannya").click()
    expect(admin.locator("[name=title]")).to_have_value(title)


def test_going_on_does_what_was_pressed(admin, served):
    title = write_about(admin, served)
    end_the_session(served)
    admin.locator("footer [data-w-dropdown-target=toggle]").click()
    admin.locator("[name=action-submit]").click()
    log_in_above(admin)
    admin.get_by_role("button", name="Lanjutkan menyimpan").click()
    expect(admin.locator(".messages .success")).to_contain_text(title)
    page = "SELECT CAST(id AS text) FROM wagtailcore_page WHERE draft_title = ?"
    assert served.ask(f"SELECT count(*) FROM wagtailcore_workflowstate WHERE object_id IN ({page})", title) == [(1,)]


def test_without_the_cookie_of_the_guard_a_form_is_simply_saved(admin, served):
    title = write_about(admin, served)
    admin.context.clear_cookies(name="csrftoken")
    press_save(admin)
    expect(admin.locator(".messages .success")).to_contain_text(title)
    assert drafts(served, title)


def test_somebody_else_does_not_see_it_and_cannot_save_it(admin, served):
    served.run(MAKE_ANOTHER)
    title = write_about(admin, served)
    end_the_session(served)
    press_save(admin)
    log_in_above(admin, OTHER)
    expect(admin.get_by_text("Tulisan ini milik penulisnya dan tidak diperlihatkan.")).to_be_visible()
    admin.keyboard.press("Escape")
    expect(admin.locator(".writing")).to_be_visible()
    cover = admin.locator(".writing").evaluate("cover => getComputedStyle(cover, '::backdrop').backgroundColor")
    assert re.fullmatch(r"rgb\(\d+, \d+, \d+\)", cover), "nothing shines through"
    admin.goto(served.url + "/admin/")
    assert title not in admin.content()
    assert not drafts(served, title)


def test_while_the_site_does_not_answer_or_is_full_the_form_stays(admin, served):
    title = write_about(admin, served)
    writer = admin.locator("[data-writing]").get_attribute("data-writer")
    check = re.compile("/admin/masih-masuk/")
    admin.route(check, lambda route: route.abort())
    press_save(admin)
    expect(admin.get_by_text("Situs tidak menjawab.")).to_be_visible()
    again = admin.get_by_role("button", name="Coba lagi")
    full = {"user": writer, "token": "x", "missing": "full"}
    for answer, words in (
        ({"status": 200, "json": full}, "Penyimpanan server penuh."),
        ({"status": 503, "body": "<h1>Basis data situs tidak menjawab.</h1>"}, "Situs tidak menjawab."),
    ):
        admin.unroute(check)
        admin.route(check, partial(Route.fulfill, **answer))
        again.click()
        expect(admin.get_by_text(words)).to_be_visible()
    admin.unroute(check)
    again.click()
    admin.get_by_role("button", name="Lanjutkan menyimpan").click()
    expect(admin.locator(".messages .success")).to_contain_text(title)


def test_a_form_that_left_all_the_same_is_given_back_and_sent_again(admin, served):
    """The login ends in the moment between the question and the sending."""
    admin.goto(served.url + FORM)
    admin.locator("[name=name]").fill("Titik yang kembali")
    admin.locator("[name=kind]").select_option("local")
    admin.locator("[name=hours]").fill("Jam uji")
    admin.route(re.compile(FORM), lambda route: (end_the_session(served), route.continue_()))
    press_save(admin)
    expect(admin.get_by_role("heading", name="Tulisan Anda belum tersimpan", level=1)).to_be_visible()
    admin.unroute(re.compile(FORM))
    admin.get_by_role("button", name="Lanjutkan menyimpan").click()
    log_in_above(admin)
    admin.locator(".writing [data-wish=send]").click()
    expect(admin.locator(".messages .success")).to_contain_text("Titik yang kembali")
    assert served.ask("SELECT hours FROM home_helppoint WHERE name = 'Titik yang kembali'") == [("Jam uji",)]
