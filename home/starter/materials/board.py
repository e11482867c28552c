"""A slide that is drawn twice: on a page of a PDF, and as PowerPoint shapes that anybody can change."""

import re
from collections.abc import Callable
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.text.text import TextFrame
from pptx.util import Mm, Pt

from home.starter.materials.motif import pucuk_rabuang, qr
from home.starter.materials.palette import BOLD, COLOUR, DISPLAY, TEXT, letters
from home.starter.materials.sheet import Sheet, picture_of
from home.starter.materials.zipped import without_dates

WIDE = WIDTH, HEIGHT = (338.67, 190.5)  # 16:9 as PowerPoint measures it, in millimetres
BAND = 9
LEADING = {TEXT: 1.3, BOLD: 1.25, DISPLAY: 1.12}
# Letters that every office has; a PDF carries its own.
OFFICE = {TEXT: "Arial", BOLD: "Arial", DISPLAY: "Georgia"}
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
SHARP = 6  # pixels a millimetre: enough for a hall, small enough for a weak network
THEME_COLOURS = {
    "dk1": COLOUR.ink,
    "lt1": "#ffffff",
    "dk2": COLOUR.main,
    "lt2": COLOUR.cream,
    "accent1": COLOUR.main,
    "accent2": COLOUR.gold,
    "accent3": "#2f8f86",
    "accent4": COLOUR.glow,
    "accent5": COLOUR.danger,
    "accent6": COLOUR.deep,
    "hlink": COLOUR.main,
    "folHlink": COLOUR.soft,
}


class PdfBoard:
    """Millimetres from the top left corner, letters in points. What doesn't fit its room stops the drawing."""

    def __init__(self) -> None:
        self.sheet = Sheet(WIDE, margin=8)
        self.begun = False

    def slide(self, title: str, notes: str, *, dark: bool = False, room: tuple[float, ...], size: float = 34) -> None:
        if self.begun:
            self.sheet.next_page()
        self.begun = True
        self.sheet.panel(0, 0, *WIDE, fill=COLOUR.main if dark else COLOUR.cream, radius=0)
        pucuk_rabuang(self.sheet, 0, HEIGHT - BAND, WIDTH, BAND, ground=COLOUR.deep, shoot=COLOUR.gold)
        self.text(*room, title, size, COLOUR.cream if dark else COLOUR.main, font=DISPLAY, anchor="middle")

    def panel(self, x: float, y: float, width: float, height: float, fill: str, *, radius: float = 3) -> None:
        self.sheet.panel(x, y, width, height, fill=fill, radius=radius)

    def text(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        words: str,
        size: float,
        ink: str,
        *,
        font: str = TEXT,
        align: str = "left",
        anchor: str = "top",
    ) -> None:
        style = letters(size, ink, font, leading=LEADING[font], align=align)
        if anchor == "middle":
            spare = height - self.sheet.height_of(words, style, width)
            y, height = y + spare / 2, height - spare / 2
        self.sheet.text(x, y, width, words, style, room=height)

    def drawing(
        self, name: str, alt: str, box: tuple[float, ...], view: tuple[float, ...], *, radius: float = 4
    ) -> None:
        self.sheet.drawing(name, *box, view=view, radius=radius)

    def icon(self, name: str, x: float, y: float, size: float, ink: str) -> None:
        self.sheet.icon(name, x, y, size, ink)

    def code(self, x: float, y: float, size: float, address: str, alt: str) -> None:
        qr(self.sheet, x, y, size, address)

    def file(self) -> bytes:
        return self.sheet.pdf()


