"""The same texts as Word files, so that an office can put them into its own words."""

import re
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from home.starter.materials import helplines
from home.starter.materials.board import OFFICE, png_of
from home.starter.materials.documents import DANGER_TINT, words_of
from home.starter.materials.motif import pucuk_rabuang
from home.starter.materials.palette import COLOUR, DISPLAY, TEXT
from home.starter.materials.sheet import Sheet
from home.starter.materials.zipped import without_dates

WIDTH = 170  # millimetres between the margins of A4
LIST_STYLES = {"steps": "List Number", "list": "List Bullet", "checks": "Normal"}
MARKUP = re.compile(r"(</?[bi]>)")


def docx(name: str) -> bytes:
    words = words_of(name)
    paper = Document()
    _set_up(paper, words)
    _title(paper, words)
    for block in words["block"]:
        _write(paper, block, words["letters"])
    written = BytesIO()
    paper.save(written)
    return without_dates(written.getvalue())


def _set_up(paper: Paper, words: dict) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(16), Mm(20)
    section.header_distance, section.footer_distance = Mm(8), Mm(9)
    normal = paper.styles["Normal"]
    _letters(normal, TEXT, words["letters"], COLOUR.ink)
    normal.paragraph_format.space_after = Pt(words["letters"] * 0.55)
    normal.paragraph_format.line_spacing = 1.15
    for style in ("List Number", "List Bullet"):
        paper.styles[style].paragraph_format.space_after = Pt(words["letters"] * 0.3)
    heading = paper.styles["Heading 1"]
    _letters(heading, DISPLAY, words["letters"] * 1.25, COLOUR.main)
    heading.paragraph_format.space_before = Pt(words["letters"])
    heading.paragraph_format.space_after = Pt(words["letters"] * 0.3)
    title = paper.styles["Title"]
    _letters(title, DISPLAY, 26, COLOUR.main)
    title.font.bold = True
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(10), Pt(2)
    for border in title.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "id-ID")
    _foot(section.footer.paragraphs[0], words["footer"])


def _letters(style, font: str, size: float, ink: str) -> None:
    style.font.name, style.font.size = OFFICE[font], Pt(size)
    style.font.color.rgb = RGBColor.from_string(ink.removeprefix("#"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), OFFICE[font])


def _title(paper: Paper, words: dict) -> None:
    band = Sheet((WIDTH, 6), margin=0)
    pucuk_rabuang(band, 0, 0, WIDTH, 6, ground=COLOUR.deep, shoot=COLOUR.gold)
    line = paper.paragraphs[0] if paper.paragraphs else paper.add_paragraph()
    picture = line.add_run().add_picture(png_of(band), width=Mm(WIDTH))
    for side in "TBLR":
        picture._inline.set(f"dist{side}", "0")
    picture._inline.docPr.set("descr", "")
    line.paragraph_format.space_after = Pt(0)
    paper.add_paragraph(words["title"], style="Title")
    below = paper.add_paragraph()
    _run(below, words["subtitle"], 11.5, COLOUR.soft)
    if "badge" in words:
        badge = paper.add_paragraph()
        _run(badge, words["badge"].upper(), 10.5, COLOUR.danger, bold=True)


def _foot(line: Paragraph, words: str) -> None:
    _run(line, f"{words} · halaman ", 8, COLOUR.soft)
    for kind in ("begin", "PAGE", "separate", "1", "end"):
        run = line.add_run("1" if kind == "1" else "")
        run.font.size = Pt(8)
        run.font.color.rgb = RGBColor.from_string(COLOUR.soft.removeprefix("#"))
        if kind == "PAGE":
            part = OxmlElement("w:instrText")
            part.text = kind
            run._r.append(part)
        elif kind != "1":
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            run._r.append(part)


def _write(paper: Paper, block: dict, size: float) -> None:
    match block["kind"]:
        case "heading":
            paper.add_paragraph(block["text"], style="Heading 1")
        case "text":
            _marked(paper.add_paragraph(), block["text"])
        case "small":
            _run(paper.add_paragraph(), block["text"], 8, COLOUR.soft)
        case "list" | "steps" | "checks":
            _items(paper, block)
        case "box" | "danger":
            _box(paper, block, size)
        case "table":
            _table(paper, block, size * 0.93)
        case "numbers":
            _numbers(paper)
        case _:
            raise ValueError(block["kind"])


