"""Why something was found: its own words, those that were asked for marked."""

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from publishing.search.stems import stem
from publishing.search.words import plain_words

LENGTH = 200  # characters
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
MOST_READ = 40_000  # characters of a text in which the words are looked for


def extract(summary: str, text: str, stems: Collection[str]) -> str:
    """The summary when it has one of the stems, else what stands around the most of them in the text."""
    if _places(summary, stems):
        return summary
    places = _places(text[:MOST_READ], stems)
    if not places:
        return summary
    starts = [start for start, _end in places]
    near = [bisect_left(starts, start + LENGTH // 2) - number for number, start in enumerate(starts)]
    return _around(text, starts[near.index(max(near))])


def _around(text: str, place: int) -> str:
    """From the beginning of the sentence, or of a word near before it."""
    start = max(0, place - LENGTH // 2)
    begins = [start + match.end() for match in re.finditer(r"[.!?·:] ", text[start:place])]
    cut = begins[-1] if begins else start if not start else text.find(" ", start) + 1
    end = len(text) if len(text) - cut <= LENGTH else text.rfind(" ", cut, cut + LENGTH)
    return f"{'… ' if cut else ''}{text[cut:end].strip(' ·')}{' …' if end < len(text) else ''}"


def marked(text: str, stems: Collection[str]) -> SafeString:
    """`text` as HTML with every word of these stems marked."""
    parts, end = [], 0
    for start, stop in _places(text, stems):
        parts += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    return mark_safe("".join([*parts, escape(text[end:])]))


def _places(text: str, stems: Collection[str]) -> list[tuple[int, int]]:
    """From where to where its words of these stems stand."""
    wanted = {word for word in set(_WORD.findall(text)) if not _stems_of(word).isdisjoint(stems)}
    return [match.span() for match in _WORD.finditer(text) if match[0] in wanted] if wanted else []


@lru_cache(maxsize=60_000)
def _stems_of(word: str) -> frozenset[str]:
    """Of a word as our own texts spell it."""
    return frozenset(map(stem, plain_words(word)))
