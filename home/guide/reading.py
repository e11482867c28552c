"""docs/panduan-editor.md as sections of HTML, each found by its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

FILE = settings.ROOT / "docs" / "panduan-editor.md"
PICTURES = FILE.parent / "images"
DAILY = "sepuluh-pekerjaan-sehari-hari"  # the section that names the daily tasks
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Section:
    """`anchor` is what links of the file name, as GitHub makes it."""

    anchor: str
    title: str
    html: SafeString
    words: str

    @property
    def address(self) -> str:
        return f"{reverse('guide')}#{self.anchor}"

    def has(self, asked: list[str]) -> bool:
        """Whether each of these beginnings of words, in small letters, is in it."""
        mine = _WORD.findall(f"{self.title} {self.words}".casefold())
        return all(any(word.startswith(one) for word in mine) for one in asked)


def sections() -> list[Section]:
    """In the order of the file; read again when it has changed."""
    return _read(FILE, FILE.stat().st_mtime_ns)


def found(query: str) -> list[Section]:
    """Those with all words of `query`, or with their beginnings; those whose title has them first."""
    asked = _WORD.findall(query.casefold())
    if not asked:
        return []
    having = [section for section in sections() if section.has(asked)]
    return sorted(having, key=lambda section: not all(one in section.title.casefold() for one in asked))


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> list[Section]:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    parts: list[tuple[str, list[Token]]] = []
    tokens = markdown.parse(file.read_text(encoding="utf-8"))
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            parts.append((tokens[at + 1].content, []))
        elif parts:
            parts[-1][1].append(token)
    return [_section(title, inner[2:], markdown) for title, inner in parts]  # without the heading's own words and end


def _section(title: str, tokens: list[Token], markdown: MarkdownIt) -> Section:
    for at, token in enumerate(tokens):
        if token.type == "heading_open":  # below the section's own
            token.attrs["id"] = slugify(tokens[at + 1].content)
    for token in _all(tokens):
        if token.type == "link_open" and str(token.attrs.get("href", "")).startswith("#"):
            token.attrs["href"] = reverse("guide") + token.attrs["href"]
        elif token.type == "image":
            token.attrs["src"] = reverse("guide_picture", args=[Path(str(token.attrs["src"])).name])
            token.attrs["loading"] = "lazy"
    html = markdown.renderer.render(tokens, markdown.options, {})
    html = html.replace("<table>", '<div class="guide-table" tabindex="0"><table class="listing">').replace(
        "</table>", "</table></div>"
    )
    return Section(slugify(title), title, mark_safe(html), _text(html))


def _all(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _text(html: str) -> str:
    heard: list[str] = []
    parser = HTMLParser()
    parser.handle_data = heard.append
    parser.feed(html)
    return " ".join(" ".join(heard).split())
