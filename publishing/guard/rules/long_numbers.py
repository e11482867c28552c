"""Numbers of identity cards (NIK), of families (KK) and of payment cards, in any writing."""

import re
from collections.abc import Iterator, Set
from itertools import accumulate

from publishing.guard.findings import CARD, NIK
from publishing.guard.rules.digits import JOINED, TIGHT, WORDS, Digits
from publishing.guard.rules.labels import Context

_PIECES = 6  # a card in more pieces than these is none, unless a word says so
_MOST_PIECES = 19
_FEWEST_DIGITS, _MOST_DIGITS = 13, 19  # of a card
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = 2  # digits of a number of the list
_SOME = 2  # years in a list of numbers
_CELL = 3  # digits of a number that is no age and no number of a list
_OF_TABLES = frozenset("\t\n|;")
_NIK_GROUPS = {
    (16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 2, 2, 2, 4), (2, 2, 2, 6, 4), (6, 2, 2, 2, 4), (8, 8), (4, 12), (12, 4),
    (6, 10), (2,) * 8, (1,) * 16, (4, 2, 6, 4), (4, 4, 8), (8, 4, 4), (5, 5, 6), (3, 3, 3, 3, 4), (4, 4, 4, 2, 2),
}  # fmt: skip
_FARTHEST = 32  # characters between two pieces among words
_CARD_GROUPS = {(13,), (14,), (15,), (16,), (18,), (19,), (4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (8, 8), (4, 4, 4, 4, 3)}
_PROVINCES = {
    *range(11, 20),
    21,
    *range(31, 37),
    *range(51, 54),
    *range(61, 66),
    *range(71, 77),
    81,
    82,
    *range(91, 98),
}
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[68]\d{12}|35\d{14}|6[0245]\d{14,17}|1946\d{12}"
    r"|5[06-9]\d{14}"
)
_OF_AN_OFFICIAL = re.compile(r"(?:19[4-9]|20[01])\d(?:0[1-9]|1[0-2])\d{12}")  # a NIP


def long_numbers(
    context: Context, digits: list[Digits], explained: dict[int, int], taken: Set[int]
) -> Iterator[tuple[str, int, int]]:
    """
    (kind, first piece, last piece) of each.

    `explained` are pieces that are dates, hours and amounts; those in `taken` belong to something else.
    """
    first, labelled_until = 0, -1
    while first < len(digits):
        if first > labelled_until and (end := _among_words(context, digits, first, taken)):
            yield NIK, first, end
            labelled_until = end
        last = first  # of the chain
        if first in taken:
            first += 1
            continue
        while last + 1 < len(digits) and digits[last].gap <= WORDS and last + 1 not in taken:
            last += 1
        yield from _in_chain(context, _Chain(digits[first : last + 1], first), explained)
        first = last + 1


def _among_words(context: Context, digits: list[Digits], first: int, taken: Set[int]) -> int | None:
    """ "NIK empat angka pertama 1376, lalu 0145": the last piece of one whose pieces stand among words."""
    label = context.identity_label(digits[first].start)
    if label is None or (first and digits[first - 1].start > label):
        return None
    for start in range(first, min(first + 2, len(digits))):  # a spoken "empat" may come first
        value, end = "", start
        while end < len(digits) and end not in taken and len(value) < 16:
            if end > start and digits[end].start - digits[end - 1].end > _FARTHEST:
                break
            value += digits[end].digits
            end += 1
        if len(value) == 16 and plausible_identity(value) and end - start > 1:
            return end - 1
    return None


