"""The search in a browser: a reader on a small phone without JavaScript, and an editor at a desk."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect


def test_a_reader_finds_help_in_three_misspelt_words_without_javascript(visit):
    page = visit("/cari/", javascript=False)
    box = page.locator("main input[name=q]")
    box.fill("dipkul suammi trus")
    box.press("Enter")
    expect(page.locator("main .danger-card a[href='tel:110']").first).to_be_visible()
    expect(page.locator("main .results a").first).to_have_attribute("href", re.compile(r"/kekerasan/"))
    expect(page).to_have_url(re.compile(r"/cari/$"))  # the words are in no address
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_editor_finds_a_request_by_a_name_inside_it(admin, visit):
    form = visit("/kegiatan/minta/", javascript=False)
    form.get_by_label("Lembaga", exact=True).fill("Contoh lembaga")
    form.get_by_label("Nagari atau kelurahan").fill("Contoh nagari")
    form.get_by_label("Topik").fill("Tawaran kerja ke luar negeri")
    form.get_by_label("Hari yang diinginkan").fill((date.today() + timedelta(days=40)).isoformat())
    form.get_by_label("Nama narahubung").fill("Contoh Sutan Gropstik")
    form.get_by_label("Email").fill("contoh@example.org")
    form.get_by_label("Saya setuju").check()
    form.wait_for_timeout(3500)  # the form wants to have been read: a person takes longer
    form.get_by_role("button", name="Kirim permintaan").click()
    expect(form.get_by_role("heading", level=1)).to_contain_text("Terima kasih")
    admin.get_by_role("link", name="Cari di semua").click()
    admin.get_by_label("Kata").fill("gropstik")
    admin.get_by_label("Kata").press("Enter")
    admin.get_by_role("link", name=re.compile("Contoh lembaga")).click()
    expect(admin).to_have_url(re.compile(r"/sessionrequest/edit/\d+/"))
    expect(admin.get_by_text("Contoh Sutan Gropstik").first).to_be_visible()
