"""An institution asks for a session, makes a mistake, corrects it and is thanked; without JavaScript too."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_institution_asks_corrects_a_mistake_and_is_thanked(visit, javascript):
    page = visit("/kegiatan/minta/", javascript=javascript)
    page.get_by_label("Lembaga", exact=True).fill("Contoh lembaga")
    page.get_by_label("Nagari atau kelurahan").fill("Contoh nagari")
    page.get_by_label("Topik").fill("Tawaran kerja ke luar negeri")
    page.get_by_label("Hari yang diinginkan").fill((date.today() + timedelta(days=40)).isoformat())
    page.get_by_label("Nama narahubung").fill("Contoh nama")
    page.get_by_label("Saya setuju").check()
    page.wait_for_timeout(3500)  # the form wants to have been read: a person takes longer
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Isi nomor telepon atau email")
    expect(page.get_by_label("Topik")).to_have_value("Tawaran kerja ke luar negeri")
    expect(page.get_by_label("Saya setuju")).to_be_checked()
    page.get_by_label("Email").fill("contoh@example.org")
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih. Permintaan Anda sudah kami terima.")
    assert page.context.cookies() == []


def test_the_trap_for_robots_is_out_of_everybodys_way(visit):
    page = visit("/kegiatan/minta/")
    assert page.locator("#id_website").evaluate("node => node.getBoundingClientRect().right") < 0
    assert page.locator("#id_website").get_attribute("tabindex") == "-1"
