"""What makes a sheet Suluah's: the torch and the name, and pucuk rabuang, the bamboo shoot of Minangkabau weaving."""

import segno

from home.starter.materials.palette import BOLD, DISPLAY, letters
from home.starter.materials.sheet import Sheet

NAME, MOTTO = "Suluah", "Payakumbuh aman dari kekerasan"


def pucuk_rabuang(sheet: Sheet, x: float, y: float, width: float, height: float, *, ground: str, shoot: str) -> None:
    """A band of tall shoots, each with a smaller one inside, between two lines; whole shoots only."""
    count = max(round(width / (height * 0.8)), 1)
    step = width / count
    thin = height * 0.09
    foot, tip = y + height - 1.6 * thin, y + 1.6 * thin
    sheet.panel(x, y, width, height, fill=ground, radius=0)
    for place in range(count):
        left = x + place * step
        middle = left + step / 2
        sheet.polygon([(left, foot), (middle, tip), (left + step, foot)], shoot)
        sheet.polygon(
            [(left + step * 0.27, foot), (middle, tip + (foot - tip) * 0.46), (left + step * 0.73, foot)], ground
        )
        sheet.polygon(
            [(left + step * 0.41, foot), (middle, tip + (foot - tip) * 0.74), (left + step * 0.59, foot)], shoot
        )
    for line in (y, y + height - thin):
        sheet.panel(x, line, width, thin, fill=shoot, radius=0)


def shoots(sheet: Sheet, x: float, y: float, width: float, height: float, ink: str) -> None:
    """The band in its smallest form: a row of triangles that point down, as below the site's header."""
    count = max(round(width / (height * 1.9)), 1)
    step = width / count
    for place in range(count):
        left = x + place * step
        sheet.polygon([(left, y), (left + step, y), (left + step / 2, y + height)], ink)


def bullet(sheet: Sheet, x: float, y: float, size: float, ink: str) -> None:
    """One shoot as the mark of a list."""
    sheet.polygon([(x, y + size), (x + size * 0.45, y), (x + size * 0.9, y + size)], ink)


def signature(sheet: Sheet, x: float, y: float, size: float, *, name: str, motto: str) -> None:
    """The mark on a light tile with the name and the motto: `size` is the height of the tile."""
    sheet.panel(
        x, y, size, size, fill=sheet.inks.cream, line=sheet.inks.line if sheet.inks.copy else None, radius=size * 0.2
    )
    sheet.mark(x + size * 0.14, y + size * 0.14, size * 0.72)
    points = size * 2.835
    left = x + size * 1.25
    room = sheet.width - sheet.margin - left
    sheet.text(left, y - size * 0.04, room, NAME, letters(points * 0.5, name, DISPLAY, leading=1.1))
    sheet.text(left, y + size * 0.58, room, MOTTO, letters(points * 0.29, motto, leading=1.2))


def qr(sheet: Sheet, x: float, y: float, size: float, address: str) -> None:
    """A QR code, black on white with the quiet zone that scanners need, on a tile of that size."""
    code = segno.make(address, error="m", micro=False)
    rows = list(code.matrix_iter(border=3))
    module = size / len(rows)
    sheet.panel(x, y, size, size, fill="#ffffff", radius=size * 0.05)
    for line, row in enumerate(rows):
        start = None
        for place, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                # A hair larger than the module: printers leave white seams between surfaces that only touch.
                sheet.panel(
                    x + start * module,
                    y + line * module,
                    (place - start) * module,
                    module * 1.02,
                    fill="#000000",
                    radius=0,
                )
                start = None


def heading(sheet: Sheet, x: float, y: float, width: float, words: str, size: float, *, ink: str, accent: str) -> float:
    """A heading in bold with a short gold stroke above it; returns where it ends."""
    sheet.panel(x, y, 12, 1.1, fill=accent, radius=0.55)
    return sheet.text(x, y + 2.6, width, words, letters(size, ink, BOLD, leading=1.2))


def footer(sheet: Sheet, sources: str) -> None:
    """Where the words come from, and how to find the site."""
    y = sheet.height - sheet.margin - 3
    soft = sheet.inks.soft
    sheet.text(sheet.margin, y, 145, sources, letters(6.6, soft, leading=1.2), room=3)
    search = letters(6.6, soft, BOLD, leading=1.2, align="right")
    sheet.text(sheet.margin + 145, y, 45, "Cari: Suluah Payakumbuh", search, room=3)
