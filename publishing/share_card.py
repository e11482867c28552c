"""The picture that messengers show beside a shared address: drawn once, at publish, and calm on purpose."""

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from publishing.visibility import is_open

if TYPE_CHECKING:
    from publishing.models import SitePage

SIZE = (1200, 630)
DESIGN = "1"  # part of the file's name: raise it when the drawing changes
GREEN, DEEP, GOLD, CREAM = "#0f4c4a", "#0a3735", "#e0a526", "#fbf6ea"
NAME, MOTTO = "Suluah", "Payakumbuh aman dari kekerasan"


def title_of(page: "SitePage") -> str:
    """The words on the card. A neutral page shows the site's name only."""
    return "" if page.neutral_share_card else page.title


def name_of(title: str) -> str:
    return f"share/{hashlib.sha256(f'{DESIGN}:{title}'.encode()).hexdigest()[:20]}.png"


def url_for(page: "SitePage") -> str:
    return default_storage.url(name_of(title_of(page)))


def draw_for(page: "SitePage") -> None:
    """Store the card of an open page, unless one with the same words is there. A closed page has none: it names it."""
    title = title_of(page)
    name = name_of(title)
    if not Page.objects.filter(is_open(), pk=page.pk).exists():
        if title:  # the card without words belongs to several pages
            default_storage.delete(name)
    elif not default_storage.exists(name):
        default_storage.save(name, ContentFile(draw(title)))


def draw(title: str) -> bytes:
    """A PNG of 1200 by 630 pixels with the title (or, when empty, the motto), the site's name and its motif."""
    card = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(card)
    _draw_motif(pen)
    _draw_torch(pen, left=90, top=84)
    pen.text((170, 92), NAME, font=ImageFont.load_default(54), fill=CREAM, stroke_width=1, stroke_fill=CREAM)
    font, lines = _fitted(title or MOTTO)
    top = 210
    for line in lines:
        pen.text((90, top), line, font=font, fill=CREAM, stroke_width=1, stroke_fill=CREAM)
        top += int(font.size * 1.25)
    pen.text((90, 474), MOTTO if title else "Kota Payakumbuh", font=ImageFont.load_default(32), fill=GOLD)
    written = BytesIO()
    card.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_motif(pen: ImageDraw.ImageDraw) -> None:
    """Pucuk rabuang, the bamboo shoot: two rows of triangles along the foot."""
    width, height = SIZE
    pen.rectangle((0, height - 96, width, height), fill=DEEP)
    for left in range(0, width, 60):
        pen.polygon([(left, height - 20), (left + 30, height - 84), (left + 60, height - 20)], fill=GOLD)
        pen.polygon([(left + 16, height - 20), (left + 30, height - 50), (left + 44, height - 20)], fill=DEEP)
    pen.rectangle((0, height - 14, width, height), fill=GOLD)


def _draw_torch(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    handle = [(left + 14, top + 44), (left + 46, top + 44), (left + 38, top + 84), (left + 22, top + 84)]
    pen.polygon(handle, fill=CREAM)
    pen.ellipse((left + 12, top + 4, left + 48, top + 42), fill=GOLD)
    pen.polygon([(left + 14, top + 16), (left + 30, top - 26), (left + 46, top + 16)], fill=GOLD)


def _fitted(text: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the words fit on at most three lines; longer texts end with an ellipsis."""
    for size in (76, 66, 56, 48):
        font = ImageFont.load_default(size)
        lines = _wrapped(text, font, width=1020)
        if len(lines) <= 3:
            return font, lines
    return font, [*lines[:2], lines[2].rstrip(" .,") + "…"]


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
