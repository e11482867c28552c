"""What stands in the example materials: their words, numbers, links and tags, in each kind of file."""

import re
import tomllib
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from defusedxml import ElementTree
from pypdfium2 import raw

from home.starter.loader import FOLDER as STARTER
from home.starter.materials.print import FILES as FOLDER
from home.starter.materials.print import SHEETS, html

POINTS = tomllib.loads((STARTER / "help_points.toml").read_text())["point"]
NUMBER = re.compile(r"\d(?:[ .-]?\d)*")
FILES = sorted(path.name for path in FOLDER.iterdir())
PDFS = [name for name in FILES if name.endswith(".pdf")]
PRINTED = [name for name in SHEETS if name.endswith(".pdf")]
JPEGS = [name for name in FILES if name.endswith(".jpg")]
OFFICE = [name for name in FILES if name.endswith((".pptx", ".docx"))]


def domestic(number: str) -> str:
    """The digits as they are dialled within Indonesia: +62 811 and 0811 are the same number."""
    return re.sub(r"^62", "0", re.sub(r"\D", "", number))


def vouched_numbers() -> set[str]:
    """Those of the help points that readers are shown: with a source and the day on which it was compared."""
    shown = [point for point in POINTS if point["source"] and point.get("verified_on")]
    return {domestic(point[kind]) for point in shown for kind in ("phone", "whatsapp")} - {""}


def numbers_to_call(words: str) -> set[str]:
    """A day, an article or a year is shorter, or does not begin like a number to call."""
    numbers = {re.sub(r"\D", "", number) for number in NUMBER.findall(words.replace("\N{NO-BREAK SPACE}", " "))}
    return {domestic(number) for number in numbers if len(number) >= 5 or re.match(r"0\d\d|1\d\d$", number)}


def words_of_html(source: str) -> str:
    body = re.sub(r"<title>.*?</title>|<style>.*?</style>|<svg.*?</svg>|{#.*?#}|{%.*?%}", " ", source, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body).replace("&nbsp;", " ")


def words_of_pdf(name: str) -> str:
    """The words of every page. Turned ones come last: the breaks that are found between their letters are none."""
    level, turned = "", ""
    for page in pypdfium2.PdfDocument(FOLDER / name):
        text, is_turned = page.get_textpage(), False
        for place in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, place))
            if not raw.FPDFText_IsGenerated(text, place):
                is_turned = raw.FPDFText_GetCharAngle(text, place) > 0.1
            if not is_turned:
                level += letter
            elif letter not in "\r\n":
                turned += letter
        level += "\n"
    return level + re.sub(r"(?<=\d)(?=[A-Z])|(?<=[A-Z])(?=\d)", " ", turned)


def words_of_office(name: str, parts: str = "") -> str:
    """Every paragraph of a Word or PowerPoint file, those of notes, tables and footers too."""
    said = []
    with zipfile.ZipFile(FOLDER / name) as archive:
        for part in archive.namelist():
            if part.endswith(".xml") and part.startswith(parts):
                for paragraph in ElementTree.fromstring(archive.read(part)).findall(".//{*}p"):
                    said.append("".join(text.text or "" for text in paragraph.findall(".//{*}t")))
    return "\n".join(said)


def words_of(name: str) -> str:
    if name in JPEGS:
        return words_of_html(html(name))
    return words_of_pdf(name) if name in PDFS else words_of_office(name)


def addresses_of(name: str) -> list[str]:
    """Where a tap leads: the links of a PDF or an Office file."""
    if name in OFFICE:
        with zipfile.ZipFile(FOLDER / name) as archive:
            relations = "".join(archive.read(part).decode() for part in archive.namelist() if part.endswith(".rels"))
        return re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', relations)
    if name in JPEGS:
        return []
    with pikepdf.open(FOLDER / name) as document:
        return [str(link.A.URI) for page in document.pages for link in page.get("/Annots", [])]


def tags_of(content: Path | BytesIO) -> tuple[Counter, list[str]]:
    """How often each kind of element is tagged, and what is read aloud in place of pictures."""
    kinds, spoken = Counter(), []

    def walk(item: pikepdf.Object) -> None:
        if isinstance(item, pikepdf.Array):
            for child in item:
                walk(child)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            kinds[str(item.S)] += 1
            if str(item.S) == "/Figure":
                spoken.append(str(item.get("/Alt", "")))
            walk(item.get("/K"))

    with pikepdf.open(content) as document:
        walk(document.Root.StructTreeRoot.K)
    return kinds, spoken


def fonts_of(resources: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    fonts = list(resources.get("/Font", {}).values())
    for part in resources.get("/XObject", {}).values():
        fonts += fonts_of(part.get("/Resources", pikepdf.Dictionary()))
    return fonts
