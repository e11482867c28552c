"""
`make materials`: prints the sheets of this folder with Chromium into files/: tagged PDFs, and pictures for messengers.

The words stand in the templates, the help numbers in parts/; a test compares them with ../help_points.toml. Nothing of
this runs on a server, which loads the made files. The slides and the papers to change in files/ are kept as they are.
"""

import os
import shutil
import sys
import tempfile
import tomllib
from io import BytesIO
from pathlib import Path

import pikepdf
import segno
from django.conf import settings
from django.template import Context, Engine
from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"
ENGINE = Engine(dirs=[HERE, HERE.parent / "drawings", HERE.parents[2] / "templates", HERE.parents[2] / "static"])
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SIDE, SHARPNESS = 720, 1.5  # pixels of a square picture, and how many times finer it is taken
# A sheet bears its size itself (@page); A3 is A4 printed larger.
SHEETS = {
    "poster-tanda-tppo-a3.pdf": "poster-tanda-tppo",
    "poster-tanda-tppo-a4.pdf": "poster-tanda-tppo",
    "poster-tanda-tppo-hitam-putih.pdf": "poster-tanda-tppo",
    "poster-tanda-tppo-whatsapp.jpg": "poster-tanda-tppo-whatsapp",
    "poster-nomor-bantuan-a3.pdf": "poster-nomor-bantuan",
    "poster-nomor-bantuan-a4.pdf": "poster-nomor-bantuan",
    "poster-nomor-bantuan-hitam-putih.pdf": "poster-nomor-bantuan-hitam-putih",
    "poster-nomor-bantuan-whatsapp.jpg": "poster-nomor-bantuan-whatsapp",
    "selebaran-informasi-layanan-a4.pdf": "selebaran-informasi-layanan",
    "siapa-bisa-apa-a4.pdf": "siapa-bisa-apa",
    "adat-dan-hukum-a4.pdf": "adat-dan-hukum",
    "daftar-hadir-a4.pdf": "daftar-hadir",
    "sebelum-berangkat-a5.pdf": "sebelum-berangkat",
    "sebelum-berangkat-a4.pdf": "sebelum-berangkat-dua-lembar",
}
SPARING = "-hitam-putih.pdf"  # ends the names of sheets in black and white, with outlines instead of grounds
LARGER = "@page { size: A3 } body { zoom: 1.414 }"
TOO_LONG = "[...document.querySelectorAll('.sheet')].filter(s => s.scrollHeight > s.clientHeight + 1).length"


def html(name: str) -> str:
    """The sheet of that file with its parts, and with the code that leads to the WhatsApp number of SAPA 129."""
    points = tomllib.loads((HERE.parent / "help_points.toml").read_text())["point"]
    number = next(point["whatsapp"] for point in points if point["key"] == "sapa-129")
    code = segno.make(f"https://wa.me/{number}", error="m", micro=False)
    code = code.svg_inline(border=3, omitsize=True, title="Kode QR ke WhatsApp SAPA")
    context = {"folder": HERE.as_uri(), "code": code, "spare_ink": name.endswith(SPARING)}
    return ENGINE.get_template(f"{SHEETS[name]}.html").render(Context(context))


def printed(page: Page, name: str) -> bytes:
    """The file of that name. Raises ValueError when the words do not fit the sheet."""
    with tempfile.NamedTemporaryFile("w", suffix=".html") as sheet:
        sheet.write(html(name))
        sheet.flush()
        page.goto(f"file://{sheet.name}", wait_until="networkidle")
    if page.evaluate(TOO_LONG):
        raise ValueError(f"{name}: the words do not fit the sheet")
    if name.endswith(".jpg"):
        return _jpeg(page.screenshot())
    if name.endswith("-a3.pdf"):
        page.add_style_tag(content=LARGER)
    return _titled(page.pdf(print_background=True, prefer_css_page_size=True, tagged=True), page.title())


def _titled(pdf: bytes, title: str) -> bytes:
    """The same tagged pages, with a title and without program and dates: the same bytes for the same sheet."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.trailer["/Info"]
        document.trailer["/Info"] = document.make_indirect(pikepdf.Dictionary(Title=title))
        document.save(
            written, deterministic_id=True, recompress_flate=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return written.getvalue()


def _jpeg(picture: bytes) -> bytes:
    written = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return written.getvalue()


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for file in sys.argv[1:] or SHEETS:
            page = browser.new_page(viewport={"width": SIDE, "height": SIDE}, device_scale_factor=SHARPNESS)
            content = printed(page, file)
            page.close()
            (FILES / file).write_bytes(content)
            print(f"{len(content):>9,}  {file}")
