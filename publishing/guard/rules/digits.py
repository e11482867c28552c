"""The digits of a text, however they are written: as digits, as letters that look like them, as words."""

import re
from itertools import pairwise
from typing import NamedTuple

_UNITS = {
    "nol": "0", "kosong": "0", "zero": "0",
    "satu": "1", "ciek": "1", "one": "1",
    "dua": "2", "duo": "2", "two": "2",
    "tiga": "3", "tigo": "3", "three": "3",
    "empat": "4", "ampek": "4", "ampat": "4", "four": "4",
    "lima": "5", "limo": "5", "five": "5",
    "enam": "6", "anam": "6", "six": "6",
    "tujuh": "7", "tujuah": "7", "seven": "7",
    "delapan": "8", "salapan": "8", "lapan": "8", "eight": "8",
    "sembilan": "9", "sambilan": "9", "nine": "9",
}  # fmt: skip
_UNIT = "(?:" + "|".join(_UNITS) + ")"
_NUMBER_WORD = (
    rf"(?:sebelas|sepuluh|sabaleh|sapuluah|(?:dobel|double|dabel|tripel|triple) ?{_UNIT}"
    rf"|{_UNIT}(?: ?(?:belas|baleh)| ?(?:puluh|puluah)(?: ?{_UNIT}(?! ?(?:puluh|puluah|belas|baleh)))?)?)"
)
_TOKEN = re.compile(rf"[0-9]+|(?<![a-z]){_NUMBER_WORD}++(?![a-z])", re.IGNORECASE)
_NUMBER_WORDS = re.compile(_NUMBER_WORD, re.IGNORECASE)
_ALIKE = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*+[OoQDIliSsBZz])[0-9OoQDIliSsBZz]++(?![0-9A-Za-z])")
_AS_DIGITS = str.maketrans("OoQDIliSsBZz", "000011155822")
_ZERO_AND_ONE = frozenset("OoIl0123456789")

# What may stand between two pieces of one number, from hardly anything to words.
JOINED, TIGHT, LOOSE, WORDS, APART = range(5)
_TIGHT = re.compile(r"[ \t]{0,2}[-.()\[\]*~=/_+]?[ \t]?[-.()\[\]*~=/_+]{0,2}[ \t]{0,2}")
_LOOSE = re.compile(r"[\W_]{1,8}")
_WORDS = re.compile(
    r"[\W_]*(?:(?:strip|spasi|titik|koma|tambah|garis(?: ?miring)?|minus|dash|dan|lalu|kemudian|terus|lanjut|sambung|"
    r"trus|plus)[\W_]*){1,2}",
    re.IGNORECASE,
)
_ONE_SIGN = frozenset(" .-/()")
_FARTHEST = 24


class Digits(NamedTuple):
    """Some digits, and where they stand. `gap` says what stands between them and the next ones: `between`."""

    digits: str
    start: int
    end: int
    spoken: bool
    gap: int
    between: str


def with_plain_digits(text: str) -> str:
    """The text, as long as before, with O and l written as digits where they stand for digits."""
    # Twice: a group of letters only is known by its neighbours, once these are digits.
    for _pass in range(2):
        text = _ALIKE.sub(_plain, text)
    return text


def _plain(found: re.Match) -> str:
    word = found[0]
    digits = sum(map(str.isdecimal, word))
    only_zero_and_one = _ZERO_AND_ONE.issuperset(word)
    if not digits:
        return word.translate(_AS_DIGITS) if only_zero_and_one and _between_digits(found) else word
    # "5B" is a class and "2S" nothing: letters but O and l count only in longer ones.
    if only_zero_and_one or (digits * 2 >= len(word) and len(word) > 3):
        return word.translate(_AS_DIGITS)
    return word


def _between_digits(found: re.Match) -> bool:
    around = found.string[max(found.start() - 3, 0) : found.start()], found.string[found.end() : found.end() + 4]
    before, after = around[0].strip(" -./")[-1:], around[1].strip(" -./")[:1]
    if after == "8" and len(found[0]) == 1:  # O 8 1 2
        return True
    return (before.isdecimal() and after in _ZERO_AND_ONE) or (after.isdecimal() and before in _ZERO_AND_ONE)


def digits_of(text: str) -> list[Digits]:
    """All digits of a text with plain digits, in order."""
    found = [(_value(match[0]), *match.span(), not match[0][0].isdecimal()) for match in _TOKEN.finditer(text)]
    result = []
    for (digits, start, end, spoken), (_, following, *_) in pairwise([*found, ("", len(text) + _FARTHEST + 1, 0, 0)]):
        between = text[end:following] if following - end <= _FARTHEST else ""
        result.append(Digits(digits, start, end, spoken, _gap(end, following, between), between))
    return result


def _gap(end: int, following: int, between: str) -> int:
    if following == end:
        return JOINED
    if not between:
        return APART
    if between in _ONE_SIGN:
        return TIGHT
    if _TIGHT.fullmatch(between):
        return TIGHT
    if _LOOSE.fullmatch(between):
        return LOOSE
    return WORDS if _WORDS.fullmatch(between) else APART


def _value(word: str) -> str:
    if word[0].isdecimal():
        return word
    return "".join(_spoken(found[0].lower()) for found in _NUMBER_WORDS.finditer(word))


def _spoken(word: str) -> str:
    if word in ("sebelas", "sabaleh"):
        return "11"
    if word in ("sepuluh", "sapuluah"):
        return "10"
    units = [_UNITS[unit] for unit in re.findall(_UNIT, word)]
    if word.startswith(("dobel", "double", "dabel")):
        return units[0] * 2
    if word.startswith(("tripel", "triple")):
        return units[0] * 3
    if word.endswith(("belas", "baleh")):
        return f"1{units[0]}"
    if "pulu" in word:
        return units[0] + (units[1] if len(units) > 1 else "0")
    return units[0]
