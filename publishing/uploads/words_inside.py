"""
The words that a cleaned PDF or office file shows, for whoever has to know what it says. Pictures in it stay unread.

Runs in the process of publishing.uploads.sandboxed, after the cleaning of the file.
"""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from publishing.uploads.office.zips import MEBIBYTE, Archive

MOST = 300_000  # characters
LARGEST_PART = 50 * MEBIBYTE
# Parts with words: the text, slides and notes, headers and footers, charts and drawings of text.
WITH_WORDS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\d*\.xml"
    r"|(?:ppt|word)/(?:slides|notesSlides|charts|diagrams)/[^/]+\.xml"
    r"|(?:content|styles)\.xml"
)
LINE_END = re.compile(r"</\w+:(?:p|h)>|<\w+:(?:br|line-break|cr)\b[^>]*>")
SPACE = re.compile(r"<\w+:(?:tab|s)\b[^>]*/>")
DESCRIBED = re.compile(r'\b(?:descr|title|href)="([^"]+)"')
TAG = re.compile(r"<[^>]*>")


def read(copy: BinaryIO) -> str:
    """Empty when nothing can be read."""
    copy.seek(0)
    is_pdf = copy.read(5) == b"%PDF-"
    copy.seek(0)
    pieces, length = [], 0
    with suppress(Exception):  # what breaks here is shown to nobody either; the previews tell the editor
        for piece in _of_pdf(copy) if is_pdf else _of_office(copy):
            pieces.append(piece[: MOST - length])
            length += len(piece)
            if length >= MOST:
                break
    return "\n".join(pieces)


def tell(source: BinaryIO, target: BinaryIO) -> dict:
    """The same, for a copy that was stored before its words were kept."""
    return {"words": read(source)}


def _of_pdf(copy: BinaryIO) -> Iterator[str]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(copy)
    try:
        for page in pdf:
            yield page.get_textpage().get_text_range().replace("\r", "")
    finally:
        pdf.close()


def _of_office(copy: BinaryIO) -> Iterator[str]:
    archive = Archive(copy)
    for name in archive.entries:
        if WITH_WORDS.fullmatch(name):
            written = archive.read(name, LARGEST_PART).decode(errors="replace")
            described = "\n".join(DESCRIBED.findall(written))
            words = TAG.sub("", SPACE.sub(" ", LINE_END.sub("\n", written)))
            yield html.unescape(f"{words}\n{described}")
