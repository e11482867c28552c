"""The names of kelurahan and nagari that the small-town rule knows: plain data, given once by whoever has it."""

import re
from collections.abc import Iterable

_names: set[str] = set()
_pattern: re.Pattern | None = None


def register(names: Iterable[str]) -> None:
    """Let texts about a case be asked for these names too, also where no "Kelurahan" stands before them."""
    global _pattern
    _names.update(" ".join(name.split()) for name in names if name.strip())
    alternatives = "|".join(re.escape(name) for name in sorted(_names, key=len, reverse=True))
    # A name as a text writes it: with a capital, for "talang" and "ibuah" are words too.
    _pattern = re.compile(rf"\b(?=[A-Z])(?i:{alternatives})\b") if _names else None


def pattern() -> re.Pattern | None:
    """Finds any of the names as words of a text."""
    return _pattern
