"""
The text as a reader (or a search engine) takes it, with the way back to the text as it was given.

Tags go, entities are read, invisible characters go, full-width and other digits become plain ones, dashes and spaces
of every kind become "-" and " ". What links and pictures carry in their attributes follows at the end, each on a line.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPECIAL = re.compile(
    r"(?P<tag></?[A-Za-z][^<>]*>|<!--|-->)"
    r"|(?P<entity>&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<other>[^\x09\x0a\x20-\x7e])"
)
_ATTRIBUTE = re.compile(r"""\b(?:href|alt|title|content|value)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
# Tags between which a reader sees words stand apart; all others may stand within a word.
_APART = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|td|th|tr|table|dd|dt|blockquote|figure|hr|section)\b", re.IGNORECASE
)
_PLAIN = (
    dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
    | dict.fromkeys("’‘‛ʼʻ′´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("·•∙", ".")
    | {"∶": ":", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
    # Letters of other alphabets that look like Latin ones.
    | dict(zip("АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν", "ABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXopv", strict=True))
)
_UNSEEN = {"Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn"}
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters to Unicode, empty to the eye


@dataclass(frozen=True)
class Normalised:
    """`text`, and for each of its characters from where to where it stood in the original."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original."""
        return self.begins[start], self.ends[end - 1]


def normalise(original: str) -> Normalised:
    if not _SPECIAL.search(original):
        return Normalised(original, range(len(original)), range(1, len(original) + 1))
    pieces: list[str] = []
    begins: list[int] = []
    ends: list[int] = []

    def put(piece: str, start: int, end: int) -> None:
        pieces.append(piece)
        begins.extend([start] * len(piece))
        ends.extend([end] * len(piece))

    def keep(start: int, end: int) -> None:
        pieces.append(original[start:end])
        begins.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    attributes: list[tuple[int, int]] = []
    for kind, start, end in _pieces(original, 0, len(original)):
        if kind == "plain":
            keep(start, end)
        elif kind == "tag":
            if _APART.match(original, start):
                put("\n", start, end)
            attributes += [found.span(1) for found in _ATTRIBUTE.finditer(original, start, end)]
        else:
            put(_read(kind, original[start:end]), start, end)
    for first, last in attributes:
        put("\n", first, last)
        for kind, start, end in _pieces(original, first, last):
            if kind == "plain":
                keep(start, end)
            else:
                put(_read(kind, original[start:end]), start, end)
    return Normalised("".join(pieces), begins, ends)


def _pieces(original: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for found in _SPECIAL.finditer(original, start, end):
        if found.start() > start:
            yield "plain", start, found.start()
        yield found.lastgroup, *found.span()
        start = found.end()
    if start < end:
        yield "plain", start, end


def _read(kind: str, piece: str) -> str:
    if kind == "tag":  # within an attribute, where it is none
        return piece
    if kind == "entity":
        read = html.unescape(re.sub("^&(?:amp;)*", "&", piece))
        return read if len(read) == 1 and 0x20 <= ord(read) < 0x7F else "".join(map(_character, read))
    return _character(piece)


def _character(character: str) -> str:
    if plain := _PLAIN.get(character):
        return plain
    if character in "\t\n":
        return character
    if unicodedata.category(character) in _UNSEEN or character in _FILLERS:
        return ""
    if character.isspace():
        return " "
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", character)
