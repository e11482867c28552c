"""Colours and letters of everything on paper: the site's own, and a set without colour for photocopiers."""

from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parent / "fonts"
TEXT, BOLD, ITALIC, DISPLAY = "Suluah", "Suluah-Bold", "Suluah-Italic", "Suluah-Display"
ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}


@dataclass(frozen=True)
class Inks:
    """What each part of a sheet is printed in. Text on its ground has a contrast of at least 4.5."""

    paper: str = "#ffffff"
    cream: str = "#fbf6ea"
    mint: str = "#dcefe9"
    ink: str = "#16211f"
    soft: str = "#43514e"
    line: str = "#d3ccb9"
    main: str = "#0f4c4a"
    deep: str = "#0a3735"
    on_main: str = "#fbf6ea"
    gold: str = "#e0a526"
    glow: str = "#f3cf7a"
    danger: str = "#8f1d21"
    on_danger: str = "#ffffff"
    copy: bool = False  # for a photocopier: black on white, no large dark ground

    def drawn(self, colour: str) -> str:
        """The ink for a colour of the site's drawings."""
        return COPIED.get(colour, "#ffffff") if self.copy else colour


COLOUR = Inks()
COPY = Inks(
    cream="#ffffff",
    mint="#ffffff",
    ink="#000000",
    soft="#000000",
    line="#000000",
    main="#ffffff",
    deep="#000000",
    on_main="#000000",
    gold="#000000",
    glow="#ffffff",
    danger="#000000",
    copy=True,
)
# Greys far enough apart to survive a copy of a copy.
COPIED = {
    "#0f4c4a": "#3a3a3a",
    "#1b6b66": "#6e6e6e",
    "#2f8f86": "#a8a8a8",
    "#12211f": "#000000",
    "#e0a526": "#bdbdbd",
    "#f3cf7a": "#ececec",
    "#8f1d21": "#4a4a4a",
    "#fbf6ea": "#ffffff",
    "#dcefe9": "#f4f4f4",
}


def load_fonts() -> None:
    for name, file in (
        (TEXT, "PlusJakartaSans-Medium"),
        (BOLD, "PlusJakartaSans-Bold"),
        (ITALIC, "PlusJakartaSans-MediumItalic"),
        (DISPLAY, "Literata-ExtraBold"),
    ):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{file}.ttf"))
    pdfmetrics.registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    for alone in (BOLD, DISPLAY):
        pdfmetrics.registerFontFamily(alone, normal=alone, bold=alone, italic=alone, boldItalic=alone)


def letters(
    size: float, colour: str, font: str = TEXT, *, leading: float = 1.38, align: str = "left"
) -> ParagraphStyle:
    """A style of text: size in points, leading as a multiple of it."""
    return ParagraphStyle(
        f"{font}-{size}",
        fontName=font,
        fontSize=size,
        leading=size * leading,
        textColor=colour,
        alignment=ALIGN[align],
        spaceShrinkage=0,
        splitLongWords=0,
    )


def headline(size: float, colour: str, *, leading: float = 1.08, align: str = "left") -> ParagraphStyle:
    return letters(size, colour, DISPLAY, leading=leading, align=align)
