"""A place in a text that is read from left to right."""

import re

from django.utils.translation import gettext

from publishing.words.unreadable import Unreadable
from publishing.words.unseen import typed

BETWEEN = " ,;"
LONGEST = 200  # characters


class Cursor:
    """`rest` is what was not read yet; set it back to read otherwise."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise Unreadable("long", gettext("This text is too long for a day or an hour."))
        self.rest = typed(re.sub(r"[()]", " ", text)).strip(BETWEEN + ".")

    def take(self, pattern: re.Pattern) -> re.Match | None:
        """Read what `pattern` matches here, with the spaces and commas behind it; None when it does not match."""
        match = pattern.match(self.rest)
        if match:
            self.rest = self.rest[match.end() :].lstrip(BETWEEN)
        return match
