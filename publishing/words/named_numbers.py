"""
Numbers of help that a text names: whoever reads "hubungi polisi 110" may tap it.

A long number is one wherever it stands. A short one could be a year, an article or a count: it is one only behind the
name of who answers, or behind a word such as "hubungi", and not before what is counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape

from publishing.words.phones import domestic

SHORT = 5  # digits; longer ones need no word before them
_CALLING = "telepon|telp|menelepon|hubungi|menghubungi|panggil|memanggil|kontak|nomor|tekan|call|phone|dial"
_JOINED = re.compile(r"(?:\s*(?:,|/|atau|dan|or|and|dan/atau)\s*(?:ke\s+)?)+", re.IGNORECASE)
_COUNTED = re.compile(
    r"[\s\xa0]*(?:%|[.,]\d|tahun\b|orang\b|kasus\b|kali\b|hari\b|menit\b|jam\b|halaman\b|lembar\b|persen\b|ribu\b|juta\b"
    r"|rupiah\b|kelurahan\b|anak\b|ayat\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w+.,-])\+?\d(?:[\d \xa0().-]{1,18}\d)?(?![\w-])")
# What is no running text, or leads somewhere else already: tags, controls, headings, cards that are links as a whole.
_NOT_TEXT = re.compile(
    r"<(?P<e>script|style|svg|nav|a|summary|button|label|title|h[1-6])\b.*?</(?P=e)>|<aside class=\"wallet\".*?</aside>"
    r"|<footer class=\"site-foot\">.*?</footer>"
    r"|<li class=\"card card-link\".*?</li>|<span class=\"heard\">.*?</span>|<!--.*?-->|<[^>]*>",
    re.DOTALL,
)
_WITHIN_A_LINE = re.compile(r"</?(?:b|strong|i|em|span|small|mark)\b|<a\b")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_REMEMBERED = 40  # letters before a number that are looked at


@dataclass(frozen=True)
class Way:
    """A number as it is dialled within the country ("08111129129"), where a tap leads, and who answers."""

    digits: str
    address: str
    name: str

    @property
    def spoken(self) -> str:
        """What people say before the number: "SAPA" of "SAPA 129", "Polisi"; empty where the name is no such word."""
        before = re.fullmatch(rf"(.*?[^\W\d_])(?: {self.digits})?", self.name)
        return before[1] if before else ""


def linked(html: str, ways: Sequence[Way]) -> str:
    """`html` with a link on every number of `ways` that its text names, and on the name of who answers before it."""
    return _Linking(ways).linked(html) if ways else html


class _Linking:
    def __init__(self, ways: Sequence[Way]) -> None:
        self.ways = {way.digits: way for way in reversed(ways)}
        names = sorted({name for way in ways if len(way.digits) <= SHORT and (name := way.spoken)})
        # Between words any white space is one: a template or an editor may break its line there.
        named = "|".join(r"\s+".join(map(re.escape, name.split())) for name in names)
        self.named = re.compile(rf"\b(?:{named or '(?!)'})(?:\s+di)?\s+$", re.IGNORECASE)
        self.called = re.compile(rf"\b(?:{_CALLING})(?:\s+(?:ke|di))?:?\s+$", re.IGNORECASE)
        self.tail = ""  # of the line so far
        self.since: str | None = None  # what stands behind the last number of the line

    def linked(self, html: str) -> str:
        parts, end = [], 0
        for tag in _NOT_TEXT.finditer(html):
            parts += [self._text(html[end : tag.start()]), tag[0]]
            self._pass(tag[0])
            end = tag.end()
        return "".join([*parts, self._text(html[end:])])

    def _pass(self, tag: str) -> None:
        """What stands before a number may stand before a mark within its line, not before a new line."""
        if tag.startswith('<span class="heard">'):
            return
        if not _WITHIN_A_LINE.match(tag):
            self.tail, self.since = "", None
        elif tag.startswith("<a"):
            self._remember(unescape(_TAG.sub("", tag)))
            self.since = "" if 'href="tel:' in tag or 'href="https://wa.me/' in tag else None

    def _text(self, text: str) -> str:
        parts, end = [], 0
        for found in _NUMBER.finditer(text):
            way = self.ways.get(domestic(found[0]))
            between = text[end : found.start()]
            if way is None or (len(way.digits) <= SHORT and not self._is_named(between, text[found.end() :])):
                continue
            name = self.named.search(between)
            start = name.start() if name else len(between)
            parts += [between[:start], _link(way, between[start:] + found[0])]
            self.tail, self.since, end = "", "", found.end()
        self._remember(text[end:])
        self.since = None if self.since is None else self.since + text[end:]
        return "".join([*parts, text[end:]])

    def _remember(self, text: str) -> None:
        self.tail = _SPACE.sub(" ", self.tail + text)[-_REMEMBERED:]

    def _is_named(self, between: str, after: str) -> bool:
        before = self.tail + between
        joined = self.since is not None and _JOINED.fullmatch(self.since + between)
        return bool(joined or self.named.search(before) or self.called.search(before)) and not _COUNTED.match(after)


def _link(way: Way, words: str) -> str:
    apart = "" if way.address.startswith("tel:") else ' rel="noreferrer noopener"'
    return f'<a href="{escape(way.address)}"{apart}>{words}</a>'
