"""How large a file is, in words that help to decide on a weak network."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, ngettext

# Bytes a second: 512 kbit/s, what is left of 3G at the edge of a nagari or of a cell that many share.
SLOW = 64 * 1024
MEGABYTE = 1024 * 1024


def short_size(size: int) -> str:
    """ "1,2 MB", "18 MB", "180 KB": a fraction only where it says something."""
    number, unit = filesizeformat(size).split("\xa0")
    whole = number.removesuffix(",0") if size >= MEGABYTE else number.split(",")[0]
    return f"{whole} {unit}"


def size_in_words(size: int) -> str:
    """ "1,2 MB, kira-kira 20 detik di jaringan lambat"."""
    return f"{short_size(size)}, {time_in_words(size)}"


def time_in_words(size: int) -> str:
    """How long it takes at `SLOW`, rounded as people would say it: "kira-kira 20 detik di jaringan lambat"."""
    seconds = size / SLOW
    if seconds < 5:
        return gettext("a few seconds on a slow network")
    if seconds < 58:
        count = round(seconds / 5) * 5
        return ngettext(
            "about %(count)s second on a slow network", "about %(count)s seconds on a slow network", count
        ) % {"count": count}
    count = round(seconds / 60)
    if count < 90:
        return ngettext(
            "about %(count)s minute on a slow network", "about %(count)s minutes on a slow network", count
        ) % {"count": count}
    count = round(seconds / 3600)
    return ngettext("about %(count)s hour on a slow network", "about %(count)s hours on a slow network", count) % {
        "count": count
    }
