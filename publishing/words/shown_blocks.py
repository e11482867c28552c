"""What of a page's text readers see: not what only prompts its writer, nor a heading over a part left empty."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.utils.html import strip_tags
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.rich_text import RichText

PROMPT, HEADING = "prompt", "heading"
# Parts of a block that say nothing as long as the others are empty.
_AROUND = {"kind", "title"}
Block = TypeVar("Block")


def shown_blocks(body: StreamValue) -> Iterator[StreamValue.StreamChild]:
    """In their order. A heading is left out when all that stands below it, up to the next, was left empty."""
    return _shown((block.block_type, block.value, block) for block in body)


def shown_as_stored(body: list[dict]) -> Iterator[dict]:
    """The same for the stored form of a text, whose pictures and pages nobody asks for."""
    return _shown((block["type"], block["value"], block) for block in body)


def _shown(blocks: Iterable[tuple[str, object, Block]]) -> Iterator[Block]:
    heading, empty_below = None, False
    for kind, value, block in blocks:
        if kind == HEADING:
            if heading and not empty_below:
                yield heading
            heading, empty_below = block, False
        elif kind == PROMPT or not _says_something(value):
            empty_below = True
        else:
            if heading:
                yield heading
                heading = None
            yield block
    if heading and not empty_below:
        yield heading


def _says_something(value: object) -> bool:
    match value:
        case RichText():
            return _says_something(value.source)
        case str():
            return bool(strip_tags(value).strip())
        case ListValue() | list() | tuple():
            return any(_says_something(child) for child in value)
        case {"type": _, "value": stored}:  # an item of a list
            return _says_something(stored)
        case StructValue() | dict():
            has_list = any(isinstance(child, (ListValue, list)) for child in value.values())
            around = _AROUND if has_list else {"kind"}
            return any(_says_something(child) for name, child in value.items() if name not in around)
    return value is not None
