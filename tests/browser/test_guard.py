"""A writer is stopped at the right block and loses nothing; a reviewer looks at it on a phone; then readers see it."""

import re

from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, EDITOR, PASSWORD, PHONE
from tests.browser.test_page_life import MAKE_PAGE, edit
from tests.browser.test_upload import manage

WRITER = "penulis-penjaga"
MAKE_WRITER = f"""
from django.contrib.auth.models import Group
from publishing.models import User
user = User.objects.create_user({WRITER!r}, password={PASSWORD!r})
user.groups.add(Group.objects.get(name="Penulis"))
"""


def log_in(page: Page, name: str) -> Page:
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name=gettext("Sign in")).click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    return page


def test_a_number_is_stopped_at_its_block_and_what_is_right_goes_public_by_a_second_person(served, visit):
    manage(served, MAKE_WRITER + MAKE_PAGE.format(title="Halaman dijaga", slug="dijaga"))
    writer = log_in(visit("/admin/", size=DESK), WRITER)
    edit(writer, served, "dijaga")
    writer.locator("[name=summary]").fill("Ringkasan yang tidak boleh hilang.")
    writer.locator("[name='body-0-value']").fill("NIK 13.76.01.45.05.09.0001")
    writer.locator("footer [data-w-dropdown-target=toggle]").click()
    writer.locator("[name=action-submit]").click()
    block = writer.locator("[data-streamfield-child]", has=writer.locator("[name='body-0-value']"))
    expect(block.locator(".w-field__errors")).to_contain_text("13•••••••••••01")
    expect(writer.locator("[name=summary]")).to_have_value("Ringkasan yang tidak boleh hilang.")
    writer.locator("[name='body-0-value']").fill("Siapa yang membantu?")
    writer.locator("footer [data-w-dropdown-target=toggle]").click()
    writer.locator("[name=action-submit]").click()
    expect(writer.locator(".messages .success")).to_contain_text("Halaman dijaga")

    reviewer = log_in(visit("/admin/", size=PHONE), EDITOR)
    edit(reviewer, served, "dijaga")
    reviewer.locator("footer [data-w-dropdown-target=toggle]").click()
    reviewer.get_by_role("button", name="Setujui").first.click()
    reviewer.locator(".modal-body button[type=submit]").click()
    expect(reviewer.locator(".messages .success")).to_contain_text("Halaman dijaga")
    expect(visit("/dijaga/").locator("main")).to_contain_text("Siapa yang membantu?")
