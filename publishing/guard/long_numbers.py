"""Numbers of identity cards (NIK), of families (KK) and of payment cards, in any writing."""

import re
from collections.abc import Iterator

from publishing.guard.digits import TIGHT, WORDS, Digits
from publishing.guard.findings import CARD, NIK
from publishing.guard.labels import Context

_PIECES = 6  # a card in more pieces than these is none, unless a word says so
_MOST_PIECES = 19
_NIK_GROUPS = {
    (16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 2, 2, 2, 4), (2, 2, 2, 6, 4), (6, 2, 2, 2, 4), (8, 8), (4, 12), (12, 4),
    (6, 10), (2,) * 8, (1,) * 16, (4, 2, 6, 4), (4, 4, 8), (8, 4, 4), (5, 5, 6), (3, 3, 3, 3, 4), (4, 4, 4, 2, 2),
}  # fmt: skip
_PROVINCES = {*range(11, 22), *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98)}
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[68]\d{12}|35\d{14}|6[0245]\d{14,17}|1946\d{12}"
    r"|5[06-9]\d{14}"
)
_OF_AN_OFFICIAL = re.compile(r"(?:19[4-9]|20[01])\d(?:0[1-9]|1[0-2])\d{12}")  # a NIP


def long_numbers(context: Context, digits: list[Digits], explained: dict[int, int]) -> Iterator[tuple[str, int, int]]:
    """(kind, first piece, last piece) of each; `explained` are pieces that are dates, hours and amounts."""
    first = 0
    while first < len(digits):
        last = first  # of the chain
        while last + 1 < len(digits) and digits[last].gap <= WORDS:
            last += 1
        yield from _in_chain(context, digits[first : last + 1], first, explained)
        first = last + 1


def _in_chain(context: Context, pieces: list[Digits], offset: int, explained: dict[int, int]):
    total, at = 0, {}
    totals = [0]
    for i, piece in enumerate(pieces):
        total += len(piece.digits)
        totals.append(total)
        at[total] = i
    if total < 13:
        return
    start = 0
    while start < len(pieces):
        found = _at(context, pieces, start, at, totals, offset, explained)
        if found:
            kind, end = found
            yield kind, offset + start, offset + end
            start = end
        start += 1


def _at(context, pieces, start, at, totals, offset, explained) -> tuple[str, int] | None:
    position = pieces[start].start
    end = at.get(totals[start] + 16)
    if end is not None and not _is_explained(pieces, start, end, offset, explained):
        value = "".join(piece.digits for piece in pieces[start : end + 1])
        card = _luhn(value) and _ISSUED.fullmatch(value) and int(value[:2]) not in _PROVINCES
        if _is_identity(context, position, value, pieces[start : end + 1], totals[-1] == 16) and not (
            card and not context.names_identity(position)
        ):
            return NIK, end
    if pieces[start].digits[0] == "0":
        return None
    if start and totals[start + 1] - totals[start] < 3 and not context.names_card(position):
        return None  # a row of small numbers
    for end in range(start, min(start + _MOST_PIECES, len(pieces))):
        length = totals[end + 1] - totals[start]
        if length > 19:
            break
        if length < 13 or _is_explained(pieces, start, end, offset, explained):
            continue
        value = "".join(piece.digits for piece in pieces[start : end + 1])
        if _luhn(value) and _is_card(context, position, value, pieces[start : end + 1]):
            return CARD, end
    return None


def _is_explained(pieces: list[Digits], start: int, end: int, offset: int, explained: dict[int, int]) -> bool:
    """Whether all of it is dates, hours and amounts, and not one number cut into equal parts."""
    if not all(i + offset in explained for i in range(start, end + 1)):
        return False
    return end - start < 3 or len({piece.between for piece in pieces[start:end]}) > 1


def _is_identity(context: Context, position: int, value: str, pieces: list[Digits], whole: bool) -> bool:
    if context.names_identity(position):
        return True
    if not plausible_identity(value) or context.names_other(position):
        return False
    groups = tuple(len(piece.digits) for piece in pieces)
    return whole or groups in _NIK_GROUPS or any(piece.spoken for piece in pieces)


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


def _is_card(context: Context, position: int, value: str, pieces: list[Digits]) -> bool:
    if context.names_other(position) or len(set(value)) < 2:
        return False
    if context.names_card(position):
        return True
    if any(piece.gap > TIGHT for piece in pieces[:-1]) or len(pieces) > _PIECES or _OF_AN_OFFICIAL.fullmatch(value):
        return False
    return bool(_ISSUED.fullmatch(value))


def _luhn(value: str) -> bool:
    doubled = sum("0246813579".index(digit) for digit in value[-2::-2])
    return (doubled + sum(map(int, value[-1::-2]))) % 10 == 0
