"""A writer is stopped at the right block and loses nothing; a reviewer looks at it on a phone; then readers see it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PASSWORD, PHONE, log_in
from tests.browser.test_page_life import MAKE_PAGE, edit

WRITER = "penulis-penjaga"
MAKE_WRITER = f"""
from django.contrib.auth.models import Group
from publishing.models import User
user = User.objects.create_user({WRITER!r}, password={PASSWORD!r})
user.groups.add(Group.objects.get(name="Penulis"))
"""


def submit(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-submit]").click()


def test_a_number_is_told_while_writing_stopped_at_its_block_and_what_is_right_goes_public_by_a_second_person(
    served, visit
):
    served.run(MAKE_WRITER + MAKE_PAGE.format(title="Halaman dijaga", slug="dijaga"))
    writer = log_in(visit("/admin/", size=DESK), WRITER)
    edit(writer, served, "dijaga")
    asked = []
    writer.on("request", lambda request: asked.append(request.url) if "/jaga/" in request.url else None)
    writer.locator("[name=summary]").fill("Apabila perlu, ringkasan ini tidak boleh hilang.")
    writer.locator("[name='body-0-value']").fill("NIK 13.76.01.45.05.09.0001")
    block = writer.locator("[data-streamfield-child]", has=writer.locator("[name='body-0-value']"))
    expect(block.locator("[data-guard-note]")).to_contain_text("13•••••••••••01")
    writer.locator("[data-side-panel-toggle=guard]").click()
    beside = writer.locator("[data-guard]")
    expect(beside.locator("[data-guard-findings]")).to_contain_text("Harus dikeluarkan")
    expect(beside.locator("[data-guard-hints]")).to_contain_text("kalau")
    before = len(asked)
    writer.locator("[name=summary]").click()
    writer.wait_for_timeout(2000)
    assert len(asked) == before, "nothing has changed since"
    submit(writer)
    expect(block.locator(".w-field__errors")).to_contain_text("13•••••••••••01")
    expect(writer.locator("[name=summary]")).to_have_value("Apabila perlu, ringkasan ini tidak boleh hilang.")

    writer.route("**/jaga/**", lambda route: route.abort())
    writer.locator("[name='body-0-value']").fill("Siapa yang membantu")
    expect(beside.locator("[data-guard-state]")).to_contain_text("tidak terhubung")
    writer.unroute("**/jaga/**")
    writer.locator("[name='body-0-value']").fill("Siapa yang membantu?")
    expect(block.locator("[data-guard-note]")).to_have_count(0)
    submit(writer)
    expect(writer.locator(".messages .success")).to_contain_text("Halaman dijaga")

    reviewer = log_in(visit("/admin/", size=PHONE))
    edit(reviewer, served, "dijaga")
    expect(reviewer.locator(".review h2").first).to_have_text("Halaman baru: seluruh teksnya")
    expect(reviewer.locator(".review-field", has_text="Siapa yang membantu?")).to_be_visible()
    assert reviewer.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reviewer.get_by_role("button", name="Setujui").click()
    expect(reviewer.locator(".messages .success")).to_contain_text("Halaman dijaga")
    reviewer.locator(".messages").get_by_role("link", name="Lihat halaman terbit").click()
    expect(reviewer.locator("main")).to_contain_text("Siapa yang membantu?")
    served.run("from home.models import PlainPage; PlainPage.objects.get(slug='dijaga').delete()")  # it stands in menus
