"""Articles of a law in small: the sentence says what holds, and who wants to look it up finds where."""

import re

from publishing.words.text_parts import changed

_CITED = re.compile(r"\((?:UU|Undang-Undang|Perda|Peraturan Daerah|Nomor|Pasal)\b[^()<>]{0,200}\)")
_NOT_TEXT = re.compile(
    r"<(script|style|svg|nav|summary|button|label|small|caption|h[1-6])\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL
)


def in_small(html: str) -> str:
    """`html` with each law that stands in brackets, such as "(UU 12/2022, Pasal 23)", in a <small>."""
    return changed(html, _NOT_TEXT, lambda text: _CITED.sub(r"<small>\g<0></small>", text))