class _Chain:
    """Pieces with hardly anything between them, and their digits in one row."""

    def __init__(self, pieces: list[Digits], offset: int) -> None:
        self.pieces, self.offset = pieces, offset
        self.row = "".join(piece.digits for piece in pieces)
        self.begins = [0, *accumulate(len(piece.digits) for piece in pieces)]  # of each piece in the row
        self.last_piece = {begin: i - 1 for i, begin in enumerate(self.begins)}  # by where it ends in the row

    def stands_alone(self, start: int, end: int, explained: dict[int, int]) -> bool:
        """Whether the pieces are one number, and not cells of a row or members of a list of numbers."""
        inner = [piece.between for piece in self.pieces[start:end]]
        evenly = len(set(inner)) < 2
        if start == 0 and end == len(self.pieces) - 1:
            return evenly or sum(bool(_YEAR.fullmatch(piece.digits)) for piece in self.pieces) < _SOME
        outer = [i for i in (start - 1, end) if 0 <= i < len(self.pieces) - 1]
        if evenly and not {self.pieces[i].between for i in outer} & set(inner):
            return True
        loosest = max((piece.gap for piece in self.pieces[start:end]), default=JOINED)
        if loosest < min(self.pieces[i].gap for i in outer):
            return True
        sizes = tuple(len(piece.digits) for piece in self.pieces[start : end + 1])
        if max(sizes) <= _ORDINAL and len(self.row) <= 16 + _ORDINAL:
            return True
        if sizes not in _NIK_GROUPS or any(set(sign) & _OF_TABLES for sign in inner):
            return sizes == (16,)
        # a number of the list before it, an age behind it
        neighbours = [i for i in (start - 1, end + 1) if 0 <= i < len(self.pieces)]
        return all(len(self.pieces[i].digits) < _CELL or i + self.offset in explained for i in neighbours)

    def is_explained(self, start: int, end: int, explained: dict[int, int]) -> bool:
        """Whether all of it is dates, hours and amounts, and not one number cut into equal parts."""
        if not all(i + self.offset in explained for i in range(start, end + 1)):
            return False
        return end - start < 3 or len({piece.between for piece in self.pieces[start:end]}) > 1


def _in_chain(context: Context, chain: _Chain, explained: dict[int, int]) -> Iterator[tuple[str, int, int]]:
    if len(chain.row) < _FEWEST_DIGITS:
        return
    start = 0
    while start < len(chain.pieces):
        found = _identity_at(context, chain, start, explained) or _card_at(context, chain, start, explained)
        if found:
            kind, end = found
            yield kind, chain.offset + start, chain.offset + end
            start = end
        start += 1


def _identity_at(context: Context, chain: _Chain, start: int, explained: dict[int, int]) -> tuple[str, int] | None:
    begin = chain.begins[start]
    end = chain.last_piece.get(begin + 16)
    if end is None:
        return None
    value, position = chain.row[begin : begin + 16], chain.pieces[start].start
    named = context.names_identity(position)
    if not (named or plausible_identity(value)) or chain.is_explained(start, end, explained):
        return None
    if named:
        return NIK, end
    if context.names_other(position) or (_is_issued(value) and int(value[:2]) not in _PROVINCES):
        return None
    spoken = any(piece.spoken for piece in chain.pieces[start : end + 1])
    return (NIK, end) if spoken or chain.stands_alone(start, end, explained) else None


def _card_at(context: Context, chain: _Chain, start: int, explained: dict[int, int]) -> tuple[str, int] | None:
    begin, position = chain.begins[start], chain.pieces[start].start
    if chain.row[begin] == "0":
        return None
    named = context.names_card(position)
    if not named and start and chain.begins[start + 1] - begin < 3:
        return None  # a row of small numbers
    for end in range(start, min(start + (_MOST_PIECES if named else _PIECES), len(chain.pieces))):
        value = chain.row[begin : chain.begins[end + 1]]
        if len(value) > _MOST_DIGITS:
            break
        if len(value) < _FEWEST_DIGITS or not (named or _ISSUED.fullmatch(value)) or not _luhn(value):
            continue
        if len(set(value)) < 2 or context.names_other(position) or chain.is_explained(start, end, explained):
            continue
        apart = any(piece.gap > TIGHT or set(piece.between) & _OF_TABLES for piece in chain.pieces[start:end])
        sizes = tuple(len(piece.digits) for piece in chain.pieces[start : end + 1])
        if named or not (apart or sizes not in _CARD_GROUPS or _OF_AN_OFFICIAL.fullmatch(value)):
            return CARD, end
    return None


def plausible_identity(value: str) -> bool:
    """Whether 16 digits can be a NIK or a KK: a province, a day (women's plus 40), a month, a serial number."""
    province, day, month = int(value[:2]), int(value[6:8]), int(value[8:10])
    return (
        11 <= province <= 96
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and value[2:4] != "00"
        and value[12:] != "0000"
    )


def _is_issued(value: str) -> bool:
    """Whether banks give out such a number."""
    return bool(_ISSUED.fullmatch(value)) and _luhn(value)


def _luhn(value: str) -> bool:
    return (sum(map(int, value[::-2])) + sum(map(_DOUBLED.__getitem__, value[-2::-2]))) % 10 == 0
