"""Help points by their names, their numbers and what they are for."""

import re

from home.help.models import HelpPoint
from home.help.points import Help
from publishing.pages.generation import cache_for_generation
from publishing.search.query import Asked
from publishing.search.stems import stem
from publishing.search.words import STOP, plain_words

MOST = 3
LEAST_BEGUN = 3  # letters of a word that was only begun
LEAST_DIGITS = 3


def points_for(query: str, asked: Asked, help: Help) -> list[HelpPoint]:
    """Those that are meant by name or number, and those whose purpose has at least two thirds of what is asked."""
    known = cache_for_generation("words of help points", lambda: [_words_of(point) for point in help.points])
    digits = "".join(re.findall(r"[0-9]+", query))
    # Not so cheap to misread: a year is no number to call, "129" and "0811 1129 129" are.
    is_number = len(digits) >= LEAST_DIGITS and not any(word.isalpha() for word in asked.words)
    ranked = []
    for point, (name, purpose, numbers) in zip(help.points, known, strict=True):
        if digits in numbers and (is_number or len(digits) == LEAST_DIGITS):
            ranked.append((0, point))
        elif concepts := asked.concepts:
            named = sum(any(_has(phrase, name) for phrase in concept.phrases) for concept in concepts)
            meant = sum(any(_has(phrase, name | purpose) for phrase in concept.phrases) for concept in concepts)
            if any(_has(concept.typed, name) for concept in concepts) or (named and 2 * named >= len(concepts)):
                ranked.append((1, point))
            elif 3 * meant >= 2 * len(concepts):
                ranked.append((2, point))
    return [point for _rank, point in sorted(ranked, key=lambda pair: pair[0])[:MOST]]


def _words_of(point: HelpPoint) -> tuple[set[str], set[str], set[str]]:
    """The stems of its name and of its purpose, and its numbers as digits alone."""
    numbers = {point.phone, point.tel, point.whatsapp, point.whatsapp_number if point.whatsapp else ""}
    return (
        _stems(point.name),
        _stems(f"{point.description} {point.get_kind_display()}"),
        {digits for number in numbers if (digits := re.sub(r"[^0-9]", "", number))},
    )


def _stems(text: str) -> set[str]:
    words = [word for word in plain_words(text) if word not in STOP]
    return {stem(word) for word in words} | set(words)


def _has(phrase: tuple[str, ...], words: set[str]) -> bool:
    return all(
        word in words or (len(word) >= LEAST_BEGUN and any(other.startswith(word) for other in words))
        for word in phrase
    )
