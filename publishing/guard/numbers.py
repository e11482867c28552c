"""What stops a text: numbers of identity cards and families, of payment cards, of phones that nobody has verified."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from publishing.guard.digits import JOINED, LOOSE, TIGHT, WORDS, Digits
from publishing.guard.findings import CARD, NIK, PHONE

_IDENTITY = re.compile(
    r"\b(?:NIK|KK|KTP|e-?KTP|KIA|nomor induk kependudukan|no(?:mor)?\.? ?induk|kartu keluarga|kartu tanda penduduk)"
    r"(?:nya|ku)?\b",
    re.IGNORECASE,
)
_OTHER_INDEX = re.compile(
    r"\b(?:NIP|NUPTK|NISN|NIS|NPSN|NPWP|NRP|NIB|ISBN|ISSN|EAN|DOI|VA|virtual account|reg(?:istrasi|ister)?|resi|rekening|"
    r"rek|akta|seri|agenda|faktur|invoice|kode|billing|SK|surat|dokumen|paket|pesanan|zoom|meeting|rapat|ID|passcode|"
    r"sandi|perkara|putusan|berkas|arsip|inventaris|barang|sertifikat|lisensi|izin|kontrak|tiket|koordinat|DOI|barcode)"
    r"\b[^\w\n]*(?:(?:no(?:mor)?|id|number)\b[^\w\n]*)?(?:(?:nya|adalah|ialah)\b[^\w\n]*)?$",
    re.IGNORECASE,
)
_PHONE_WORD = re.compile(
    r"\b(?:hp|h\.p|wa|w\.a|whats ?app|telp?|tlp|telf|telepon|telpon|phone|ponsel|handphone|hotline|kontak|contact|cp|"
    r"narahubung|hubungi|hub|call|chat|japri|sms|nomor(?:nya)?|nope|no\.? ?(?:hp|wa|telp)|seluler|fax|faks)"
    r"(?:nya|ku|an)?\b[^\d\n]{0,24}$",
    re.IGNORECASE,
)
_CARD_WORD = re.compile(r"\b(?:kartu|kredit|debit|ATM|visa|master ?card|card|GPN|CVV)\b", re.IGNORECASE)
_ID_WORD = re.compile(r"\b(?:zoom|meeting|rapat|ID|passcode|webinar)\b[^\d\n]{0,24}$", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:korban|anak|penyintas|bocah|balita|siswi?|saksi)", re.IGNORECASE)
_MONEY = re.compile(r"(?:\bRp|\bIDR|\brupiah)\.? ?$", re.IGNORECASE)
_WHATSAPP = re.compile(
    r"(?:\bwa\.me/(?!\?text)|\bwa\.link/|\bchat\.whatsapp\.com/|\b(?:(?:api|web|www)\.)?whatsapp\.com/send/?\?|"
    r"\bwhatsapp://send/?\?|\bt\.me/\+?(?=[0-9])|\b(?:tel|sms|callto|whatsapp):(?=[+%(]?\d))[^\s\"'<>]{0,80}",
    re.IGNORECASE,
)
_LINKED_NUMBER = re.compile(
    r"(?:wa\.me/|t\.me/|phone=|(?:tel|sms|callto|whatsapp):)(?:\+|%2b|%20)*([0-9(). %-]+)", re.I
)
_TIME_OR_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d\d\2\d\d"
    r"|(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?|(?:19|20)\d\d|\d{1,3}(?:[.,]\d{3})+|\d{1,3}[.,]\d{1,2} ?%)(?!\d)"
)
_JAKARTA_AND_OTHERS = ("021", "022", "024", "031", "061")
_NIK_GROUPS = {
    (16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 2, 2, 2, 4), (2, 2, 2, 6, 4), (6, 2, 2, 2, 4), (8, 8), (4, 12), (12, 4),
    (6, 10), (2,) * 8, (1,) * 16, (4, 2, 6, 4), (4, 4, 8), (8, 4, 4), (5, 5, 6), (3, 3, 3, 3, 4), (4, 4, 4, 2, 2),
}  # fmt: skip
FEWEST, MOST = 9, 15  # digits of a phone number with its area code
SHORT = 5  # a number of so few digits is a hotline's and nobody's own


@dataclass(frozen=True)
class Number:
    """A number that must not be public: its kind, its place in the normalised text, its digits."""

    kind: str
    start: int
    end: int
    digits: str
    beside_a_person: bool = False


def canonical(number: str) -> str:
    """A phone number for comparing, however it is written: "+62 811-1129-129", "628111129129" -> "08111129129"."""
    digits = re.sub(r"[^0-9]", "", number)
    digits = re.sub(r"^0*62(?=\d{7})", "0", digits)
    return re.sub(r"^00+(?=8)", "0", digits)


def numbers(text: str, digits: list[Digits], verified: Set[str]) -> Iterator[Number]:
    """All numbers in a text that stop it. `verified` holds canonical phone numbers."""
    taken: set[int] = set()
    yield from _long_numbers(text, digits, taken)
    linked = list(_links(text, verified))
    for link in linked:
        if link.digits:
            yield link
    places = {i for i, piece in enumerate(digits) for link in linked if link.start <= piece.start < link.end}
    yield from _phones(text, digits, verified, taken | places)


def _long_numbers(text: str, digits: list[Digits], taken: set[int]) -> Iterator[Number]:
    explained = _explained(text, digits)
    first = 0
    while first < len(digits):
        last = first  # of the chain
        while last + 1 < len(digits) and digits[last].gap <= WORDS:
            last += 1
        found = list(_long_in_chain(text, digits, first, last, explained))
        for number, places in found:
            taken.update(places)
            yield number
        first = last + 1


def _long_in_chain(text, digits, first, last, explained) -> Iterator[tuple[Number, range]]:
    whole = sum(len(piece.digits) for piece in digits[first : last + 1]) if last - first < 40 else 0
    start = first
    while start <= last:
        for kind, end in _candidates(text, digits, start, last, whole == 16 and start == first, explained):
            places = range(start, end + 1)
            value = "".join(digits[i].digits for i in places)
            a, b = digits[start].start, digits[end].end
            near = kind == NIK and bool(_PERSON.search(text, max(a - 160, 0), b + 160))
            yield Number(kind, a, b, value, near), places
            start = end
            break
        start += 1


def _candidates(text, digits, start, last, whole, explained) -> Iterator[tuple[str, int]]:
    value = ""
    for end in range(start, min(start + 19, last + 1)):
        value += digits[end].digits
        if len(value) > 19:
            return
        if len(value) < 13:
            continue
        if all(i in explained for i in range(start, end + 1)) and not _evenly(digits[start : end + 1]):
            continue
        before = text[max(digits[start].start - 60, 0) : digits[start].start]
        if len(value) == 16 and _is_identity(before, value, digits[start : end + 1], whole):
            yield NIK, end
            return
        if _is_card(before, text[digits[end].end : digits[end].end + 40], value, digits[start : end + 1]):
            yield CARD, end
            return


def _is_identity(before: str, value: str, pieces: list[Digits], whole: bool) -> bool:
    named = _IDENTITY.search(before)
    if named and not _OTHER_INDEX.search(before[named.end() :]):
        return True
    if not plausible_identity(value) or _OTHER_INDEX.search(before):
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


def _is_card(before: str, after: str, value: str, pieces: list[Digits]) -> bool:
    if not _luhn(value) or _OTHER_INDEX.search(before) or len(set(value)) < 2:
        return False
    if _CARD_WORD.search(before) or _CARD_WORD.search(after):
        return True
    if any(piece.gap > TIGHT for piece in pieces[:-1]) or len(pieces) > 5:
        return False
    if len(value) == 18 and re.match(r"(?:19[4-9]|20[01])\d(?:0[1-9]|1[0-2])", value):
        return False  # a NIP
    return bool(
        re.fullmatch(
            r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[68]\d{12}|35\d{14}|6[0245]\d{14,17}"
            r"|1946\d{12}|5[06-9]\d{14}",
            value,
        )
    )


def _luhn(value: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in value[-2::-2])
    return (sum(doubled) + sum(map(int, value[-1::-2]))) % 10 == 0


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


def _evenly(pieces: list[Digits]) -> bool:
    return len({piece.between for piece in pieces[:-1]}) == 1 and len(pieces) > 3


def _links(text: str, verified: Set[str]) -> Iterator[Number]:
    """Links to phones and to WhatsApp; one that is verified comes without digits."""
    for found in _WHATSAPP.finditer(text):
        number = _LINKED_NUMBER.search(found[0])
        value = canonical(number[1].replace("%20", "").replace("%28", "").replace("%29", "")) if number else ""
        fine = value in verified or (value and len(value) <= SHORT)
        yield Number(PHONE, *found.span(), "" if fine else value or "wa")


def _phones(text: str, digits: list[Digits], verified: Set[str], taken: set[int]) -> Iterator[Number]:
    start, after_phone = 0, False
    within = {piece for piece, first in _explained(text, digits).items() if piece != first}
    while start < len(digits):
        end, is_verified = (
            (None, False)
            if start in taken or start in within
            else _phone(text, digits, start, verified, taken, after_phone)
        )
        after_phone = end is not None
        if end is None:
            start += 1
            continue
        if not is_verified:
            value = canonical("".join(piece.digits for piece in digits[start : end + 1]))
            yield Number(PHONE, digits[start].start, digits[end].end, value)
        start = end + 1


def _phone(text, digits, start, verified, taken, after_phone) -> tuple[int | None, bool]:
    """The last piece of the phone number that begins with the piece `start`, or None; and whether it is verified."""
    first = digits[start]
    before = text[max(first.start - 40, 0) : first.start]
    abroad = bool(re.search(r"(?:\+|\bplus) ?\(?$", before, re.IGNORECASE))
    named = bool(_PHONE_WORD.search(before))
    if not (abroad or first.digits[0] in "06" or (first.digits[0] == "8" and named)):
        return None, False
    if _MONEY.search(before) or (_OTHER_INDEX.search(before) and not named) or (_ID_WORD.search(before) and not abroad):
        return None, False
    value, found = "", None
    for end in range(start, min(start + MOST + 1, len(digits))):
        if end in taken:
            break
        value += digits[end].digits
        if len(value) > MOST + 2:
            break
        if canonical(value) in verified and len(value) > SHORT:
            return end, True
        if _is_phone(value, abroad, named) and not _other_number(text, digits, start, end, before, named, after_phone):
            found = end
        if not _goes_on(digits[end], digits[end + 1] if end + 1 < len(digits) else None):
            break
    return found, False


def _goes_on(piece: Digits, following: Digits | None) -> bool:
    if following is None:
        return False
    if piece.gap <= TIGHT or piece.gap == WORDS:
        return True
    return piece.gap == LOOSE and piece.spoken and following.spoken and "\n\n" not in piece.between


def _is_phone(value: str, abroad: bool, named: bool) -> bool:
    if abroad and not re.match(r"0?62|0", value):
        return 8 <= len(value) <= MOST
    if value.startswith("8"):
        return named and 9 <= len(value) <= 13
    if not abroad and value.startswith("62") and value[2:3] not in ("8", "0") and not named:
        return False
    number = canonical(value) if len(value) >= FEWEST else value
    number = re.sub(r"^00(?=[2-9])", "0", number)
    if re.match(r"08\d", number):
        return FEWEST <= len(number) <= 14
    if not re.match(r"0[2-79]\d", number):
        return False
    local = number[3 if number.startswith(_JAKARTA_AND_OTHERS) else 4 :]
    return 5 <= len(local) <= 8 and local[0] not in "01"


def _other_number(text, digits, start, end, before, named, after_phone) -> bool:
    """Whether the pieces are rather a date with hours, the number of a letter, a decimal, a row of a table."""
    pieces = digits[start : end + 1]
    first, following = pieces[0], text[digits[end].end : digits[end].end + 2]
    if named:
        return False
    if re.search(r"\d/$", before) and not after_phone:
        return True
    if re.fullmatch(r"/\w", following):
        return True
    if any("/" in piece.between for piece in pieces[:-1]) and re.fullmatch(r"(?:19|20)\d\d", pieces[-1].digits):
        return True
    if len(pieces) == 1 or first.spoken:
        return False
    if first.digits == "0" and pieces[0].gap != JOINED:
        single = all(len(piece.digits) == 1 or piece.spoken for piece in pieces)
        return not single and not (pieces[1].digits[0] == "8" and len(pieces[1].digits) >= 3 and first.between != ".")
    if first.digits == "62" and not before.endswith(("+", "+ ", "(+")):
        if len(pieces[1].digits) < 3 and not pieces[1].spoken:
            return True
        if all(piece.between == "." for piece in pieces[:-1]) and all(len(piece.digits) == 3 for piece in pieces[1:]):
            return True
    return _begins_with_date_or_hour(text, pieces)


def _begins_with_date_or_hour(text: str, pieces: list[Digits]) -> bool:
    found = _TIME_OR_DATE.match(text, pieces[0].start)
    if not found or found.end() <= pieces[0].end or found.end() >= pieces[-1].end:
        return bool(found and found.end() == pieces[-1].end)
    inside = [piece for piece in pieces if piece.end <= found.end()]
    return inside[-1].between != inside[0].between
