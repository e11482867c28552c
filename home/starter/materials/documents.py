"""Texts of several pages, the speech and the facilitators' guide: what they say, and how they look as a PDF."""

import tomllib
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from home.starter.materials import helplines
from home.starter.materials.motif import pucuk_rabuang, shoots
from home.starter.materials.palette import BOLD, COLOUR, DISPLAY, TEXT, headline, letters, load_fonts
from home.starter.materials.sheet import A4, Sheet, without_metadata

WORDS = Path(__file__).parent / "words"
LEFT, WIDTH = 20, 170
HEAD, LATER_HEAD, FOOT = 52, 22, 22
DANGER_TINT = "#fbecea"


def words_of(name: str) -> dict:
    return tomllib.loads((WORDS / f"{name}.toml").read_text())


def pdf(name: str) -> bytes:
    load_fonts()
    words = words_of(name)
    written = BytesIO()
    document = BaseDocTemplate(written, pagesize=(A4[0] * mm, A4[1] * mm), invariant=1, initialFontName=TEXT)
    document.addPageTemplates(
        [
            PageTemplate("first", [_frame(HEAD)], onPage=partial(_first_page, words), autoNextPageTemplate="later"),
            PageTemplate("later", [_frame(LATER_HEAD)], onPage=partial(_later_page, words)),
        ]
    )
    document.build([flowable for block in words["block"] for flowable in _flowables(block, words["letters"])])
    return without_metadata(written.getvalue())


def _frame(head: float) -> Frame:
    return Frame(
        LEFT * mm, FOOT * mm, WIDTH * mm, (A4[1] - head - FOOT) * mm,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip


def _first_page(words: dict, canvas: Canvas, document: BaseDocTemplate) -> None:
    sheet = Sheet.on(canvas, A4)
    with sheet.window(10, 10, 190, 36):
        sheet.panel(10, 10, 190, 36, fill=COLOUR.main, radius=0)
        pucuk_rabuang(sheet, 10, 39, 190, 7, ground=COLOUR.deep, shoot=COLOUR.gold)
    sheet.text(LEFT, 14.6, 128, words["title"], headline(25, COLOUR.cream), room=11)
    sheet.text(LEFT, 27.2, 128, words["subtitle"], letters(10.5, COLOUR.glow, leading=1.25), room=10)
    if "badge" in words:
        sheet.panel(152, 16.5, 40, 9.5, fill=COLOUR.gold, radius=4.75)
        sheet.text(153, 18.8, 38, words["badge"], letters(10, COLOUR.deep, BOLD, leading=1.2, align="center"), room=6)
    else:
        sheet.panel(178, 15.5, 16, 16, fill=COLOUR.cream, radius=3)
        sheet.mark(180.2, 17.7, 11.6)
    _foot(words, sheet, document.page)


def _later_page(words: dict, canvas: Canvas, document: BaseDocTemplate) -> None:
    sheet = Sheet.on(canvas, A4)
    shoots(sheet, LEFT, 12, WIDTH, 2.2, COLOUR.gold)
    _foot(words, sheet, document.page)


def _foot(words: dict, sheet: Sheet, page: int) -> None:
    sheet.line(LEFT, 281, LEFT + WIDTH, 281, COLOUR.line)
    sheet.text(LEFT, 282.6, 140, words["footer"], letters(7.6, COLOUR.soft, leading=1.2), room=4)
    number = letters(7.6, COLOUR.soft, BOLD, leading=1.2, align="right")
    sheet.text(LEFT + 140, 282.6, 30, f"Halaman {page}", number, room=4)


def _flowables(block: dict, size: float) -> list[Flowable]:
    body = letters(size, COLOUR.ink, leading=1.45)
    match block["kind"]:
        case "heading":
            head = Paragraph(block["text"], letters(size * 1.22, COLOUR.main, DISPLAY, leading=1.25))
            return [CondPageBreak(size * 9), Spacer(0, size * 0.7), head, Spacer(0, size * 0.3)]
        case "text":
            return [Paragraph(block["text"], body), Spacer(0, size * 0.6)]
        case "small":
            return [Spacer(0, 6), Paragraph(block["text"], letters(7.8, COLOUR.soft, leading=1.4))]
        case "list" | "steps" | "checks":
            return [*_items(block, size), Spacer(0, size * 0.4)]
        case "box":
            return [_box(block, size * 0.8, COLOUR.mint, COLOUR.main), Spacer(0, size * 0.4)]
        case "danger":
            return [_box(block, size, DANGER_TINT, COLOUR.danger), Spacer(0, size * 0.4)]
        case "table":
            return [_table(block, size * 0.93), Spacer(0, size * 0.8)]
        case "numbers":
            return [KeepTogether([Spacer(0, size * 0.6), _Numbers()])]
    raise ValueError(block["kind"])


def _items(block: dict, size: float) -> list[Flowable]:
    body = letters(size, COLOUR.ink, leading=1.4)
    mark = letters(size, COLOUR.main, BOLD, leading=1.4)
    rows = []
    for place, words in enumerate(block["items"]):
        sign = Paragraph(f"{place + 1}.", mark) if block["kind"] == "steps" else _Mark(block["kind"], size)
        rows.append([sign, Paragraph(words, body)])
    return [
        Table(
            rows,
            colWidths=[7.5 * mm, (WIDTH - 7.5) * mm],
            style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(0, 0, 0, size * 0.32)],
        )
    ]


