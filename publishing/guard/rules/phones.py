"""Phone numbers in every Indonesian writing, in digits and in words."""

import re
from collections.abc import Iterator, Set

from publishing.guard.rules.digits import JOINED, LOOSE, TIGHT, WORDS, Digits
from publishing.guard.rules.labels import Context
from publishing.words.phones import JAKARTA_AND_OTHERS, domestic

FEWEST, MOST = 9, 15  # digits of a phone number with its area code
SHORT = 5  # a number of so few digits is a hotline's and nobody's own
_HEAD = re.compile(r"0[2-9]|62|0062|00?8|8")
_ROW = 6  # pieces before it that are looked at
_YEAR = re.compile(r"(?:19|20)\d\d")


def phones(
    text: str,
    context: Context,
    digits: list[Digits],
    explained: dict[int, int],
    verified: Set[str],
    taken: set[int],
) -> Iterator[tuple[int, int]]:
    """(first piece, last piece) of each number that is not verified. Pieces in `taken` belong to something else."""
    start, after_phone = 0, False
    while start < len(digits):
        end, is_verified = None, False
        if start not in taken and explained.get(start, start) == start:
            end, is_verified = _Candidate(text, context, digits, explained, start).read(verified, taken, after_phone)
        after_phone = end is not None
        if end is None:
            start += 1
            continue
        if not is_verified:
            yield start, end
        start = end + 1


