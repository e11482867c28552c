"""Which part somebody has whose name stands in a text: what is said of it before and after the name."""

import re
from itertools import pairwise
from typing import NamedTuple

from publishing.guard.rules.names import Names
from publishing.guard.rules.vocabulary import (
    ABOUT,
    BETWEEN,
    CASE_VERBS,
    CHILDREN,
    DISASTERS,
    FILL,
    HONORIFICS,
    NAMING,
    ORDER_OF_CHILDREN,
    PARENTS,
    PARTS,
    SPEECH,
    TITLES,
)

PART, CHILD_WORD, PARENT, ABOUT_CASE, OFFICE, ONLY_NAMED = "part", "child", "parent", "about", "office", "named"
_REACH = 7  # words from a part to a name
_CASE_VERB = re.compile(CASE_VERBS)
_SUFFERED = re.compile(
    r"melapor(?:kan)?|mengadu(?:kan)?|trauma|dirawat|divisum|hamil|meninggal|melahirkan|kabur|ditangkap|diamankan|"
    r"ditahan|"
    r"diperiksa|dibawa|dirujuk|dievakuasi|diselamatkan|diancam|mengaku|lebam|memar|tewas|depresi|dijemput|dipulangkan|"
    r"ditipu|dikurung|diberangkatkan|mengalami|menderita|mengakui"
)
_LINK = ("adalah", "selaku", "sebagai", "menjadi", "jadi", "merupakan", "ditetapkan", "berstatus")
_MUST = ("harus", "dapat", "bisa", "berhak", "perlu", "jangan", "tidak", "wajib", "boleh", "akan", "diharapkan")


class Before(NamedTuple):
    part: str | None
    distance: int  # words that lie between and mean nothing here
    named: bool  # "bernama", "berinisial" stands between


def part_before(names: Names, first: int, is_case: bool) -> Before:
    """The nearest part before the name that begins with token `first`, in its sentence."""
    distance, named, honoured = 0, False, False
    for position in range(first - 1, max(first - 1 - _REACH * 2, -1), -1):
        low = names.tokens[position].low
        if names.ends_sentence(position) or distance > _REACH:
            break
        if not low[0].isalpha():
            distance += low[0].isdecimal()
            continue
        if _says_named(names, position, is_case):
            named = True
            continue
        if low in HONORIFICS:
            honoured = True
            continue
        part = _part(names, position, is_case, named or distance == 0)
        named = named or bool(part in (PART, CHILD_WORD) and position and names.tokens[position - 1].low == "nama")
        if part == OFFICE or (part and not (honoured and distance > 1)):
            return Before(part, distance, named)
        distance += low not in BETWEEN and low not in PARENTS and _stem(low) not in PARENTS
    if honoured:
        return Before(OFFICE, distance, named)
    return Before(ONLY_NAMED if named and is_case else None, distance, named)


def _says_named(names: Names, position: int, is_case: bool) -> bool:
    low = names.tokens[position].low
    before = names.tokens[position - 1].low if position else ""
    if low in NAMING or (is_case and (low == "a.n" or (low == "nama" and before == "atas"))):
        return True
    after = names.tokens[position + 1].low
    return (low == "saja" and before in ("sebut", "panggil")) or (low in ("sebut", "panggil") and after == "saja")


def _part(names: Names, position: int, is_case: bool, near: bool) -> str | None:
    """What the word at `position` says of a name behind it."""
    low = names.tokens[position].low
    stem = _stem(low)
    if stem in PARTS and _next(names, position) in DISASTERS:
        return None
    if stem in PARTS:
        return None if stem == "saksi" and not (is_case and near) else _whose(names, position)
    if stem in CHILDREN or (low in ("putri", "putra") and _next(names, position) in ORDER_OF_CHILDREN | {"dari"}):
        return _child_or_parents(names, position)
    if (low in TITLES and not (low == "ketua" and _next(names, position).startswith("kelas"))) or low in SPEECH:
        return OFFICE
    if is_case and near and low == "tua" and names.tokens[position - 1].low == "orang":
        return PARENT
    if is_case and low == "keluarga" and _next(names, position) in ("ibu", "bapak", "pak", "bu", "almarhum", "alm"):
        return PARENT
    if low in ABOUT or (near and _CASE_VERB.fullmatch(low)):
        return ABOUT_CASE
    if is_case and near and low != stem and stem in PARENTS:
        return PARENT
    return None


