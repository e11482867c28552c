"""A sheet of paper measured in millimetres from its top left corner, and the clean files that come from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree.ElementTree import Element

import pikepdf
import pypdfium2
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from home.starter.materials import svg
from home.starter.materials.palette import COLOUR, TEXT, Inks, load_fonts

A3, A4, A5 = (297, 420), (210, 297), (148, 210)
LARGEST_JPEG = 200_000  # bytes: what a messenger passes on without making it worse


class TooLongError(Exception):
    """The words do not fit the room that the design gives them."""


class Sheet:
    """
    One or more pages of the same size. What is drawn is the same at any `scale`, so A3 is A4 drawn larger.

    Words that leave their room or the margin, where office printers do not reach, stop the drawing.
    """

    def __init__(self, size: tuple[float, float], *, scale: float = 1, margin: float = 10, inks: Inks = COLOUR) -> None:
        load_fonts()
        self.width, self.height = size
        self.scale, self.margin, self.inks = scale, margin, inks
        self._buffer = BytesIO()
        self.canvas = Canvas(
            self._buffer,
            (self.width * mm * scale, self.height * mm * scale),
            invariant=1,
            pageCompression=1,
            initialFontName=TEXT,
        )
        self.canvas.scale(scale, scale)

    @classmethod
    def on(cls, canvas: Canvas, size: tuple[float, float]) -> "Sheet":
        """A sheet on a page that something else lays out."""
        sheet = cls(size, margin=0)
        sheet.canvas = canvas
        return sheet

    def next_page(self) -> None:
        self.canvas.showPage()
        self.canvas.scale(self.scale, self.scale)

    def pdf(self) -> bytes:
        self.canvas.save()
        return without_metadata(self._buffer.getvalue())

    # Words

    def text(
        self, x: float, y: float, width: float, words: str, style: ParagraphStyle, *, room: float | None = None
    ) -> float:
        """Write a paragraph with its top at `y` and return where it ends."""
        paragraph = Paragraph(words, style)
        used = paragraph.wrap(width * mm, 10_000)[1] / mm
        widest = max(_widths(paragraph), default=0) / mm
        if widest > width + 0.01 or (room is not None and used > room + 0.01):
            raise TooLongError(f"{used:.1f} mm high in {room}, {widest:.1f} mm wide in {width}: {words}")
        if x < self.margin or y < self.margin or x + width > self.width - self.margin + 0.01:
            raise TooLongError(f"leaves the margin: {words}")
        if y + used > self.height - self.margin + 0.01:
            raise TooLongError(
                f"leaves the sheet at the foot by {y + used - self.height + self.margin:.1f} mm: {words}"
            )
        paragraph.drawOn(self.canvas, x * mm, (self.height - y - used) * mm)
        return y + used

    def height_of(self, words: str, style: ParagraphStyle, width: float) -> float:
        return Paragraph(words, style).wrap(width * mm, 10_000)[1] / mm

    # Surfaces and lines

    def panel(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        line: str | None = None,
        thick: float = 0.35,
        radius: float = 4,
    ) -> None:
        self._inks(fill, line, thick)
        self.canvas.roundRect(
            x * mm,
            (self.height - y - height) * mm,
            width * mm,
            height * mm,
            radius * mm,
            fill=int(fill is not None),
            stroke=int(line is not None),
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, ink: str, *, thick: float = 0.35, dash: tuple = ()
    ) -> None:
        self._inks(None, ink, thick)
        self.canvas.setDash(*([[part * mm for part in dash]] if dash else []))
        self.canvas.line(x1 * mm, (self.height - y1) * mm, x2 * mm, (self.height - y2) * mm)
        self.canvas.setDash()

    def polygon(self, points: list[tuple[float, float]], fill: str) -> None:
        self._inks(fill, None, 0)
        path = self.canvas.beginPath()
        for place, (x, y) in enumerate(points):
            (path.lineTo if place else path.moveTo)(x * mm, (self.height - y) * mm)
        path.close()
        self.canvas.drawPath(path, fill=1, stroke=0)

    def circle(self, x: float, y: float, radius: float, *, fill: str | None = None, line: str | None = None) -> None:
        self._inks(fill, line, 0.35)
        self.canvas.circle(
            x * mm, (self.height - y) * mm, radius * mm, fill=int(fill is not None), stroke=int(line is not None)
        )

    def _inks(self, fill: str | None, line: str | None, thick: float) -> None:
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if line:
            self.canvas.setStrokeColor(HexColor(line))
            self.canvas.setLineWidth(thick * mm)
            self.canvas.setLineCap(0)
            self.canvas.setLineJoin(0)

    @contextmanager
    def window(self, x: float, y: float, width: float, height: float, *, radius: float = 4) -> Iterator[None]:
        """What is drawn inside shows only within these round corners."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.roundRect(x * mm, (self.height - y - height) * mm, width * mm, height * mm, radius * mm)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()

    @contextmanager
    def turned(self, x: float, y: float) -> Iterator[None]:
        """Labels inside run upwards from this point."""
        self.canvas.saveState()
        self.canvas.translate(x * mm, (self.height - y) * mm)
        self.canvas.rotate(90)
        yield
        self.canvas.restoreState()

    def label(self, x: float, y: float, words: str, style: ParagraphStyle) -> None:
        """One line of a turned label: x along it, y its foot."""
        self.canvas.setFont(style.fontName, style.fontSize)
        self.canvas.setFillColor(HexColor(style.textColor))
        self.canvas.drawString(x * mm, -y * mm, words)

    # Drawings

    def drawing(
        self,
        name: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        radius: float = 4,
        view: tuple[float, float, float] = (0, 0, 1200),
        leave_out: int = 0,
    ) -> None:
        """A drawing of the site in a window with round corners; `view` is its left, top and width in units of 1200."""
        left, top, span = view
        factor = width * mm / span
        with self.window(x, y, width, height, radius=radius):
            self.canvas.transform(factor, 0, 0, -factor, x * mm - left * factor, (self.height - y) * mm + top * factor)
            svg.draw(self.canvas, svg.drawing(name), self.inks.drawn, leave_out=leave_out)

    def icon(self, name: str, x: float, y: float, size: float, ink: str) -> None:
        self._small(svg.icon(name), 24, x, y, size, lambda _colour: ink)

    def mark(self, x: float, y: float, size: float) -> None:
        self._small(svg.mark(), 32, x, y, size, self.inks.drawn)

    def _small(self, element: Element, units: float, x: float, y: float, size: float, ink: svg.Ink) -> None:
        factor = size * mm / units
        self.canvas.saveState()
        self.canvas.transform(factor, 0, 0, -factor, x * mm, (self.height - y) * mm)
        svg.draw(self.canvas, element, ink)
        self.canvas.restoreState()


