"""How large a file is, in words that help to decide on a weak network."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, ngettext

# Bytes a second: 512 kbit/s, what is left of 3G at the edge of a nagari or of a cell that many share.
SLOW = 64 * 1024


def short_size(size: int) -> str:
    """ "1,2 MB", "18 MB": a fraction only where it says something."""
    number, unit = filesizeformat(size).split("\xa0")
    return f"{number.removesuffix(',0')} {unit}"


def size_in_words(size: int) -> str:
    """ "1,2 MB, kira-kira 20 detik di jaringan lambat" (at `SLOW`), rounded as people would say it."""
    seconds = size / SLOW
    if seconds < 5:
        time = gettext("a few seconds on a slow network")
    elif seconds < 55:
        count = round(seconds / 5) * 5
        time = ngettext(
            "about %(count)s second on a slow network", "about %(count)s seconds on a slow network", count
        ) % {"count": count}
    else:
        count = max(1, round(seconds / 60))
        time = ngettext(
            "about %(count)s minute on a slow network", "about %(count)s minutes on a slow network", count
        ) % {"count": count}
    return f"{short_size(size)}, {time}"
