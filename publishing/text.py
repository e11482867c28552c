"""Words that strangers typed, and words for other programs."""

import re

LONGEST_QUERY = 80
_NO_WORD = re.compile(r"[^\w\s'/-]|_")


def cleaned_query(typed: str) -> str:
    """
    What was typed into a search box as plain words: no control characters, quotes or operators, at most 80 characters.

    A lone quote or a NUL is an error for the databases' full-text search.
    """
    return " ".join(_NO_WORD.sub(" ", typed[:400]).split())[:LONGEST_QUERY].strip()


def inert(cell: str) -> str:
    """A cell of a table that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) else cell
