"""The office's spreadsheet becomes drafts: template, upload, preview, progress, result, and nothing doubles."""

import io
import re
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE

GOOD = [
    ["UJI-1", "Temu uji pertama", "Kamis, 3 Desember 2099", "09.00", "12.00", "Balai uji", "Talang"],
    ["UJI-2", "Temu uji kedua", date(2099, 12, 4), 13, "", "", ""],
    *([f"UJI-{number}", f"Temu uji ke-{number}", "5 Desember 2099", "", "", "", ""] for number in range(3, 24)),
]
BAD = ["UJI-B", "Temu uji keliru", "besok", "25.00", "", "", "Bukan kelurahan"]
COLUMNS = ["Kode", "Judul", "Tanggal mulai", "Jam mulai", "Jam selesai", "Tempat", "Kelurahan"]


def filled(template: bytes, rows: list[list]) -> bytes:
    """The office's template with these rows, each cell under its heading."""
    book = load_workbook(io.BytesIO(template))
    sheet = book.active
    place = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 2):
        for heading, value in zip(COLUMNS, row, strict=True):
            sheet.cell(number, place[heading], value)
    return saved(book)


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def upload(page: Page, content: bytes) -> None:
    page.get_by_role("link", name="Impor jadwal", exact=True).click()
    page.get_by_label("Lembar kerja").set_input_files(
        {"name": "jadwal.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Tampilkan baris").click()


def row(page: Page, title: str):
    return page.get_by_role("row").filter(has_text=title)


def test_an_editor_imports_a_spreadsheet_with_mistakes_and_importing_it_again_doubles_nothing(admin):
    admin.get_by_role("link", name="Impor jadwal", exact=True).click()
    with admin.expect_download() as download:
        admin.get_by_role("link", name="Unduh templat (.xlsx)").click()
    template = download.value.path().read_bytes()

    # A session of the examples is changed, one row is wrong in three cells, all others are new.
    changed = ["", "Contoh: Peran mamak melindungi kemenakan", first_day_of_example(admin), "", "", "Aula uji", ""]
    content = filled(template, [GOOD[0], changed, BAD, *GOOD[1:]])
    upload(admin, content)
    expect(admin.get_by_text("25 baris dari lembar “Jadwal” terbaca. Belum ada yang disimpan.")).to_be_visible()
    expect(row(admin, GOOD[0][1])).to_contain_text("Kamis, 3 Desember 2099, 09.00–12.00 WIB")
    expect(row(admin, GOOD[0][1])).to_contain_text("Menjadi draf baru")
    expect(row(admin, changed[1])).to_contain_text(re.compile("Mengubah kegiatan sebagai draf:.*tempat", re.DOTALL))
    for cell, reason in (("D4", "Ini bukan tanggal"), ("E4", "Ini bukan jam"), ("J4", "Tidak ada kelurahan")):
        expect(row(admin, BAD[1])).to_contain_text(f"Sel {cell}: {reason}")
    admin.get_by_role("link", name="Bermasalah (1)").click()
    expect(admin.locator(".schedule-rows tbody tr")).to_have_count(1)

    admin.get_by_role("button", name="Simpan sebagai draf").click()
    finished(admin, new=23, changed=1, same=0, wrong=1)
    expect(admin.locator("main")).to_contain_text("Sel D4: Ini bukan tanggal")

    admin.get_by_role("link", name="Ke daftar kegiatan").click()
    for title in (GOOD[0][1], GOOD[1][1]):
        expect(row(admin, title)).to_have_count(1)
        expect(row(admin, title)).to_contain_text(re.compile("draf", re.IGNORECASE))

    upload(admin, content)
    expect(admin.get_by_text("tidak ada yang perlu disimpan")).to_be_visible()
    expect(admin.get_by_role("link", name="Sudah ada (24)")).to_be_visible()
    expect(admin.get_by_role("button", name="Simpan sebagai draf")).to_have_count(0)


def first_day_of_example(page: Page) -> date:
    """The examples stand around the day on which they were loaded."""
    answer = page.request.get("/kegiatan/contoh-peran-mamak/kalender.ics").text()
    return date.fromisoformat(re.search(r"DTSTART;TZID=Asia/Jakarta:(\d{8})", answer)[1])


def finished(page: Page, **numbers: int) -> None:
    """Wait for the worker: the page looks again by itself until all is done."""
    expect(page.get_by_role("status").last).to_contain_text(re.compile(r"\d+ dari 25 baris selesai"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Selesai.", timeout=120_000)
    expect(page.locator("main")).to_contain_text(f"{numbers['new']} draf baru")
    expect(page.locator("main")).to_contain_text(f"{numbers['changed']} kegiatan diubah")
    expect(page.locator("main")).to_contain_text(f"{numbers['same']} sudah tercatat")
    expect(page.locator("main")).to_contain_text(f"{numbers['wrong']} dilewati")


def test_readers_see_nothing_of_an_import_before_it_is_published(visit):
    page = visit("/kegiatan/?tahun=2099")
    assert "Temu uji" not in page.locator("main").inner_text()


def test_a_file_that_is_no_schedule_is_refused_and_the_editor_may_choose_another(admin):
    book = Workbook()
    book.active.append(["Nama", "Umur"])
    upload(admin, saved(book))
    expect(admin.locator(".error-message")).to_contain_text("Yang belum ada: Judul, Tanggal mulai.")
    expect(admin.get_by_label("Lembar kerja")).to_be_visible()
    admin.get_by_role("button", name="Tampilkan baris").click()
    expect(admin.locator(".error-message")).to_contain_text("Pilih berkas dahulu.")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_reason_is_on_the_screen(admin, size):
    admin.set_viewport_size(DESK)
    book = Workbook()
    book.active.append(["Judul", "Tanggal mulai", "Lembaga adat"])
    book.active.append(["Temu uji yang keliru", "besok", "Lembaga yang tidak dikenal"])
    upload(admin, saved(book))
    admin.set_viewport_size(size)
    expect(admin.locator(".schedule-rows li")).to_have_count(2)
    for reason in admin.locator(".schedule-rows li").all():
        box = reason.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
