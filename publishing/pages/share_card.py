"""The picture that messengers show beside a shared address: drawn once, at publish, and calm on purpose."""

import hashlib
import logging
import unicodedata
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from publishing.media.storage import Away
from publishing.pages.visibility import is_open

SIZE = (1200, 630)
DESIGN = "3"  # part of the file's name: raise it when the drawing changes
GREEN, DEEP, GOLD, CREAM = "#0f4c4a", "#0a3735", "#e0a526", "#fbf6ea"
WIDTH, LEADING = 1020, 1.15
BESIDE = 650  # pixels of width that a short title has beside the house
ART = Path(__file__).parent / "card"  # the torch and the house of the site, and the letters of the printed sheets
DASHES = dict.fromkeys("‐‑‒–—−", "-")
DRAWN = "’‘“”…·«»°"  # besides ASCII
NAME, CITY = "Suluah", "Kota Payakumbuh"  # and no more: in a list of chats it must not tell what the site is about

logger = logging.getLogger(__name__)


def title_of(page: Page) -> str:
    """The words on the card: those of the browser's title. A neutral page shows the site's name only."""
    return "" if page.neutral_share_card else page.heading


def details_of(page: Page) -> tuple[str, ...]:
    """What stands below the title in place of the city: the day and place of a session."""
    return () if page.neutral_share_card else page.share_card_details


def name_of(title: str, *details: str) -> str:
    words = "\n".join([title, *details])
    return f"share/{hashlib.sha256(f'{DESIGN}:{words}'.encode()).hexdigest()[:20]}.png"


def url_for(page: Page) -> str:
    return default_storage.url(name_of(title_of(page), *details_of(page)))


def draw_for(page: Page) -> None:
    """
    Store the card of an open page, unless one with the same words is there. A closed page has none: it names it.

    Where files are kept out of reach for a while, the page goes out all the same; `prepare_site` draws what is missing.
    """
    try:
        _settle(page)
    except Away as reason:
        logger.warning("A share card could not be stored: %s", reason)


def _settle(page: Page) -> None:
    words = title_of(page), *details_of(page)
    name = name_of(*words)
    if not Page.objects.filter(is_open(), pk=page.pk).exists():
        if words[0]:  # the card without words belongs to several pages
            default_storage.delete(name)
    elif not default_storage.exists(name):
        default_storage.save(name, ContentFile(draw(*words)))


def draw(title: str, *details: str) -> bytes:
    """
    A PNG of 1200 by 630 pixels with the title (or, when empty, that of the city), the site's name and its motif.

    At most two details stand below the title, each on its line; the first is the one to see.
    """
    title, *details = map(drawable, (title, *details))
    card = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(card)
    draw_motif(pen, SIZE)
    _paste(card, "torch", left=90, top=54)
    pen.text((206, 64), NAME, font=letters(56), fill=CREAM)
    words = title or CITY
    beside = None if details else _fitted(words, 270, BESIDE)
    if beside:
        _paste(card, "house", left=SIZE[0] - 60 - 440, top=SIZE[1] - 96 - 275)
    font, lines = beside or _fitted(words, 220 if details else 270, WIDTH) or _cut_short(words)
    top = 176
    for line in lines:
        pen.text((90, top), line, font=font, fill=CREAM)
        top += int(font.size * LEADING)
    if details:
        _draw_details(pen, details[:2])
    else:
        pen.text((90, 464), CITY if title else "", font=letters(36), fill=GOLD)
    written = BytesIO()
    card.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def draw_motif(pen: ImageDraw.ImageDraw, size: tuple[int, int]) -> None:
    """Pucuk rabuang, the bamboo shoot: two rows of triangles along the foot of a picture of that size."""
    width, height = size
    pen.rectangle((0, height - 96, width, height), fill=DEEP)
    for left in range(0, width, 60):
        pen.polygon([(left, height - 20), (left + 30, height - 84), (left + 60, height - 20)], fill=GOLD)
        pen.polygon([(left + 16, height - 20), (left + 30, height - 50), (left + 44, height - 20)], fill=DEEP)
    pen.rectangle((0, height - 14, width, height), fill=GOLD)


def letters(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ART / "Literata-ExtraBold.woff2", size)


def _paste(card: Image.Image, name: str, left: int, top: int) -> None:
    with Image.open(ART / f"{name}.png") as drawing:
        layer = drawing.convert("RGBA")
    card.paste(layer, (left, top), layer)


def drawable(text: str) -> str:
    """The text in letters that the font of the cards has: a box in place of a letter tells nobody anything."""
    plain = "".join(DASHES.get(letter, letter) for letter in unicodedata.normalize("NFKD", text))
    return "".join(letter for letter in plain if letter.isascii() or letter in DRAWN).strip()


def _draw_details(pen: ImageDraw.ImageDraw, details: list[str]) -> None:
    for text, top, sizes, colour in zip(details, (404, 466), ((44, 38, 32, 28), (34,)), (GOLD, CREAM), strict=False):
        fonts = [letters(size) for size in sizes]
        font = next((font for font in fonts if font.getlength(text) <= WIDTH), fonts[-1])
        pen.text((90, top), _cut(text, font), font=font, fill=colour)


def _fitted(text: str, room: int, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]] | None:
    """The largest size at which the words fit: they are read in a picture as wide as a thumb. None where none fits."""
    for size in (100, 88, 76, 66) if width < WIDTH else (100, 88, 76, 66, 56, 48):
        font = letters(size)
        lines = _wrapped(text, font, width)
        if len(lines) * size * LEADING <= room and all(font.getlength(line) <= width for line in lines):
            return font, lines
    return None


def _cut_short(text: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    font = letters(48)
    lines = [_cut(line, font) for line in _wrapped(text, font, WIDTH)]
    return (font, lines) if len(lines) <= 3 else (font, [*lines[:2], lines[2].rstrip(" .,…") + "…"])


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """One line that ends with an ellipsis where it would leave the card."""
    if font.getlength(line) <= WIDTH:
        return line
    while line and font.getlength(line + "…") > WIDTH:
        line = line[:-1]
    return line.rstrip(" .,") + "…"


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