def _widths(paragraph: Paragraph) -> list[float]:
    """How wide each line of a wrapped paragraph is: a long word may be wider than its column."""
    whole = paragraph.blPara
    if whole.kind == 0:
        return [paragraph.width - line[0] for line in whole.lines]
    return [paragraph.width - line.extraSpace for line in whole.lines]


def without_metadata(pdf: bytes) -> bytes:
    """The same pages without author, program and dates, in Indonesian; the same bytes for the same pages."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        if "/Metadata" in document.Root:
            del document.Root["/Metadata"]
        document.Root.Lang = pikepdf.String("id-ID")
        document.save(
            written,
            deterministic_id=True,
            fix_metadata_version=False,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


def two_on_one(pdf: bytes) -> bytes:
    """Every page of A5 twice on a sheet of A4, to cut in the middle."""
    written = BytesIO()
    width, height = A4[1] * mm, A4[0] * mm
    with pikepdf.open(BytesIO(pdf)) as small, pikepdf.new() as large:
        for page in small.pages:
            sheet = large.add_blank_page(page_size=(width, height))
            content = large.copy_foreign(page.as_form_xobject())
            sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Half=content))
            sheet.Contents = large.make_stream(b"/Half Do q 1 0 0 1 %.3f 0 cm /Half Do Q" % (width / 2))
        large.save(written, deterministic_id=True)
    return without_metadata(written.getvalue())


def picture_of(pdf: bytes, width: int, *, clear: bool = False) -> Image.Image:
    """The first page as a picture that many pixels wide; `clear` leaves the paper transparent."""
    page = pypdfium2.PdfDocument(pdf)[0]
    ground = (255, 255, 255, 0 if clear else 255)
    picture = page.render(scale=width / page.get_width(), fill_color=ground).to_pil()
    return picture.convert("RGBA" if clear else "RGB")


def jpeg(pdf: bytes, width: int = 1080) -> bytes:
    """The first page as a JPEG that messengers pass on as it is: the best quality that fits."""
    picture = picture_of(pdf, width)
    for quality in range(92, 60, -4):
        written = BytesIO()
        picture.save(written, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=0)
        if written.tell() <= LARGEST_JPEG:
            return written.getvalue()
    raise TooLongError("The picture is too large for a messenger")