class PptxBoard:
    """The same as shapes; titles are real titles, so that the outline and screen readers know the slides."""

    def __init__(self) -> None:
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Mm(WIDTH), Mm(HEIGHT)
        del self.presentation.element.sldSz.attrib["type"]  # the template's, which is 4:3
        _dress(self.presentation)

    def slide(self, title: str, notes: str, *, dark: bool = False, room: tuple[float, ...], size: float = 34) -> None:
        self.current = self.presentation.slides.add_slide(self.presentation.slide_layouts[1])
        if dark:
            self.current.background.fill.solid()
            self.current.background.fill.fore_color.rgb = _rgb(COLOUR.main)
        shape = self.current.shapes.title
        shape.left, shape.top, shape.width, shape.height = (Mm(side) for side in room)
        _write(shape.text_frame, title, size, COLOUR.cream if dark else COLOUR.main, DISPLAY, "left", "middle")
        self.current.notes_slide.notes_text_frame.text = notes.strip()
        for run in self.current.notes_slide.notes_text_frame._txBody.iter("{*}rPr", "{*}endParaRPr"):
            run.set("lang", "id-ID")

    def panel(self, x: float, y: float, width: float, height: float, fill: str, *, radius: float = 3) -> None:
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if radius else MSO_SHAPE.RECTANGLE
        shape = self.current.shapes.add_shape(kind, Mm(x), Mm(y), Mm(width), Mm(height))
        if radius:
            shape.adjustments[0] = min(radius / min(width, height), 0.5)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(fill)
        shape.line.fill.background()
        shape._element.remove(shape._element.find("{*}style"))  # the theme's shadow

    def text(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        words: str,
        size: float,
        ink: str,
        *,
        font: str = TEXT,
        align: str = "left",
        anchor: str = "top",
    ) -> None:
        box = self.current.shapes.add_textbox(Mm(x), Mm(y), Mm(width), Mm(height))
        _write(box.text_frame, words, size, ink, font, align, anchor)

    def drawing(
        self, name: str, alt: str, box: tuple[float, ...], view: tuple[float, ...], *, radius: float = 4
    ) -> None:
        x, y, width, height = box
        small = Sheet((width, height), margin=0)
        small.drawing(name, 0, 0, width, height, view=view, radius=radius)
        self._picture(small, alt, x, y)

    def icon(self, name: str, x: float, y: float, size: float, ink: str) -> None:
        small = Sheet((size, size), margin=0)
        small.icon(name, 0, 0, size, ink)
        self._picture(small, "", x, y)

    def code(self, x: float, y: float, size: float, address: str, alt: str) -> None:
        small = Sheet((size, size), margin=0)
        qr(small, 0, 0, size, address)
        self._picture(small, alt, x, y)

    def _picture(self, small: Sheet, alt: str, x: float, y: float) -> None:
        png = png_of(small)
        picture = self.current.shapes.add_picture(png, Mm(x), Mm(y), Mm(small.width), Mm(small.height))
        picture._element.nvPicPr.cNvPr.set("descr", alt)

    def file(self) -> bytes:
        written = BytesIO()
        self.presentation.save(written)
        return without_dates(written.getvalue())


Board = PdfBoard | PptxBoard
Layout = Callable[[Board, dict], None]


def _rgb(ink: str) -> RGBColor:
    return RGBColor.from_string(ink.removeprefix("#").upper())


def png_of(small: Sheet) -> BytesIO:
    picture = picture_of(small.pdf(), round(small.width * SHARP), clear=True)
    written = BytesIO()
    picture.quantize(128).save(written, "PNG", optimize=True)
    written.seek(0)
    return written


def _write(frame: TextFrame, words: str, size: float, ink: str, font: str, align: str, anchor: str) -> None:
    """Fill a text frame; <b> is the only markup, <br/> begins a line."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if anchor == "middle" else MSO_ANCHOR.TOP
    for place, line in enumerate(words.split("<br/>")):
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
        paragraph.alignment = ALIGN[align]
        paragraph.line_spacing = 0.98 if font == DISPLAY else 1.08
        for part, piece in enumerate(re.split(r"</?b>", line)):
            if not piece:
                continue
            run = paragraph.add_run()
            run.text = piece
            run.font.name, run.font.size = OFFICE[font], Pt(size)
            run.font.bold = font != TEXT or part % 2 == 1
            run.font.color.rgb = _rgb(ink)
            run._r.get_or_add_rPr().set("lang", "id-ID")


def _dress(presentation: Presentation) -> None:
    """Make python-pptx's plain template ours: two layouts, our colours and letters, the band at the foot."""
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name not in {"Title Only", "Title and Content"}:
            presentation.slide_layouts.remove(layout)
    content, title = presentation.slide_layouts
    content.name, title.name = "Judul dan isi", "Judul saja"
    for holder in (master, content, title):
        for shape in list(holder.placeholders):
            if shape.name.split()[0] in {"Date", "Footer", "Slide"}:
                shape._element.getparent().remove(shape._element)
            elif shape.name.startswith("Title"):
                shape.left, shape.top, shape.width, shape.height = (Mm(side) for side in (18, 14, WIDTH - 36, 22))
            else:
                shape.left, shape.top, shape.width, shape.height = (Mm(side) for side in (18, 46, WIDTH - 36, 122))
    _theme(master)
    band = Sheet((WIDTH, BAND), margin=0)
    pucuk_rabuang(band, 0, 0, WIDTH, BAND, ground=COLOUR.deep, shoot=COLOUR.gold)
    _part, relation = master.part.get_or_add_image_part(png_of(band))
    master.shapes._spTree.add_pic(90, "Pucuk rabuang", "", relation, 0, Mm(HEIGHT - BAND), Mm(WIDTH), Mm(BAND))


def _theme(master) -> None:
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Suluah")
    for name, colour in THEME_COLOURS.items():
        slot = theme.find(f".//a:clrScheme/a:{name}", space)
        slot.clear()
        etree.SubElement(slot, f"{{{space['a']}}}srgbClr", val=colour.removeprefix("#"))
    for kind, font in (("major", DISPLAY), ("minor", TEXT)):
        theme.find(f".//a:{kind}Font/a:latin", space).set("typeface", OFFICE[font])
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    title = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")
    letter = title.find("{*}defRPr")
    letter.set("sz", "3400")
    letter.set("b", "1")
    letter.find("{*}solidFill/{*}schemeClr").set("val", "tx2")
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = _rgb(COLOUR.cream)
