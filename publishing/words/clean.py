"""Words that strangers typed, and words for files that take no control characters."""

import re

from publishing.words.unseen import visible

LONGEST_QUERY = 80
# What neither XML 1.0 nor iCalendar can carry; tab and line feed they can.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_WORD = re.compile(r"[^\w\s'/-]|_")


def cleaned_query(typed: str) -> str:
    """
    What was typed into a search box as plain words: nothing invisible, no quotes or operators, at most 80 characters.

    A lone quote or a NUL is an error for the databases' full-text search.
    """
    return " ".join(_NO_WORD.sub(" ", visible(typed[:400])).split())[:LONGEST_QUERY].strip()


def one_line(text: str) -> str:
    """The text without control characters, on one line."""
    return " ".join(CONTROL_CHARACTERS.sub("", text).split())
