"""Accounts of persons on social media beside a case, and links that do not tell where they lead."""

import re
from collections.abc import Iterator

from publishing.guard.findings import ACCOUNT
from publishing.guard.rules.people import Person, tells_of_a_case

_HANDLE = r"(?<![\w.@/+-])@(?=\w*[a-z])[\w.]{3,30}\b(?!@)"
_PROFILE = (
    r"\b(?:(?:www|m|web|id-id)\.)?(?:facebook|fb|instagram|tiktok|twitter|x|threads|telegram|t)\.(?:com|net|me)/"
    r"(?:profile\.php\?id=|@)?[\w.]{3,60}"
)
_ACCOUNT = re.compile(rf"{_HANDLE}|{_PROFILE}", re.IGNORECASE)
_SHORTENED = re.compile(
    r"\b(?:bit\.ly|s\.id|tinyurl\.com|cutt\.ly|shorturl\.at|rb\.gy|is\.gd|lynk\.id|linktr\.ee|t\.co|goo\.gl|forms\.gle)/"
    r"[\w.-]{2,60}",
    re.IGNORECASE,
)
_OF_AN_OFFICE = re.compile(
    r"dp3|p2tp2a|uptd|dinas|kemen|polres|polri|polisi|pemko|humas|sapa_?129|lpsk|komnas|kpai|satgas|kominfo|diskominfo|"
    r"bp2mi|kp2mi|payakumbuh_?kota|kota_?payakumbuh|lkaam|bundo_?kanduang",
    re.IGNORECASE,
)


def accounts(text: str, spans: list[tuple[int, int]]) -> Iterator[Person]:
    """
    Accounts in sentences (of `spans`) about a case but those of offices, and shortened links wherever they stand.

    A profile leads to a face, friends and a school; a shortened link may lead to a private chat or form, and its target
    can be changed after it was published.
    """
    if "@" not in text and "/" not in text:
        return
    for found in _SHORTENED.finditer(text):
        yield Person(ACCOUNT, *found.span(), found[0])
    for start, end in spans:
        if tells_of_a_case(text, start, end):
            for found in _ACCOUNT.finditer(text, start, end):
                if not _OF_AN_OFFICE.search(found[0]):
                    yield Person(ACCOUNT, *found.span(), found[0])
