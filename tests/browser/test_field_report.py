"""The whole way of a report from the field: a link from the editor, a phone without scripts, the desk, the draft."""

import re
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_every_page import barriers

PADDING = b"\0" * 400_000  # more than a form of strangers may hold


def photo(colour: str) -> dict:
    written = BytesIO()
    Image.new("RGB", (640, 480), colour).save(written, "JPEG")
    return {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue() + PADDING}


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim laporan").click()


def test_a_report_with_photos_comes_from_a_phone_without_scripts_into_the_draft(admin, unknown, served, visit):
    admin.goto("/admin/sessions/")
    admin.get_by_role("link", name=re.compile("Rumah gadang")).first.click()
    session = re.search(r"/pages/(\d+)/", admin.url)[1]
    admin.goto(f"/admin/kegiatan/{session}/laporan-lapangan/")
    admin.get_by_role("button", name="Buat tautan").click()
    link = admin.locator("#field-link").input_value()
    assert barriers(unknown, link) == 0

    phone = visit(link, size=PHONE, javascript=False)
    phone.get_by_label("Perempuan", exact=False).first.fill("empat")
    phone.get_by_label("Foto 1").set_input_files(photo("green"))
    send(phone)
    expect(phone.get_by_role("alert")).to_contain_text("Pilih fotonya sekali lagi")
    phone.get_by_label("Perempuan", exact=False).first.fill("41")
    phone.get_by_label("Ceritakan").fill("Balai penuh sekali.")
    phone.get_by_label("Foto 1").set_input_files(photo("green"))
    phone.get_by_label("Foto 4").set_input_files(photo("blue"))
    send(phone)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("sudah sampai")
    assert phone.url.endswith("/kirim-laporan/terkirim/")
    assert phone.context.cookies() == []
    refused = phone.request.post(link, multipart={"photo_1": photo("red")})
    assert refused.status == 413  # the link is closed: no more than a form is taken in

    admin.goto("/admin/")
    admin.locator("#main").get_by_role("link", name=re.compile("Rumah gadang.*20")).first.click()
    expect(admin.locator(".field-photos img")).to_have_count(2)
    admin.get_by_role("button", name="Masukkan ke draf laporan").click()
    expect(admin.get_by_text("Perempuan: draf menyebut 48 dan itu tetap")).to_be_visible()
    admin.get_by_role("link", name=re.compile("Catat persetujuan foto 1")).click()
    admin.get_by_label("Deskripsi", exact=False).first.fill("Balai dari luar")
    admin.get_by_label("Orang dalam gambar", exact=False).select_option("none")
    admin.get_by_role("button", name="Simpan, dan masukkan ke draf").click()
    expect(admin.locator(".field-photos img")).to_have_count(1)
    admin.get_by_role("button", name="Selesai: hapus sisanya").click()
    expect(admin.get_by_text("Tidak ada kiriman yang menunggu Anda.")).to_be_visible()
    admin.goto(f"/admin/pages/{session}/edit/#tab-laporan")
    expect(admin.locator("#id_report_summary")).to_have_value(re.compile("Balai penuh sekali"))
