"""
The numbers of help as a picture in the format of a messenger's status.

It stays in the galleries of shared phones, so it names neither the site nor what the numbers are for.
"""

from io import BytesIO

from django.utils.translation import gettext
from PIL import Image, ImageDraw

from home.help.models import HelpPoint
from home.help.points import Help
from publishing.pages.share_card import CREAM, DEEP, GOLD, GREEN, draw_motif, drawable, letters

SIZE = (1080, 1920)
LEFT, ROOM = 96, 888
MOST = 3  # numbers that are still read from a phone held by somebody else


def rows(help: Help) -> list[tuple[str, str]]:
    """(who, number) of the police, of whoever answers first, and where one can write."""
    who = [(help.police, "phone"), (help.call, "phone"), (help.chat, "whatsapp")]
    found = [_row(point, kind) for point, kind in who if point]
    return list(dict.fromkeys(found))[:MOST]


def _row(point: HelpPoint, kind: str) -> tuple[str, str]:
    if kind == "whatsapp":
        return f"WhatsApp {point.name}", point.whatsapp_number
    return point.name.removesuffix(point.phone).strip() or point.name, point.phone


def draw(help: Help) -> bytes:
    """A PNG of 1080 by 1920 pixels."""
    picture = Image.new("RGB", SIZE, GREEN)
    pen = ImageDraw.Draw(picture)
    draw_motif(pen, SIZE)
    _write(pen, 190, gettext("Good to have"), 92, CREAM)
    pen.rectangle((LEFT, 320, LEFT + 150, 330), fill=GOLD)
    for place, (who, number) in enumerate(rows(help)):
        top = 430 + place * 440
        pen.rounded_rectangle((LEFT - 36, top - 40, SIZE[0] - LEFT + 36, top + 350), radius=40, fill=DEEP)
        _write(pen, top, who, 64, CREAM)
        _write(pen, top + 96, number, 210, GOLD)
    written = BytesIO()
    picture.quantize(32).save(written, "PNG", optimize=True)
    return written.getvalue()


def _write(pen: ImageDraw.ImageDraw, top: int, words: str, size: int, colour: str) -> None:
    """One line, as large as the width allows."""
    words = drawable(words)
    while (font := letters(size)).getlength(words) > ROOM and size > 24:
        size -= 4
    pen.text((LEFT, top), words, font=font, fill=colour)
