"""The running text of a piece of HTML, changed without touching its tags."""

import re
from collections.abc import Callable


def changed(html: str, not_text: re.Pattern[str], change: Callable[[str], str]) -> str:
    """`html` with `change` applied to whatever lies between the matches of `not_text`: tags, and what is left alone."""
    parts, end = [], 0
    for tag in not_text.finditer(html):
        parts += [change(html[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*parts, change(html[end:])])