def _whose(names: Names, position: int) -> str:
    """ "ibu korban" is a parent, "korban" the victim, "pendamping korban" neither."""
    before = names.tokens[position - 1].low if position else ""
    if before in PARENTS or before in ("tua", "kandung", "tiri"):
        return PARENT
    return OFFICE if before in TITLES or before in ("hukum", "pendampingan", "perlindungan") else PART


def _child_or_parents(names: Names, position: int) -> str:
    following = position + 1
    while following + 1 < len(names.tokens) and names.tokens[following].low in ORDER_OF_CHILDREN:
        following += 1
    low = names.tokens[following].low if following < len(names.tokens) else ""
    if low in ("dari", "pasangan", "bapak", "pak", "ibu", "bu", "buk"):
        return PARENT
    before = [token.low for token in names.tokens[max(position - 3, 0) : position] if token.low not in ("si", "dari")]
    if before and (before[-1] in PARENTS or before[-1] in ("tua", "kandung")):
        return PARENT
    if before and before[-1] in _OF_CHILDREN_IN_GENERAL:
        return OFFICE
    return CHILD_WORD


_OF_CHILDREN_IN_GENERAL = frozenset(
    ("perlindungan", "dan", "forum", "duta", "hari", "sahabat", "ramah", "layak", "hak", "kesejahteraan", "suara")
)


def _next(names: Names, position: int) -> str:
    return names.tokens[position + 1].low if position + 1 < len(names.tokens) else ""


def _stem(low: str) -> str:
    return low[:-3] if low.endswith(("nya", "nyo")) else low


def part_after(names: Names, last: int, has_office: bool) -> str | None:
    """
    What is said after the name that ends with token `last`: ", korban KDRT", "(penyintas)", ", ayah korban".

    Of somebody with an office only what is closed off by a sign: "kata Kepala Dinas, korban kekerasan harus" says
    nothing of the head of the office.
    """
    told, signs = False, []
    words: list[str] = []
    for position in range(last + 1, min(last + 9, len(names.tokens))):
        if names.ends_sentence(position):
            break
        low = names.tokens[position].low
        if low == "tua" and words[-1:] == ["orang"]:
            signs[-1] = words[-1] = "ortu"
            continue
        signs.append(low)
        if low[0].isalpha():
            words.append(low)
            if not told:
                told = low in PARTS or _stem(low) in PARENTS or low == "orang"
                if not told and low not in FILL and low not in _LINK:
                    return None  # most names: something else follows
    if not words:
        return None
    linked = words[0] in _LINK
    if not linked and signs[0] not in (",", "(", "-"):
        return None
    at = next((i for i, low in enumerate(words) if low not in FILL and low not in _LINK), None)
    if at is None or at > 4:
        return None
    if _stem(words[at]) in PARENTS and not linked:
        return PARENT if _is_of_a_case(words, at) else None
    if words[at] not in PARTS or (len(words) > at + 1 and words[at + 1] in DISASTERS):
        return None
    place = signs.index(words[at])
    closed = (
        place + 1 >= len(signs) or not signs[place + 1][0].isalnum() or _is_pointed_at(signs[place + 1 : place + 5])
    )
    if linked or closed:
        return PART
    return PART if not has_office and words[at + 1] not in _MUST else None


def _is_pointed_at(signs: list[str]) -> bool:
    """ "(korban) KDRT itu,": of one person, and closed off."""
    return any(low in ("itu", "tersebut", "ini", "tu") and after in (",", ")") for low, after in pairwise(signs))


def _is_of_a_case(words: list[str], at: int) -> bool:
    """ "ibu korban", "mamak kandungnya", "ibu dari anak korban"."""
    rest = words[at + 1 : at + 5]
    if words[at].endswith(("nya", "nyo")) or rest[:1] in (["kandungnya"], ["tirinya"]):
        return True
    rest = [low for low in rest if low not in ("kandung", "tiri", "dari", "anak", "si", "tua", "yang")]
    return bool(rest and (rest[0] in PARTS or _CASE_VERB.fullmatch(rest[0])))


def suffers(names: Names, last: int, is_name: bool) -> bool:
    """ "Rina dipukul suaminya"; of a known name also "Yanti melapor ke Polres"."""
    words = []
    for token in names.tokens[last + 1 : last + 6]:
        if token.low[0].isalpha():
            words.append(token.low)
        elif token.low in ".;!?\n":
            break
    return any(_CASE_VERB.fullmatch(low) or (is_name and _SUFFERED.fullmatch(low)) for low in words[:3])
