"""
Rich text between the editors' browser and the database.

Wagtail stores what a browser sends and converts it when the page is opened again, so that one link with an impossible
number shuts the page's edit screen for everybody. Here it is cleaned when it comes, by what each part may be; and
what is stored already opens in any case, at worst as words without marks.
"""

import json
import logging
import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from django.utils.html import escape
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import EmbedHandler, LinkHandler
from wagtail.whitelist import check_url

from publishing.words.clean import CONTROL_CHARACTERS

PAGE_ID = re.compile(r"[0-9]{1,18}")  # what a database takes for an id
_KEY = re.compile(r"[a-z0-9-]{1,36}", re.IGNORECASE)
DEEPEST = 4  # of a list in a list; the editor offers no more
LISTS = {"ordered-list-item", "unordered-list-item"}
BLOCK_ELEMENTS = ["p", "li", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "tr"]

logger = logging.getLogger(__name__)


class RichTextArea(DraftailRichTextArea):
    """The editor of every rich text: see WAGTAILADMIN_RICH_TEXT_EDITORS."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.converter = CarefulConverter(self.features)


class CarefulConverter(ContentstateConverter):
    """Between the stored HTML and Draft.js's content state, a JSON of blocks with ranges of styles and entities."""

    def to_database_format(self, contentstate_json: str) -> str:
        try:
            sent = json.loads(contentstate_json)
        except (ValueError, RecursionError):
            return _paragraphs(contentstate_json.splitlines())  # a text all the same: nothing typed is lost
        return self.exporter.render(self._cleaned(sent))

    def from_database_format(self, html: str) -> str:
        for readable in (str, without_dead_links, words_only):
            try:
                return super().from_database_format(readable(html))
            except Exception as error:
                logger.warning("A stored rich text is not as the editor writes it: %s", type(error).__name__)
        return super().from_database_format("")

    def _cleaned(self, sent: object) -> dict:
        """The content state with nothing in it but what the offered features can make."""
        sent = sent if isinstance(sent, dict) else {}
        known = sent.get("entityMap")
        entities = {str(key): cleaned_entity(one) for key, one in (known if isinstance(known, dict) else {}).items()}
        blocks = [self._cleaned_block(block, entities) for block in _list(sent.get("blocks")) if _is_block(block)]
        depth = -1
        for block in blocks:  # a list in a list lies one deeper than what is above it, nothing else is deep
            depth = min(block["depth"], depth + 1) if block["type"] in LISTS else -1
            block["depth"] = max(depth, 0)
        return {"blocks": blocks, "entityMap": {key: entity for key, entity in entities.items() if entity}}

    def _cleaned_block(self, block: dict, entities: dict[str, dict | None]) -> dict:
        text, key, kind, depth = (block.get(name) for name in ("text", "key", "type", "depth"))
        offered = isinstance(kind, str) and kind in self.exporter.block_options and kind not in {"fallback", "atomic"}
        styles = [
            found | {"style": style}
            for found, style in _ranges(block.get("inlineStyleRanges"), "style", len(text))
            if style in self.exporter.style_options and style != "FALLBACK"
        ]
        links, end = [], 0
        for found, number in sorted(
            _ranges(block.get("entityRanges"), "key", len(text)), key=lambda pair: pair[0]["offset"]
        ):
            if entities.get(number) and found["offset"] >= end:  # two on the same words are more than HTML can say
                links.append(found | {"key": number})
                end = found["offset"] + found["length"]
        return {
            "key": key if isinstance(key, str) and _KEY.fullmatch(key) else None,
            "type": kind if offered else "unstyled",
            "depth": min(max(depth, 0), DEEPEST) if _is_number(depth) else 0,
            "text": CONTROL_CHARACTERS.sub(" ", text),  # one for one: the ranges count characters
            "inlineStyleRanges": styles,
            "entityRanges": links,
        }


def cleaned_entity(entity: object) -> dict | None:
    """A link to a page or to an address, as far as it leads anywhere. None for all else: its words stay."""
    data = entity.get("data") if isinstance(entity, dict) and entity.get("type") == "LINK" else None
    if not isinstance(data, dict):
        return None
    number, address = data.get("id"), data.get("url")
    if number is not None:
        found = {"id": int(number)} if not isinstance(number, bool) and PAGE_ID.fullmatch(str(number)) else None
    else:
        found = {"url": address} if isinstance(address, str) and address.strip() and check_url(address) else None
    return found and {"type": "LINK", "mutability": "MUTABLE", "data": found}


def without_dead_links(html: str) -> str:
    """Well-formed, and without links and embedded things that name nothing."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["a", "embed"]):
        leads = element.name == "a" and ("href" in element.attrs or element.get("linktype") == "page")
        if not leads or not ("href" in element.attrs or PAGE_ID.fullmatch(element.get("id", ""))):
            element.unwrap()
    return str(soup)


def words_only(html: str) -> str:
    """The words of each paragraph, without any mark."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(BLOCK_ELEMENTS):
        element.append("\n")
    return _paragraphs(soup.get_text().splitlines())


def _paragraphs(lines: Iterable[str]) -> str:
    cleaned = (" ".join(CONTROL_CHARACTERS.sub(" ", line).split()) for line in lines)
    return "".join(f"<p>{escape(line)}</p>" for line in cleaned if line)


def _is_block(block: object) -> bool:
    return isinstance(block, dict) and isinstance(block.get("text"), str)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _list(value: object) -> list:
    return value if isinstance(value, list) else []


def _ranges(value: object, name: str, length: int) -> list[tuple[dict, str]]:
    """The ranges that lie within `length` characters, each with what it names."""
    found = []
    for one in _list(value):
        what = one.get(name) if isinstance(one, dict) else None
        start, size = (one.get("offset"), one.get("length")) if isinstance(one, dict) else (None, None)
        if not (isinstance(what, str) or _is_number(what)) or not _is_number(start) or not _is_number(size):
            continue
        if 0 <= start < length and size > 0:
            found.append(({"offset": start, "length": min(size, length - start)}, str(what)))
    return found


class NotOffered:
    """What Wagtail could put into a text and we don't offer. Whatever a stored one names, it is never looked up."""

    opening = ""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [cls.opening] * len(attrs_list)


class DocumentsNotOffered(NotOffered, LinkHandler):
    """Documents are handed out by the library only; the words of the link stay."""

    identifier = "document"
    opening = "<a>"


class ImagesNotOffered(NotOffered, EmbedHandler):
    identifier = "image"


class MediaNotOffered(NotOffered, EmbedHandler):
    identifier = "media"
