"""The names under which files are downloaded."""

import re

from wagtail.coreutils import string_to_ascii

LONGEST = 80  # characters, with the ending: a phone shows it whole, and every file system takes it
KNOWN_ENDING = re.compile(
    r"\.(pdf|pptx?|ppsx|potx|docx?|dotx|odp|odt|jpe?g|png|webp|mp3|og[ga]|mp4|m4[av])\s*$", re.IGNORECASE
)
NOTHING_LEFT = "berkas"
# What Windows keeps for devices, whatever follows the dot.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")


def download_name(name: str, ending: str) -> str:
    """
    "../Poster: Tanda TPPO (A3).PDF" -> "poster-tanda-tppo-a3.pdf": letters, digits and hyphens, whatever comes in.

    The ending is that of the content. What the name itself calls its ending is left out when it is one that we know.
    """
    stem = re.split(r"[/\\]", name)[-1]
    stem = KNOWN_ENDING.sub("", stem)
    stem = re.sub(r"[^a-z0-9]+", "-", string_to_ascii(stem[:300]).lower()).strip("-")
    longest = LONGEST - len(ending) - 1
    if len(stem) > longest:
        whole_words = stem[: longest + 1].rpartition("-")[0]
        stem = whole_words if len(whole_words) > longest // 2 else stem[:longest]
    if not stem or RESERVED.fullmatch(stem):
        stem = f"{NOTHING_LEFT}-{stem}".rstrip("-")
    return f"{stem}.{ending}"
