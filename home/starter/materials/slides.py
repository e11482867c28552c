"""The slides of a session of an hour, as a PDF to show and as PowerPoint to change; their words are in words/."""

import tomllib
from functools import cache
from pathlib import Path

from home.starter.materials import helplines
from home.starter.materials.board import Board, Layout, PdfBoard, PptxBoard
from home.starter.materials.palette import BOLD, COLOUR, DISPLAY
from home.starter.materials.svg import DRAWINGS

WORDS = Path(__file__).parent / "words" / "slides.toml"
LEFT, WIDTH, TOP = 18, 302.67, 48
TITLE = (LEFT, 14, WIDTH, 24)
WHITE = "#ffffff"


def pdf() -> bytes:
    return _drawn(PdfBoard())


def pptx() -> bytes:
    return _drawn(PptxBoard())


def _drawn(board: Board) -> bytes:
    for words in tomllib.loads(WORDS.read_text())["slide"]:
        LAYOUTS[words["kind"]](board, words)
    return board.file()


@cache
def _described() -> dict[str, dict[str, str]]:
    return tomllib.loads((DRAWINGS / "drawings.toml").read_text())


def _picture(board: Board, name: str, box: tuple[float, ...], view: tuple[float, ...], *, radius: float = 4) -> None:
    board.drawing(name, _described()[name]["description"], box, view, radius=radius)


def _law(board: Board, words: str, y: float = 167) -> None:
    board.text(LEFT, y, WIDTH, 9, words, 14, COLOUR.soft)


def _badge(board: Board, icon: str, x: float, y: float, size: float, *, ground: str, ink: str) -> None:
    board.panel(x, y, size, size, ground, radius=size / 2)
    board.icon(icon, x + size * 0.2, y + size * 0.2, size * 0.6, ink)


def _points(board: Board, points: list[str], x: float, y: float, width: float, *, step: float, size: float) -> None:
    for place, words in enumerate(points):
        board.panel(x, y + place * step + 2.4, 4, 4, COLOUR.gold, radius=2)
        board.text(x + 10, y + place * step, width - 10, step - 2, words, size, COLOUR.ink)


def cover(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], dark=True, room=(22, 49, 136, 52), size=46)
    board.text(22, 106, 132, 36, words["lead"], 23, COLOUR.glow)
    board.text(22, 152, 132, 12, "Sosialisasi 60 menit di nagari", 18, COLOUR.cream, font=BOLD)
    board.panel(22, 40, 30, 2, COLOUR.gold, radius=1)
    _picture(board, words["picture"], (158, 0, 180.67, 181.5), (226, 0, 746), radius=0)


