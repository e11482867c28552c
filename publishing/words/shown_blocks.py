"""What of a page's text readers see: not what only prompts its writer, nor a heading over a part left empty."""

from collections.abc import Iterator

from django.utils.html import strip_tags
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.rich_text import RichText

PROMPT, HEADING = "prompt", "heading"
# Parts of a block that say nothing as long as the others are empty.
_AROUND = {"kind", "title"}


def shown_blocks(body: StreamValue) -> Iterator[StreamValue.StreamChild]:
    """In their order. A heading is left out when all that stands below it, up to the next, was left empty."""
    heading, empty_below = None, False
    for block in body:
        if block.block_type == HEADING:
            if heading and not empty_below:
                yield heading
            heading, empty_below = block, False
        elif not _says_something(block.value, block.block_type):
            empty_below = True
        else:
            if heading:
                yield heading
                heading = None
            yield block
    if heading and not empty_below:
        yield heading


def _says_something(value: object, kind: str = "") -> bool:
    match value:
        case _ if kind == PROMPT:
            return False
        case RichText():
            return bool(strip_tags(value.source).strip())
        case str():
            return bool(value.strip())
        case ListValue():
            return any(_says_something(child) for child in value)
        case StructValue():
            has_list = any(isinstance(child, ListValue) for child in value.values())
            around = _AROUND if has_list else {"kind"}
            return any(_says_something(child) for name, child in value.items() if name not in around)
    return value is not None
