"""Puts the site's own drawings on a sheet as lines and surfaces, so that they stay sharp at any size."""

import math
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.pdfgen.pdfgeom import bezierArc

ROOT = Path(__file__).parents[3]
DRAWINGS = ROOT / "home" / "starter" / "drawings"
ICONS = ROOT / "templates" / "icons"
TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
TRANSFORM = re.compile(r"(\w+)\(([^)]*)\)")
# Icons that the site does not have, on the same 24 by 24 units.
ICONS_ON_PAPER = {
    "rumah": '<path d="M4 11 12 4l8 7M6 9.500V20h12V9.500M10 20v-5.500h4V20"/>',
    "cincin": '<circle cx="9" cy="14" r="5.500"/><circle cx="15" cy="14" r="5.500"/>'
    '<path d="M7 5h4L9 8.500zM13 5h4l-2 3.500z"/>',
    "kunci": '<rect x="5" y="11" width="14" height="9.500" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3M12 14.500v2.500"/>',
    "pengadilan": '<path d="M12 4v16M8 20h8M5 7h14M5 7l-2.500 6h5L5 7M19 7l-2.500 6h5L19 7"/>',
}
ROUND = {"round": 1, "square": 2}
Ink = Callable[[str], str]


@cache
def parsed(source: str) -> Element:
    return ElementTree.fromstring(source)


def drawing(name: str) -> Element:
    """A drawing of 1200 by 750 units from the starter content."""
    return parsed((DRAWINGS / f"{name}.svg").read_text())


def icon(name: str) -> Element:
    """An icon of 24 by 24 units, drawn with lines as on the site."""
    shapes = ICONS_ON_PAPER.get(name) or (ICONS / f"{name}.svg").read_text()
    look = 'fill="none" stroke="#000000" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
    return parsed(f"<g {look}>{shapes}</g>")


def mark() -> Element:
    """The torch, on 32 by 32 units."""
    return parsed((ROOT / "static" / "img" / "mark.svg").read_text())


def draw(canvas: Canvas, element: Element, ink: Ink, *, leave_out: int = 0) -> None:
    """Draw an element at the canvas's origin, y downwards. `leave_out` drops that many shapes of the background."""
    _draw(canvas, element, {}, ink, leave_out)


def _draw(canvas: Canvas, element: Element, inherited: dict[str, str], ink: Ink, leave_out: int = 0) -> None:
    look = {**inherited, **{name: value for name, value in element.attrib.items() if name != "transform"}}
    tag = element.tag.rpartition("}")[2]
    if tag in {"svg", "g"}:
        canvas.saveState()
        for name, numbers in TRANSFORM.findall(element.get("transform", "")):
            _transform(canvas, name, [float(number) for number in re.split(r"[ ,]+", numbers.strip())])
        shared = {name: value for name, value in look.items() if name not in {"width", "height", "viewBox"}}
        for child in list(element)[leave_out:]:
            _draw(canvas, child, shared, ink)
        canvas.restoreState()
        return
    path = canvas.beginPath()
    _trace(path, tag, look)
    fill, stroke = look.get("fill", "#000000"), look.get("stroke", "none")
    if fill != "none":
        canvas.setFillColor(HexColor(ink(fill)))
    if stroke != "none":
        canvas.setStrokeColor(HexColor(ink(stroke)))
        canvas.setLineWidth(float(look.get("stroke-width", 1)))
        canvas.setLineCap(ROUND.get(look.get("stroke-linecap"), 0))
        canvas.setLineJoin(ROUND.get(look.get("stroke-linejoin"), 0))
    canvas.drawPath(path, fill=fill != "none", stroke=stroke != "none", fillMode=1)


def _transform(canvas: Canvas, name: str, numbers: list[float]) -> None:
    match name, numbers:
        case "translate", [x, y]:
            canvas.translate(x, y)
        case "scale", [factor]:
            canvas.scale(factor, factor)
        case "rotate", [angle, *centre]:
            x, y = centre or (0, 0)
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.translate(-x, -y)
        case _:
            raise ValueError(f"{name}({numbers}) is not drawn yet")


