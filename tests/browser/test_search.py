"""The search in a browser: a reader on a small phone without JavaScript, and an editor who looks for a name."""

import re

from playwright.sync_api import expect

NAME = "Yusniar Datuak Uji"
MAKE_REQUEST = f"""
from django.utils import timezone
from campaigns.models import SessionRequest
SessionRequest.objects.create(
    institution="KAN uji pencarian", nagari="Koto", name={NAME!r}, email="uji@example.go.id",
    wished_day=timezone.localdate(), topic="Perlindungan anak",
)
"""
TAKE_AWAY = f"from campaigns.models import SessionRequest; SessionRequest.objects.filter(name={NAME!r}).delete()"


def test_a_reader_finds_help_in_three_misspelt_words_without_javascript(visit):
    page = visit("/cari/", javascript=False)
    box = page.locator("main input[name=q]")
    box.fill("dipkul suammi trus")
    box.press("Enter")
    expect(page.locator("main .danger-card a[href='tel:110']").first).to_be_visible()
    expect(page.locator("main .results a").first).to_have_attribute("href", re.compile(r"/kekerasan/"))
    expect(page).to_have_url(re.compile(r"/cari/$"))  # the words are in no address
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_editor_finds_a_request_by_a_name_inside_it(served, admin):
    served.run(MAKE_REQUEST)
    admin.get_by_role("link", name="Cari di semua", exact=True).click()
    box = admin.locator("main input[name=q]")
    box.fill("yusniar")
    box.press("Enter")
    admin.locator("main").get_by_role("link", name=re.compile("KAN uji pencarian")).click()
    expect(admin.locator("main")).to_contain_text(NAME)
    served.run(TAKE_AWAY)