def _items(paper: Paper, block: dict) -> None:
    numbering = _fresh_numbering(paper) if block["kind"] == "steps" else None
    for words in block["items"]:
        line = paper.add_paragraph(style=LIST_STYLES[block["kind"]])
        if numbering is not None:
            properties = line._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering
        if block["kind"] == "checks":
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(6.5), Mm(-6.5)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(6.5))
            words = f"☐\t{words}"
        _marked(line, words)


def _fresh_numbering(paper: Paper) -> int:
    """Every list of steps begins with 1."""
    style = paper.styles["List Number"].element.pPr.numPr.numId.val
    numbering = paper.part.numbering_part.element
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == style)
    number = numbering.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(1)
    return number.numId


def _box(paper: Paper, block: dict, size: float) -> None:
    danger = block["kind"] == "danger"
    table = _framed(paper, [WIDTH])
    cell = table.rows[0].cells[0]
    _shade(cell, DANGER_TINT if danger else COLOUR.mint)
    _run(cell.paragraphs[0], block["title"], size, COLOUR.danger if danger else COLOUR.main, bold=True)
    _marked(cell.add_paragraph(), block["text"], size if danger else size * 0.85)
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(paper: Paper, block: dict, size: float) -> None:
    table = _framed(paper, block["widths"])
    for cell, words in zip(table.rows[0].cells, block["columns"], strict=True):
        _shade(cell, COLOUR.main)
        _run(cell.paragraphs[0], words, size, COLOUR.cream, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for place, row in enumerate(block["rows"]):
        cells = table.add_row().cells
        whole = OxmlElement("w:cantSplit")
        table.rows[-1]._tr.get_or_add_trPr().append(whole)
        for column, (cell, words) in enumerate(zip(cells, row, strict=True)):
            if place % 2:
                _shade(cell, COLOUR.cream)
            cell.width = Mm(block["widths"][column])
            _run(cell.paragraphs[0], words, size, COLOUR.ink if column else COLOUR.main, bold=not column)
    for row in table.rows:
        for cell in row.cells:
            for line in cell.paragraphs:
                line.paragraph_format.space_after = Pt(2)
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _numbers(paper: Paper) -> None:
    table = _framed(paper, [50, 80, 40])
    for cell, label, number, ground in zip(
        table.rows[0].cells,
        ("Telepon SAPA", "WhatsApp SAPA", "Polisi"),
        (helplines.SAPA, helplines.SAPA_WHATSAPP, helplines.POLICE),
        (COLOUR.deep, COLOUR.deep, COLOUR.danger),
        strict=True,
    ):
        _shade(cell, ground)
        _run(cell.paragraphs[0], label, 10, COLOUR.cream, bold=True)
        _run(cell.add_paragraph(), number, 24, COLOUR.glow if ground != COLOUR.danger else "#ffffff", bold=True)
        for line in cell.paragraphs:
            line.paragraph_format.space_after = Pt(2)
    paper.add_paragraph().paragraph_format.space_after = Pt(0)


def _framed(paper: Paper, widths: list[float]) -> Table:
    """A table of one row with fixed columns and room around its words."""
    table = paper.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", COLOUR.line.removeprefix("#"))):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 80), ("left", 140), ("bottom", 80), ("right", 140)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(borders)
    properties.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        column.cells[0].width = Mm(width)
    return table


def _shade(cell: _Cell, ground: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), ground.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(shade)


def _run(line: Paragraph, words: str, size: float, ink: str, *, bold: bool = False) -> None:
    run = line.add_run(words)
    run.font.size, run.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(ink.removeprefix("#"))


def _marked(line: Paragraph, words: str, size: float | None = None) -> None:
    """Words with <b> and <i>."""
    bold = italic = False
    for piece in MARKUP.split(words):
        if MARKUP.fullmatch(piece):
            bold, italic = (piece == "<b>", italic) if "b" in piece else (bold, piece == "<i>")
        elif piece:
            run = line.add_run(piece)
            run.bold, run.italic = bold, italic
            if size:
                run.font.size = Pt(size)
