"""What stops a text: numbers of identity cards and families, of payment cards, of phones that nobody has verified."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass

from publishing.guard.findings import NIK, PHONE
from publishing.guard.rules.digits import Digits
from publishing.guard.rules.labels import Context
from publishing.guard.rules.long_numbers import long_numbers
from publishing.guard.rules.phones import SHORT, phones
from publishing.words.phones import domestic

_PERSON = re.compile(r"\b(?:korban|anak|penyintas|bocah|balita|siswi?|saksi)", re.IGNORECASE)
_BESIDE = 160  # characters
_WHATSAPP = re.compile(
    r"(?:\bwa\.me/(?!\?text)|\bwa\.link/|\bchat\.whatsapp\.com/|\b(?:(?:api|web|www)\.)?whatsapp\.com/send/?\?(?!text)|"
    r"\bwhatsapp://send/?\?(?!text)|\bt\.me/(?:\+|joinchat/|(?=[0-9]))|\b(?:tel|sms|callto|whatsapp):(?=[+%(]?\d))[^\s\"'<>]{0,80}",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"(?:wa\.me/|t\.me/|phone=|(?:tel|sms|callto|whatsapp):)(?:\+|%2b|%20)*([0-9(). %-]+)", re.IGNORECASE
)
_COORDINATES = re.compile(r"[-+]?\d{1,3}\.\d{4,15} ?[,;/ ] ?[-+]?\d{1,3}\.\d{4,15}(?!\d)")
_TIME_OR_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d|(?:19|20)\d\d([./-])\d\d\2\d\d"
    r"|(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?|(?:19|20)\d\d|[1-9]\d{0,2}(?:[.,]\d{3}){1,5}|"
    r"\d{1,3}[.,]\d{1,2} ?%)(?!\d)"
)


@dataclass(frozen=True)
class Number:
    """A number that must not be public: its kind, its place in the normalised text, its digits."""

    kind: str
    start: int
    end: int
    digits: str
    beside_a_person: bool = False


def numbers(text: str, digits: list[Digits], verified: Set[str]) -> Iterator[Number]:
    """All numbers in a text that stop it. `verified` holds phone numbers in their domestic form."""
    context = Context(text)
    explained = _explained(text, digits)
    persons = [found.start() for found in _PERSON.finditer(text)]
    taken = {i for found in _COORDINATES.finditer(text) for i in _pieces_within(digits, *found.span())}
    for kind, first, last in long_numbers(context, digits, explained, taken):
        taken.update(range(first, last + 1))
        start, end = digits[first].start, digits[last].end
        near = kind == NIK and bisect_left(persons, start - _BESIDE) < bisect_left(persons, end + _BESIDE)
        yield Number(kind, start, end, _joined(digits, first, last), near)
    for start, end, value in _links(text, verified):
        taken.update(_pieces_within(digits, start, end))
        if value:
            yield Number(PHONE, start, end, value)
    for first, last in phones(text, context, digits, explained, verified, taken):
        yield Number(PHONE, digits[first].start, digits[last].end, domestic(_joined(digits, first, last)))


def _joined(digits: list[Digits], first: int, last: int) -> str:
    return "".join(piece.digits for piece in digits[first : last + 1])


def _pieces_within(digits: list[Digits], start: int, end: int) -> range:
    first = bisect_left(digits, start, key=lambda piece: piece.start)
    return range(first, bisect_left(digits, end, key=lambda piece: piece.start))


def _links(text: str, verified: Set[str]) -> Iterator[tuple[int, int, str]]:
    """Links to phones and to WhatsApp with the number; one that may stand there comes without."""
    for found in _WHATSAPP.finditer(text):
        number = _LINKED.search(found[0])
        value = domestic(re.sub(r"%(?:20|28|29)", "", number[1])) if number else ""
        fine = value in verified or (value and len(value) <= SHORT)
        yield *found.span(), "" if fine else value or "wa"


def _explained(text: str, digits: list[Digits]) -> dict[int, int]:
    """The pieces that belong to a date, an hour, a year or an amount, each with the first piece of the same."""
    result: dict[int, int] = {}
    position = 0
    for found in _TIME_OR_DATE.finditer(text):
        while position < len(digits) and digits[position].start < found.start():
            position += 1
        first = position
        while position < len(digits) and digits[position].end <= found.end():
            result[position] = first
            position += 1
    return result