def agreement(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    for place, (icon, title, text) in enumerate(words["rules"]):
        y = TOP + place * 30.5
        board.panel(LEFT, y, 178, 27.5, WHITE)
        _badge(board, icon, LEFT + 6, y + 5.2, 17, ground=COLOUR.main, ink=COLOUR.cream)
        board.text(LEFT + 30, y + 3.4, 144, 9, title, 19, COLOUR.main, font=BOLD)
        board.text(LEFT + 30, y + 13, 146, 13, text, 16.5, COLOUR.ink)
    x, width = LEFT + 188, WIDTH - 188
    board.panel(x, TOP, width, 119, COLOUR.main)
    board.text(x + 9, TOP + 6, width - 18, 9, "Satu jam kita", 19, COLOUR.glow, font=BOLD)
    for place, (minutes, part) in enumerate(words["plan"]):
        y = TOP + 21 + place * 15.6
        board.text(x + 9, y, 22, 9, f"{minutes}’", 19, COLOUR.gold, font=BOLD)
        board.text(x + 30, y + 0.6, width - 36, 15.5, part, 18.5, COLOUR.cream)


def cards(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    width, height, gap = 72, 57, 4.89
    for place, (icon, title, text) in enumerate(words["cards"]):
        x, y = LEFT + place % 4 * (width + gap), TOP + place // 4 * (height + 5)
        board.panel(x, y, width, height, WHITE)
        _badge(board, icon, x + 6, y + 6, 17, ground=COLOUR.glow, ink=COLOUR.deep)
        board.text(x + 6, y + 26, width - 8, 9, title, 18.5, COLOUR.main, font=BOLD)
        board.text(x + 6, y + 34, width - 9, 22, text, 16, COLOUR.ink)


def law(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    _picture(board, words["picture"], (LEFT, TOP, 118, 112), (205, 0, 790))
    _points(board, words["points"], LEFT + 130, TOP + 6, WIDTH - 130, step=37, size=22.5)
    _law(board, words["law"])


def nine(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    width, height = 97.5, 34
    for place, form in enumerate(words["forms"]):
        x, y = LEFT + place % 3 * (width + 5), TOP + place // 3 * (height + 5)
        board.panel(x, y, width, height, WHITE)
        board.panel(x, y, 3, height, COLOUR.gold, radius=0)
        board.text(x + 9, y + 2, 12, height - 4, str(place + 1), 26, COLOUR.main, font=BOLD, anchor="middle")
        board.text(x + 23, y + 2, width - 27, height - 4, form, 19, COLOUR.ink, font=BOLD, anchor="middle")
    _law(board, words["law"])


def compare(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    half = 128
    board.text(LEFT + 8, TOP - 4, half, 8, "Sering dikatakan", 16, COLOUR.soft, font=BOLD)
    board.text(LEFT + half + 16, TOP - 4, half, 8, "Yang benar", 16, COLOUR.main, font=BOLD)
    for place, (said, true) in enumerate(words["rows"]):
        y = TOP + 6 + place * 29.5
        board.panel(LEFT, y, half, 26.5, WHITE)
        board.panel(LEFT + half + 5, y, WIDTH - half - 5, 26.5, COLOUR.main)
        board.text(LEFT + 8, y + 1.5, half - 14, 23.5, said, 20, COLOUR.ink, anchor="middle")
        board.text(
            LEFT + half + 16, y + 1.5, WIDTH - half - 24, 23.5, true, 18.5, COLOUR.cream, font=BOLD, anchor="middle"
        )


def picture(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    _points(board, words["points"], LEFT, TOP + 2, 174, step=31, size=20)
    _picture(board, words["picture"], (LEFT + 184, TOP, WIDTH - 184, 120), (225, 0, 745))


def three(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    width = 97.5
    for place, (title, question, text) in enumerate(words["columns"]):
        x = LEFT + place * (width + 5)
        board.panel(x, TOP, width, 110, COLOUR.main if place < 2 else COLOUR.deep)
        board.text(x + 9, TOP + 9, width - 18, 15, title, 30, COLOUR.glow, font=DISPLAY)
        board.text(x + 9, TOP + 28, width - 18, 9, question, 17, COLOUR.cream, font=BOLD)
        board.text(x + 9, TOP + 41, width - 16, 66, text, 20, COLOUR.cream)
    _law(board, words["law"])


def signs(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    _picture(board, words["picture"], (LEFT + 212, TOP, WIDTH - 212, 119), (200, 60, 770))
    width = 101
    for place, sign in enumerate(words["signs"]):
        x, y = LEFT + place % 2 * (width + 4), TOP + place // 2 * 30.5
        board.panel(x, y, width, 27.5, WHITE)
        board.panel(x, y, 3, 27.5, COLOUR.gold, radius=0)
        board.text(x + 9, y + 1.5, width - 13, 24.5, sign, 19, COLOUR.ink, anchor="middle")


def steps(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    for place, (title, text) in enumerate(words["steps"]):
        y = TOP + place * 24.4
        board.panel(LEFT, y, WIDTH, 21.4, WHITE)
        board.panel(LEFT + 5, y + 3.2, 15, 15, COLOUR.main, radius=7.5)
        board.text(
            LEFT + 5, y + 3.2, 15, 15, str(place + 1), 19, COLOUR.cream, font=BOLD, align="center", anchor="middle"
        )
        board.text(LEFT + 28, y + 1.5, 60, 18.4, title, 22, COLOUR.main, font=BOLD, anchor="middle")
        board.text(LEFT + 92, y + 1.5, WIDTH - 98, 18.4, text, 20, COLOUR.ink, anchor="middle")


def four(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    width = 72
    for place, (icon, title, text) in enumerate(words["steps"]):
        x = LEFT + place * (width + 4.89)
        last = place == 3
        board.panel(x, TOP, width, 118, COLOUR.glow if last else WHITE)
        _badge(board, icon, x + 8, TOP + 10, 26, ground=COLOUR.main, ink=COLOUR.cream)
        board.text(x + 8, TOP + 44, width - 12, 20, f"{place + 1}. {title}", 19, COLOUR.main, font=BOLD)
        board.text(x + 8, TOP + 67, width - 14, 48, text, 21, COLOUR.ink)


def statement(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], dark=True, room=(28, 34, 230, 56), size=46)
    board.panel(28, 24, 30, 2, COLOUR.gold, radius=1)
    board.text(28, 98, 220, 34, words["lead"], 27, COLOUR.glow)
    board.text(28, 146, 220, 22, words["law"], 15.5, COLOUR.cream)
    _badge(board, "pengadilan", 266, 48, 52, ground=COLOUR.gold, ink=COLOUR.deep)


def roles(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], room=TITLE)
    width = 97.5
    for place, (name, works) in enumerate(words["roles"]):
        x = LEFT + place * (width + 5)
        board.panel(x, TOP, width, 118, WHITE)
        board.panel(x, TOP, width, 24, COLOUR.main)
        board.text(x + 9, TOP + 2, width - 14, 20, name, 24, COLOUR.cream, font=DISPLAY, anchor="middle")
        _points(board, works, x + 9, TOP + 32, width - 14, step=28.5, size=19)


def numbers(board: Board, words: dict) -> None:
    board.slide(words["title"], words["notes"], dark=True, room=(LEFT, 14, WIDTH, 24))
    y, height = 48, 80
    board.panel(LEFT, y, 92, height, COLOUR.deep)
    board.text(LEFT + 10, y + 9, 76, 10, "Telepon SAPA", 19, COLOUR.cream, font=BOLD)
    board.text(LEFT + 9, y + 20, 80, 38, helplines.SAPA, 82, COLOUR.glow, font=BOLD)
    board.text(LEFT + 10, y + 59, 78, 18, "Sahabat Perempuan dan Anak.<br/>Tidak dipungut biaya.", 13.5, COLOUR.cream)
    x = LEFT + 97
    board.panel(x, y, 128, height, COLOUR.deep)
    board.text(x + 10, y + 9, 76, 10, "WhatsApp SAPA", 19, COLOUR.cream, font=BOLD)
    board.text(x + 10, y + 20, 112, 15, helplines.SAPA_WHATSAPP, 33, COLOUR.glow, font=BOLD)
    board.text(x + 10, y + 43, 62, 24, "Pindai kode, lalu tulis “saya butuh bantuan”.", 15, COLOUR.cream)
    board.code(x + 83, y + 37, 38, helplines.WHATSAPP_ADDRESS, f"Kode QR: WhatsApp {helplines.SAPA_WHATSAPP}")
    x = LEFT + 230
    board.panel(x, y, WIDTH - 230, height, COLOUR.danger)
    board.text(x + 9, y + 9, 60, 10, "Dalam bahaya?", 19, WHITE, font=BOLD)
    board.text(x + 8, y + 23, 62, 34, helplines.POLICE, 72, WHITE, font=BOLD)
    board.text(x + 9, y + 59, 60, 10, "Polisi", 19, WHITE, font=BOLD)
    board.text(LEFT, y + height + 8, WIDTH, 36, words["lead"], 18.5, COLOUR.cream)


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        cover, agreement, cards, law, nine, compare, picture, three, signs, steps, four, statement, roles, numbers
    )
}  # fmt: skip