def _box(block: dict, size: float, ground: str, ink: str) -> Table:
    inside = [
        Paragraph(block["title"], letters(size * 1.1, ink, BOLD, leading=1.3)),
        Spacer(0, 2),
        Paragraph(block["text"], letters(size, COLOUR.ink, leading=1.42)),
    ]
    return Table(
        [[inside]],
        colWidths=[WIDTH * mm],
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(ground)),
            ("LINEBEFORE", (0, 0), (0, -1), 2.4, HexColor(ink)),
            *_padding(12, 12, 8, 10),
        ],
    )


def _table(block: dict, size: float) -> Table:
    head = letters(size, COLOUR.cream, BOLD, leading=1.3)
    body, first = letters(size, COLOUR.ink, leading=1.36), letters(size, COLOUR.main, BOLD, leading=1.36)
    rows = [[Paragraph(words, head) for words in block["columns"]]]
    rows += [[Paragraph(words, body if place else first) for place, words in enumerate(row)] for row in block["rows"]]
    return Table(
        rows,
        colWidths=[width * mm for width in block["widths"]],
        repeatRows=1,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(COLOUR.main)),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor(COLOUR.paper), HexColor(COLOUR.cream)]),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(COLOUR.line)),
            *_padding(6, 6, 4, 5),
        ],
    )


def _padding(left: float, right: float, top: float, bottom: float) -> list[tuple]:
    # The letters are those of the paragraphs inside; without a name the table would ask for a font of its own.
    font = ("FONTNAME", (0, 0), (-1, -1), TEXT)
    sides = {"LEFT": left, "RIGHT": right, "TOP": top, "BOTTOM": bottom}
    return [font] + [(f"{side}PADDING", (0, 0), (-1, -1), points) for side, points in sides.items()]


class _Mark(Flowable):
    """The mark before an item: a shoot, or a square to tick."""

    def __init__(self, kind: str, size: float) -> None:
        super().__init__()
        self.kind, self.size = kind, size

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.size, self.size * 1.2

    def draw(self) -> None:
        side = self.size * 0.8
        if self.kind == "checks":
            self.canv.setStrokeColor(HexColor(COLOUR.ink))
            self.canv.setLineWidth(1)
            self.canv.roundRect(0, 0, side, side, 1.5, fill=0, stroke=1)
            return
        self.canv.setFillColor(HexColor(COLOUR.gold))
        shoot = self.canv.beginPath()
        shoot.moveTo(0, side * 0.1)
        shoot.lineTo(side * 0.4, side)
        shoot.lineTo(side * 0.8, side * 0.1)
        shoot.close()
        self.canv.drawPath(shoot, fill=1, stroke=0)


class _Numbers(Flowable):
    """The row of help numbers."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return WIDTH * mm, WIDTH * 27 / 174 * mm + 4

    def draw(self) -> None:
        height = WIDTH * 27 / 174
        self.canv.saveState()
        self.canv.translate(0, -(A4[1] - LATER_HEAD - height) * mm + 2)
        helplines.strip(Sheet.on(self.canv, (WIDTH + 20, A4[1])), 0, LATER_HEAD, WIDTH)
        self.canv.restoreState()
