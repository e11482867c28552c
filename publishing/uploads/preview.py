"""
Draws the first pages of a cleaned PDF, or a picture, small enough for a slow network.

Runs in the process of publishing.uploads.sandboxed, one file at a time: pdfium must not be used by two threads at
once. The pictures go out as one ZIP: "1.webp" and "1-large.webp" for the first page and so on, each as ".avif" too; of
the first page "cover.avif", for lists; and of what has one page only "whatsapp.jpg": the first of several says nothing
on its own.
"""

import posixpath
import re
from io import BytesIO
from typing import BinaryIO

import pypdfium2
from PIL import Image

from publishing.uploads.office.zips import MEBIBYTE, Archive, Packed
from publishing.uploads.refusals import Refused

FIRST_PAGES = 4
SMALL, LARGE = 480, 960  # pixels across at most
TALLEST = 2  # times the width: what is longer is made narrower
LIGHT, HEAVY = 30_000, 100_000  # bytes at most, small and large
COVER, COVER_BYTES = 192, 3_800  # pixels across and bytes at most: a page of twelve stays below 60 KB
WHATSAPP_SIDE = 1080  # pixels, the longer side
WHATSAPP_BYTES = 200_000  # at most
MILLIMETRES = 25.4 / 72  # of a PDF's point
PAPER = "#ffffff"
# How each kind is written, and its qualities from the best down: equal ones look about equally good.
WEBP = ("WEBP", {"method": 4}, (75, 60, 45, 30, 15))
AVIF = (
    "AVIF",
    {"speed": 7},
    (50, 40, 30, 20),
)  # 6 is as light for half as much work more; 8 a quarter heavier
COVER_AVIF = ("AVIF", {"speed": 6}, AVIF[2])  # small pictures, where every byte counts


def first_pages(source: BinaryIO, target: BinaryIO) -> dict:
    """Returns the number of pages, the sheet in millimetres (None for a picture) and the sides of what was drawn."""
    source.seek(0)
    is_pdf = source.read(5) == b"%PDF-"
    source.seek(0)
    with Packed(target) as packed:
        return _from_pdf(source, packed) if is_pdf else _from_picture(source, packed)


def _from_pdf(source: BinaryIO, packed: Packed) -> dict:
    pdf = pypdfium2.PdfDocument(source)
    try:
        width, height = pdf[0].get_size()
        sides = []
        for number in range(min(FIRST_PAGES, len(pdf))):
            drawn = _drawn(pdf[number], LARGE, LARGE * TALLEST)
            sides.append(_pack_page(drawn, number + 1, packed))
        if len(pdf) == 1:
            _pack_for_whatsapp(_drawn(pdf[0], WHATSAPP_SIDE, WHATSAPP_SIDE), packed)
        sheet = [round(width * MILLIMETRES), round(height * MILLIMETRES)]
        return {"pages": len(pdf), "sheet": sheet, "pictures": sides}
    finally:
        pdf.close()


def _drawn(page: pypdfium2.PdfPage, across: int, down: int) -> Image.Image:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise Refused("damaged")
    scale = min(across / width, down / height)
    # pdfium rounds up: a page that would be one pixel too wide is made smaller by _fitted.
    return page.render(scale=scale).to_pil().convert("RGB")


def _from_picture(source: BinaryIO, packed: Packed) -> dict:
    with Image.open(source, formats=["JPEG", "PNG", "WEBP"]) as picture:
        picture.draft("RGB", (WHATSAPP_SIDE, WHATSAPP_SIDE))  # a JPEG is not unpacked larger than needed
        flat = _on_paper(picture)
    _pack_for_whatsapp(flat, packed)
    return {"pages": None, "sheet": None, "pictures": [_pack_page(flat, 1, packed)]}


def _on_paper(picture: Image.Image) -> Image.Image:
    """What can be seen through shows white, as on paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, PAPER)
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def _pack_page(drawn: Image.Image, number: int, packed: Packed) -> list[int]:
    small, large = (_fitted(drawn, across, across * TALLEST) for across in (SMALL, LARGE))
    for kind in (WEBP, AVIF):
        ending = kind[0].lower()
        packed.write(f"{number}.{ending}", _light(small, LIGHT, *kind), packed=False)
        packed.write(f"{number}-large.{ending}", _light(large, HEAVY, *kind), packed=False)
    if number == 1:
        _pack_cover(drawn, packed)
    return [small.width, small.height]


def _pack_cover(drawn: Image.Image, packed: Packed) -> None:
    """Lists show a dozen of them on a slow network, so what does not fit at the lowest quality is made smaller."""
    across = COVER
    while True:
        cover = _light(_fitted(drawn, across, across * TALLEST), COVER_BYTES, *COVER_AVIF)
        if len(cover) <= COVER_BYTES:
            packed.write("cover.avif", cover, packed=False)
            return
        across = across * 4 // 5


def _fitted(picture: Image.Image, across: int, down: int) -> Image.Image:
    """The same picture within so many pixels; never larger than it was."""
    fitted = picture.copy()
    fitted.thumbnail((across, down), Image.Resampling.LANCZOS)
    return fitted


def _light(picture: Image.Image, most: int, kind: str, way: dict, qualities: tuple[int, ...]) -> bytes:
    for quality in qualities:
        written = BytesIO()
        picture.save(written, kind, quality=quality, **way)
        if written.tell() <= most:
            break
    return written.getvalue()


def _pack_for_whatsapp(drawn: Image.Image, packed: Packed) -> None:
    side = WHATSAPP_SIDE
    while True:
        picture = _fitted(drawn, side, side)
        for quality in (88, 80, 70, 60, 50):
            written = BytesIO()
            picture.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
            if written.tell() <= WHATSAPP_BYTES:
                packed.write("whatsapp.jpg", written.getvalue(), packed=False)
                return
        side = side * 4 // 5


def count_slides(source: BinaryIO) -> dict:
    """How many slides a cleaned PPTX or ODP has. Nothing is drawn: that takes an office program."""
    archive = Archive(source)
    if "mimetype" in archive:
        found = re.findall(rb"<draw:page[ >]", archive.read("content.xml", 50 * MEBIBYTE))
        return {"pages": len(found) or None}
    slides = [name for name in archive.entries if re.fullmatch(r"slide\d+\.xml", posixpath.basename(name))]
    return {"pages": len(slides) or None}
