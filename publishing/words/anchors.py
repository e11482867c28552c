"""The anchors of the headings in a page's text: one each, whatever editors write."""

from django.utils.text import slugify
from wagtail.blocks.stream_block import StreamValue

from publishing.words.shown_blocks import shown_blocks

# The ids that the templates themselves use.
TAKEN_IDS = frozenset(
    {
        "isi", "kelurahan", "attention", "salah", "lembaga", "tempat", "id_website", "kata", "saring", "account",
        "partner-link", "tahun", "failed-previews", "main", "writing-heading", "q", "factor", "logins",
        "id_emergency_reason", "password", "account-link", "factor-form", "field-link", "cari-panduan", "remove",
        "isi-panduan", "bahaya", "w-slim-header-buttons",
    }
)  # fmt: skip
WITHOUT_LETTERS = "bagian"


def anchored(body: StreamValue) -> list[tuple[StreamValue.StreamChild, str]]:
    """The blocks of `body` that readers see, each heading with its anchor, the others with none."""
    taken = set(TAKEN_IDS)
    return [
        (block, _anchor(block.value, taken) if block.block_type == "heading" else "") for block in shown_blocks(body)
    ]


def _anchor(heading: str, taken: set[str]) -> str:
    slug = slugify(heading) or WITHOUT_LETTERS
    anchor, number = slug, 1
    while anchor in taken:
        number += 1
        anchor = f"{slug}-{number}"
    taken.add(anchor)
    return anchor
