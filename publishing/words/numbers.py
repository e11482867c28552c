"""Numbers as people write them here: the point groups thousands, the comma begins decimals."""

import re

from django.utils.translation import gettext

from publishing.words.unreadable import Unreadable
from publishing.words.unseen import typed

LONGEST = 24  # characters; no form of ours counts further
WHOLE = re.compile(r"-?(?:[0-9]+|[1-9][0-9]{0,2}(?:([. ])[0-9]{3})(?:\1[0-9]{3})*)")
DECIMAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def whole(text: str) -> int:
    """ "1200", "1.200" or "1 200". Raises Unreadable: "1,5" and "1.20" are no whole numbers, "1,200" may be two."""
    written = typed(text)
    if len(written) > LONGEST or not WHOLE.fullmatch(written):
        raise Unreadable("whole", gettext("This is no whole number. Write it as 1200 or 1.200."))
    return int(re.sub(r"[. ]", "", written))


def decimal(text: str) -> str:
    """ "-0,2289" or "-0.2289" as Python writes it: one mark, whichever, begins the decimals. Raises Unreadable."""
    written = typed(text)
    if len(written) > LONGEST or not DECIMAL.fullmatch(written):
        raise Unreadable("decimal", gettext("This is no number. Write it as 100,63 or 100.63, without thousands."))
    return written.replace(",", ".")