class _Candidate:
    """What may be a phone number: the pieces from `start` on."""

    def __init__(
        self, text: str, context: Context, digits: list[Digits], explained: dict[int, int], start: int
    ) -> None:
        self.text, self.context, self.digits, self.explained, self.start = text, context, digits, explained, start
        self.first = digits[start]

    def read(self, verified: Set[str], taken: set[int], after_phone: bool) -> tuple[int | None, bool]:
        """The last piece of the number, or None; and whether it is verified."""
        position = self.first.start
        head = self.first.digits[0]
        before = self.text[max(position - 8, 0) : position]
        abroad = "+" in before[-3:] or before.lower().endswith("plus ")
        if not abroad and head not in "068":
            return self._without_area_code(verified, taken), False
        following = self.digits[self.start + 1].digits if self.start + 1 < len(self.digits) else ""
        if not abroad and self.first.digits == "0" and following[:1] in ("", "0", "1"):
            return None, False
        ends = list(self._ends(taken))
        if not ends or ends[-1][1] < FEWEST - 1:
            return None, False
        named = self.context.names_phone(position)
        spoken = all(self.digits[end].spoken for end, _length in ends)
        if head == "8" and not (named or abroad or spoken):
            return None, False
        if not named and (self.context.names_other(position) or self._is_inside_of_another()):
            return None, False
        if self.context.names_meeting(position) and not abroad:
            return None, False
        value = "".join(piece.digits for piece in self.digits[self.start : ends[-1][0] + 1])
        if not abroad and not _HEAD.match(value):
            return None, False
        number = domestic(value)
        dropped = len(value) - len(number)
        found = None
        for end, length in ends:
            if length > SHORT and number[: length - dropped] in verified:
                return end, True
            is_phone = length >= FEWEST - 1 and _is_phone(value[:length], number[: length - dropped], abroad, named)
            if is_phone and not self._is_another(end, abroad, named, after_phone):
                found = end
        return found, False

    def _without_area_code(self, verified: Set[str], taken: set[int]) -> int | None:
        """ "Telp. 92345": 5 to 8 digits. Numbers with 1 in front are those of call centres."""
        if self.first.digits[0] == "1" or not self.context.names_landline(self.first.start):
            return None
        end, length = list(self._ends(taken))[-1] if self.start not in taken else (self.start, 0)
        value = "".join(piece.digits for piece in self.digits[self.start : end + 1])
        is_verified = any(number.endswith(value) for number in verified)
        return end if SHORT <= length <= 8 and not is_verified else None

    def _is_inside_of_another(self) -> bool:
        """Whether the row of digits to which it belongs is called something else: a virtual account."""
        head = self.start
        while head and self.start - head < _ROW and self.digits[head - 1].gap <= TIGHT:
            head -= 1
        return head != self.start and self.context.names_other(self.digits[head].start)

    def _ends(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        length = 0
        for end in range(self.start, min(self.start + MOST + 1, len(self.digits))):
            if end in taken:
                return
            length += len(self.digits[end].digits)
            if length > MOST + 2:
                return
            yield end, length
            if end + 1 == len(self.digits) or not self._goes_on(end, length):
                return

    def _goes_on(self, end: int, length: int) -> bool:
        piece, following = self.digits[end], self.digits[end + 1]
        if piece.gap <= TIGHT or piece.gap == WORDS:
            return True
        if piece.gap != LOOSE:
            return False
        if piece.spoken and following.spoken and "\n\n" not in piece.between:
            return True
        # 0812,3456,7890, or broken by the end of a line or a cell; "nol lapan duo baleh, 0000-7890"
        head = "".join(one.digits for one in self.digits[self.start : end + 1]) if piece.spoken else self.first.digits
        begun = head.startswith(("08", "628")) and 3 <= len(head) < 10 and length < 10
        another = following.digits.startswith("08")
        return begun and not another and len(piece.between) <= 3 and 2 <= len(following.digits) <= 8

    def _is_another(self, end: int, abroad: bool, named: bool, after_phone: bool) -> bool:
        """Whether the pieces are rather a date with hours, the number of a letter, a decimal, a row of a table."""
        if named:
            return False
        pieces = self.digits[self.start : end + 1]
        stop = pieces[-1].end
        if not after_phone and self._is_inside():
            return True
        if self.text[stop : stop + 1] == "/" and self.text[stop + 1 : stop + 2].isalnum():
            return True
        if any("/" in piece.between for piece in pieces[:-1]) and any(
            _YEAR.fullmatch(piece.digits) for piece in pieces
        ):
            return True
        if len(pieces) == 1 or self.first.spoken:
            return False
        if self.first.digits == "0" and self.first.gap != JOINED:
            single = all(len(piece.digits) == 1 or piece.spoken for piece in pieces)
            local = pieces[1].digits
            return not single and not (local[0] == "8" and len(local) >= 3 and self.first.between != ".")
        if self.first.digits == "62" and not abroad and _is_row(pieces):
            return True
        return self._begins_with_date_or_hour(end)

    def _is_inside(self) -> bool:
        """Whether it goes on a longer number: 12.03.0812.2026, 2026-12-08-0812."""
        previous = self.digits[self.start - 1] if self.start else None
        return previous is not None and previous.between in ("/", ".", "-", "_")

    def _begins_with_date_or_hour(self, end: int) -> bool:
        last = self.start
        while self.explained.get(last + 1) == self.start:
            last += 1
        if last == self.start or self.explained.get(self.start) is None:
            return False
        return last >= end or self.digits[last].between != self.first.between


def _is_row(pieces: list[Digits]) -> bool:
    """62 83 77 and 62.812.345: numbers of a table, an amount."""
    if len(pieces[1].digits) < 3 and not pieces[1].spoken:
        return True
    return all(piece.between == "." for piece in pieces[:-1]) and all(len(piece.digits) == 3 for piece in pieces[1:])


def _is_phone(value: str, number: str, abroad: bool, named: bool) -> bool:
    if abroad and not value.startswith(("62", "0")):
        return 8 <= len(value) <= MOST
    if value.startswith("8"):
        return 9 <= len(value) <= 13
    if (
        not (abroad or named)
        and value.startswith("62")
        and not value.startswith(("628", "620", "6275", "6276", "6221"))
    ):
        return False
    if number.startswith("08") and number[2:3] != "0":
        return (FEWEST if named else FEWEST + 1) <= len(number) <= 14
    if number.startswith("080"):
        return 8 <= len(number) <= 12
    if not re.match(r"0[2-79]\d", number):
        return False
    local = number[3 if number.startswith(JAKARTA_AND_OTHERS) else 4 :]
    return 5 <= len(local) <= 8 and local[0] not in "01"
