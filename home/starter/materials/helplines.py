"""The only numbers that stand on a material, and the panels that show them. See help_points.toml for their sources."""

from home.starter.materials.motif import qr
from home.starter.materials.palette import BOLD, DISPLAY, letters
from home.starter.materials.sheet import Sheet

SAPA, SAPA_WHATSAPP, POLICE = "129", "08111-129-129", "110"
WHATSAPP_ADDRESS = "https://wa.me/628111129129"
PANEL, CONTACT_LINE = 46, 13  # heights in millimetres
RED = 43


def panel(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Three ways to help side by side: call, write, and the police in red. At least 180 mm wide."""
    inks = sheet.inks
    plain = inks.copy
    words, number = (inks.ink, inks.ink) if plain else (inks.cream, inks.glow)
    outline = inks.ink if inks.copy else None
    sheet.panel(x, y, width, PANEL, fill=inks.cream if plain else inks.deep, line=outline, thick=0.7)
    small, label = letters(8.6, words, leading=1.25), letters(11.5, words, BOLD, leading=1.2)
    sheet.icon("telepon", x + 6, y + 5.4, 5.4, number)
    sheet.text(x + 13, y + 5.8, 40, "Telepon SAPA", label, room=6)
    sheet.text(x + 5.6, y + 10.4, 50, SAPA, letters(62, number, DISPLAY, leading=1.06), room=24)
    sheet.text(x + 6, y + 35, 46, "Sahabat Perempuan dan Anak.<br/>Tidak dipungut biaya.", small, room=8)
    left = x + 56
    sheet.line(left - 4, y + 6, left - 4, y + PANEL - 6, number, thick=0.25)
    sheet.icon("chat", left, y + 5.4, 5.4, number)
    sheet.text(left + 7, y + 5.8, 45, "WhatsApp SAPA", label, room=6)
    sheet.text(left, y + 14.6, 50, SAPA_WHATSAPP, letters(18.5, number, BOLD, leading=1.2), room=9)
    sheet.text(left, y + 25, 47, "Pindai kode, lalu tulis “saya butuh bantuan”.", small, room=12)
    side = 33
    qr(sheet, x + width - RED - 6.5 - side, y + (PANEL - side) / 2, side, WHATSAPP_ADDRESS)
    alert = inks.ink if inks.copy else inks.on_danger
    left = x + width - RED + 2
    sheet.panel(
        x + width - RED - 3,
        y + 3,
        RED,
        PANEL - 6,
        fill=None if inks.copy else inks.danger,
        line=outline,
        thick=0.7,
        radius=3,
    )
    sheet.text(left, y + 6.2, RED - 8, "Dalam bahaya?", letters(11.5, alert, BOLD, leading=1.2), room=6)
    sheet.text(left - 0.4, y + 11.2, RED - 6, POLICE, letters(52, alert, DISPLAY, leading=1.06), room=20)
    sheet.text(left, y + 34, RED - 8, "Polisi", letters(11.5, alert, BOLD, leading=1.2), room=6)


def strip(sheet: Sheet, x: float, y: float, width: float) -> float:
    """The same numbers in one row, as large as the width allows; returns where it ends."""
    inks = sheet.inks
    unit = width / 174
    height, red = 27 * unit, 38 * unit
    sheet.panel(x, y, width, height, fill=inks.deep, radius=4 * unit)
    sheet.panel(x + width - red - 2.5 * unit, y + 2.5 * unit, red, height - 5 * unit, fill=inks.danger, radius=3 * unit)
    label = letters(11 * unit, inks.cream, BOLD, leading=1.15)
    sheet.text(x + 6 * unit, y + 3.6 * unit, 42 * unit, "Telepon SAPA", label, room=5)
    sheet.text(x + 5.6 * unit, y + 7.4 * unit, 44 * unit, SAPA, letters(43 * unit, inks.glow, DISPLAY, leading=1.05))
    left = x + 52 * unit
    sheet.text(left, y + 3.6 * unit, 70 * unit, "WhatsApp SAPA", label, room=5)
    sheet.text(
        left,
        y + 10.4 * unit,
        80 * unit,
        SAPA_WHATSAPP,
        letters(27 * unit, inks.glow, BOLD, leading=1.1),
        room=12 * unit,
    )
    left = x + width - red + 2 * unit
    alert = letters(11 * unit, inks.on_danger, BOLD, leading=1.15)
    sheet.text(left, y + 4.6 * unit, red - 6 * unit, "Polisi", alert, room=5)
    sheet.text(left, y + 8.6 * unit, red - 6 * unit, POLICE, letters(37 * unit, inks.on_danger, DISPLAY, leading=1.05))
    return y + height


def tower(sheet: Sheet, x: float, y: float, width: float) -> float:
    """The same numbers one below the other for a narrow panel; returns where it ends."""
    inks = sheet.inks
    label = letters(10, inks.cream, BOLD, leading=1.2)
    sheet.panel(x, y, width, 69, fill=inks.deep)
    sheet.icon("telepon", x + 6, y + 5.6, 4.6, inks.glow)
    sheet.text(x + 12, y + 5.8, width - 16, "Telepon SAPA", label, room=5)
    sheet.text(x + 5.6, y + 10, 44, SAPA, letters(46, inks.glow, DISPLAY, leading=1.05), room=18)
    sheet.text(
        x + 43,
        y + 12.6,
        width - 46,
        "Sahabat Perempuan dan Anak. Tidak dipungut biaya.",
        letters(8.4, inks.cream, leading=1.28),
        room=14,
    )
    sheet.line(x + 6, y + 31, x + width - 6, y + 31, inks.glow, thick=0.25)
    side = 29
    sheet.icon("chat", x + 6, y + 35.6, 4.6, inks.glow)
    sheet.text(x + 12, y + 35.8, width - side - 16, "WhatsApp SAPA", label, room=5)
    sheet.text(x + 6, y + 43, width - side - 10, SAPA_WHATSAPP, letters(13.2, inks.glow, BOLD, leading=1.2), room=7)
    sheet.text(
        x + 6,
        y + 50.5,
        width - side - 13,
        "Pindai kode, lalu tulis “saya butuh bantuan”.",
        letters(8.4, inks.cream, leading=1.28),
        room=12,
    )
    qr(sheet, x + width - side - 5, y + 35.5, side, WHATSAPP_ADDRESS)
    sheet.panel(x, y + 72, width, 17, fill=inks.danger)
    alert = letters(10.5, inks.on_danger, BOLD, leading=1.25)
    sheet.text(x + 6, y + 76, 34, "Dalam bahaya?<br/>Polisi", alert, room=10)
    sheet.text(x + 44, y + 74.6, width - 48, POLICE, letters(32, inks.on_danger, DISPLAY, leading=1.05), room=13)
    return y + 89


def contact_line(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Room for the pen: no number of a kelurahan is known here, but whoever hangs the sheet up may know one."""
    inks = sheet.inks
    sheet.panel(x, y, width, CONTACT_LINE, fill=inks.paper, line=inks.gold, thick=0.5, radius=3)
    sheet.text(x + 5, y + 4.4, 45, "Satgas kelurahan kami:", letters(9.6, inks.ink, BOLD, leading=1.2), room=5)
    sheet.line(x + 47, y + 9, x + width - 5, y + 9, inks.soft, thick=0.3, dash=(0.5, 1))


def tear_off(sheet: Sheet, y: float, *, count: int = 9) -> None:
    """Strips to cut and take along. They say a number and not what it is for."""
    inks = sheet.inks
    foot = sheet.height - sheet.margin
    step = (sheet.width - 2 * sheet.margin) / count
    left = sheet.margin
    sheet.line(left, y, sheet.width - left, y, inks.ink, thick=0.3)
    for place in range(count + 1):
        sheet.line(left + place * step, y, left + place * step, foot, inks.ink, thick=0.3, dash=(1.6, 1))
    for place in range(count):
        with sheet.turned(left + place * step, foot):
            sheet.label(3, step * 0.44, f"WA {SAPA_WHATSAPP}", letters(10.5, inks.ink, BOLD))
            sheet.label(3, step * 0.78, f"Telepon {SAPA}", letters(9.5, inks.ink))