def _trace(path: PDFPathObject, tag: str, look: dict[str, str]) -> None:
    number = {name: float(look.get(name, 0)) for name in ("x", "y", "width", "height", "rx", "cx", "cy", "r", "ry")}
    match tag:
        case "rect" if number["rx"]:
            radius = min(number["rx"], number["width"] / 2, number["height"] / 2)
            path.roundRect(number["x"], number["y"], number["width"], number["height"], radius)
        case "rect":
            path.rect(number["x"], number["y"], number["width"], number["height"])
        case "circle":
            path.circle(number["cx"], number["cy"], number["r"])
        case "ellipse":
            path.ellipse(number["cx"] - number["rx"], number["cy"] - number["ry"], 2 * number["rx"], 2 * number["ry"])
        case "path":
            _Pen(path).follow(look["d"])
        case _:
            raise ValueError(f"<{tag}> is not drawn yet")


class _Pen:
    """Follows the letters of an SVG path: capitals are places on the sheet, small letters are steps."""

    def __init__(self, path: PDFPathObject) -> None:
        self.path = path
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.handle: tuple[float, float] | None = None  # the last curve's second handle
        self.last = ""

    def follow(self, data: str) -> None:
        tokens = TOKEN.findall(data)
        while tokens:
            if tokens[0].isalpha():
                command = tokens.pop(0)
            elif command in "Mm":
                command = "L" if command == "M" else "l"
            count = {"Z": 0, "H": 1, "V": 1, "M": 2, "L": 2, "T": 2, "Q": 4, "S": 4, "C": 6, "A": 7}[command.upper()]
            numbers = [float(token) for token in tokens[:count]]
            del tokens[:count]
            self._step(command.upper(), self._placed(command, numbers))
            self.last = command.upper()

    def _placed(self, command: str, numbers: list[float]) -> list[float]:
        if command.isupper():
            return numbers
        match command:
            case "h":
                return [numbers[0] + self.x]
            case "v":
                return [numbers[0] + self.y]
            case "a":
                return [*numbers[:5], numbers[5] + self.x, numbers[6] + self.y]
        return [number + (self.y if place % 2 else self.x) for place, number in enumerate(numbers)]

    def _step(self, command: str, numbers: list[float]) -> None:
        match command:
            case "Z":
                self.path.close()
                self.x, self.y = self.start_x, self.start_y
            case "M":
                self.x, self.y = self.start_x, self.start_y = numbers
                self.path.moveTo(self.x, self.y)
            case "L" | "H" | "V":
                x, y = {"L": numbers, "H": [*numbers, self.y], "V": [self.x, *numbers]}[command]
                self.path.lineTo(x, y)
                self.x, self.y = x, y
            case "C":
                self._curve(*numbers)
            case "S":
                self._curve(*self._mirrored("CS"), *numbers)
            case "Q":
                self._quadratic(*numbers)
            case "T":
                self._quadratic(*self._mirrored("QT"), *numbers)
            case "A":
                self._arc(*numbers)

    def _mirrored(self, kinds: str) -> tuple[float, float]:
        if self.last not in kinds or not self.handle:
            return self.x, self.y
        return 2 * self.x - self.handle[0], 2 * self.y - self.handle[1]

    def _curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self.path.curveTo(x1, y1, x2, y2, x, y)
        self.x, self.y, self.handle = x, y, (x2, y2)

    def _quadratic(self, hx: float, hy: float, x: float, y: float) -> None:
        self.path.curveTo(
            self.x + (hx - self.x) * 2 / 3,
            self.y + (hy - self.y) * 2 / 3,
            x + (hx - x) * 2 / 3,
            y + (hy - y) * 2 / 3,
            x,
            y,
        )
        self.x, self.y, self.handle = x, y, (hx, hy)

    def _arc(self, rx: float, ry: float, _turn: float, large: float, sweep: float, x: float, y: float) -> None:
        """A piece of a circle (all arcs of the drawings are): its centre lies beside the middle of the chord."""
        dx, dy = x - self.x, y - self.y
        chord = math.hypot(dx, dy)
        radius = max(rx, ry, chord / 2)
        away = math.sqrt(max(radius**2 - (chord / 2) ** 2, 0)) / chord
        side = 1 if bool(large) == bool(sweep) else -1
        cx, cy = (self.x + x) / 2 + side * away * dy, (self.y + y) / 2 - side * away * dx
        begin = math.degrees(math.atan2(self.y - cy, self.x - cx))
        extent = math.degrees(math.atan2(y - cy, x - cx)) - begin
        extent = extent % 360 if sweep else extent % 360 - 360
        for curve in bezierArc(cx - radius, cy - radius, cx + radius, cy + radius, begin, extent):
            self.path.curveTo(*curve[2:])
        self.x, self.y, self.handle = x, y, None
