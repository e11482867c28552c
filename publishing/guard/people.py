"""Persons of a case, by name or by initials, and children by name with age or school."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from publishing.guard.findings import CHILD, NAME, PARENTS
from publishing.guard.vocabulary import (
    ACRONYMS,
    BETWEEN,
    CASE_VERBS,
    CHILDREN,
    COMMON,
    DEGREES,
    NAMES,
    NAMES_AND_WORDS,
    NAMING,
    PARTS,
    PLACES,
    SPEECH,
    TITLES,
)
from publishing.guard.vocabulary import PARENTS as PARENT_WORDS

_TOKEN = re.compile(r"[A-Z](?:\. ?[A-Z]){1,3}\b\.?|[^\W\d_]+(?:[-'.][^\W\d_]+)*|[0-9]+(?:[.,/][0-9]+)*|\n|[^\w\s]")
_FORMED = re.compile(
    r"(?:meng|meny|mem[bpf]|men[cdjtz]|ber|ter|peng|peny|pem[b]|pen[cdjt]|per)[a-z]{4,}|(?:ke|pe|se|di)[a-z]{3,}(?:an|kan)"
    r"|[a-z]{3,}(?:nya|lah|kah|isme|isasi|itas)"
)
_CASE_VERB = re.compile(CASE_VERBS)
_SUFFERED = re.compile(
    r"melapor(?:kan)?|mengadu(?:kan)?|trauma|dirawat|divisum|hamil|meninggal|melahirkan|kabur|ditangkap|diamankan|ditahan|"
    r"diperiksa|dibawa|dirujuk|dievakuasi|diselamatkan|diancam|disiram|mengaku|lebam|memar|luka|tewas|depresi|"
    r"dijemput|dipulangkan|ditipu|dikurung|diberangkatkan|bunuh"
)
_YEARS = r"(?:tahun|thn|th|taun|bulan|bln)"
_SEX = r"(?:(?:L|P|lk|pr|perempuan|laki-laki)\b[ ,/]*)?"
_AGE = re.compile(
    rf"\s*\(\s*{_SEX}(?:usia|umur)?\s*(?P<in>\d{{1,2}})\s*{_YEARS}?\s*[),/;]"
    rf"|[\s,(]*(?:yang )?(?:kini )?(?:ber)?(?:usia|umur|umua)(?:nya)?\s*(?P<said>\d{{1,2}})\b"
    rf"|[\s,]+{_SEX}(?P<years>\d{{1,2}})\s*{_YEARS}\b|\s*,\s*(?P<bare>\d{{1,2}})\s*,(?!\s*\d)",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(r"\b(?P<years>\d{1,2}) ?(?:tahun|thn|th|taun)\b[^.\n]{0,24}$", re.IGNORECASE)
_SCHOOL = re.compile(
    r"\b(?:sisw[ai]|murid|pelajar|santri(?:wati)?|bersekolah|sekolah di|kelas [0-9IVX]+|SDN?|SDIT|SMPN?|SMPIT|SMAN?|SMKN?|MTsN?|"
    r"MAN|MIN|TK|PAUD)\b",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"\s*[,(]?\s*(?:\(|bukan nama (?:sebenarnya|asli)|nama samaran|nama disamarkan|samaran|nama diubah|identitas disamarkan)"
    r"(?<=[a-z])",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:korban|penyintas|pelaku|tersangka|terdakwa|terlapor|pelapor|terduga|kasus|visum|kdrt|tppo|pencabulan|"
    r"persetubuhan|pe?merkosaan|perkosaan|penganiayaan|pelecehan|kekerasan|inisial|berinisial|samaran|sebut saja|"
    + CASE_VERBS
    + r")\w{0,4}\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\bnama(?:nya)?(?: (?:lengkap|asli|panggilan))?(?: (?:korban|anak|pelapor|pelaku|penyintas|klien|tersangka|terlapor|ibu|"
    r"ayah|orang ?tua))*\s*[:=]\s*",
    re.IGNORECASE,
)
_LABELLED_AGE = re.compile(
    r"\b(?:umur|usia|ttl|tempat[ ,/]+(?:dan )?(?:tanggal|tgl)\.? lahir|sekolah|kelas|alamat|nik)\s*[:=]", re.I
)
_SENTENCE_END = set(".!?;\n")
_REACH = 7  # words from a part in a case to a name
_ADULT = 18


@dataclass(frozen=True)
class Person:
    kind: str
    start: int
    end: int
    words: str


class _Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int


class People:
    """The persons in a text, found once through its words."""

    def __init__(self, text: str, officials: Collection[str] = ()) -> None:
        self.text = text
        self.tokens = [_Token(found[0], found[0].lower(), *found.span()) for found in _TOKEN.finditer(text)]
        self.starts = [token.start for token in self.tokens]
        self.officials = {
            word.lower() for name in officials for word in re.findall(r"[^\W\d_]+", name) if len(word) > 2
        }
        self.is_case = bool(_CASE.search(text))
        self.shouted = self._shouted()

    def found(self) -> Iterator[Person]:
        labelled = [found.end() for found in _LABEL.finditer(self.text)]
        for first, last in self._names():
            kind = self._kind(first, last, labelled)
            if kind:
                start, end = self.tokens[first].start, self.tokens[last].end
                yield Person(kind, start, end, self.text[start:end])

    # -- what may be a name

    def _names(self) -> Iterator[tuple[int, int]]:
        """Runs of words that may be a name: (first, last) token."""
        position = 0
        while position < len(self.tokens):
            if not self._strength(position):
                position += 1
                continue
            last = position
            while last + 1 < len(self.tokens) and last - position < 5 and self._continues(last + 1):
                last += 1
            yield position, last
            position = last + 1

    def _continues(self, position: int) -> bool:
        return bool(self._strength(position)) or (
            self.tokens[position].low in ("bin", "binti", "alias", "als")
            and position + 1 < len(self.tokens)
            and bool(self._strength(position + 1))
        )

    def _strength(self, position: int) -> int:
        """3: a name. 2: perhaps a name, no known word. 1: initials, or a name that is a word too. 0: no name."""
        token = self.tokens[position]
        word, low = token.text, token.low
        if not word[0].isalpha():
            return 0
        if low in self.officials:
            return 0
        if word[0].islower():
            return 3 if low in NAMES and low not in NAMES_AND_WORDS and len(low) > 3 and low not in COMMON else 0
        bare = low.replace(".", "").replace(" ", "")
        if _is_initials(word):
            return 1 if bare not in ACRONYMS and low not in DEGREES else 0
        if low in NAMES_AND_WORDS:
            return 1
        if low in NAMES:
            return 3
        if not self._may_be_unknown(token, position):
            return 0
        return 2

    def _may_be_unknown(self, token: _Token, position: int) -> bool:
        word, low = token.text, token.low
        if len(low) < 3 or low in COMMON or low in ACRONYMS or low in PARTS or low in TITLES or low in DEGREES:
            return False
        if word.isupper() and (len(word) <= 6 and token.start not in self.shouted):
            return False
        if any(letter.isupper() for letter in word[1:]) and not word.isupper():
            return False  # KemenPPPA, WhatsApp
        if "-" in low and all(part in COMMON for part in low.split("-")):
            return False
        return not _FORMED.fullmatch(low) and not re.search(r"[^aeiou]{5}", low) and bool(re.search("[aeiou]", low))

    def _shouted(self) -> set[int]:
        """Where words stand in lines of capitals only."""
        result: set[int] = set()
        for line in re.finditer(r"[^\n]+", self.text):
            letters = [letter for letter in line[0] if letter.isalpha()]
            if len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters):
                low, high = bisect_left(self.starts, line.start()), bisect_left(self.starts, line.end())
                result.update(self.starts[low:high])
        return result

    # -- what a name means

    def _kind(self, first: int, last: int, labelled: list[int]) -> str | None:
        strength = max(self._strength(i) for i in range(first, last + 1))
        start, end = self.tokens[first].start, self.tokens[last].end
        after = self.text[end : end + 60]
        if self._is_place(first):
            return None
        near = bisect_left(labelled, start - 1)
        if near < len(labelled) and abs(labelled[near] - start) <= 1:
            return self._labelled(start, end)
        part, distance, named = self._part_before(first)
        if part == "title":
            return None
        age = self._age_of(start, after)
        alias = bool(_ALIAS.match(after))
        if alias and self.is_case:
            return NAME
        if part in ("part", "naming") and (named or distance <= 1 or (strength == 3 and distance <= 4)):
            if self._weak(first, last, strength, distance, named, age):
                return None
            return CHILD if age is not None and age < _ADULT else NAME
        if part == "parents" and self.is_case:
            return PARENTS if strength > 1 or named else None
        if part == "child" and (named or (distance <= 1 and (age is not None or strength == 3) and self.is_case)):
            return CHILD if self.is_case or age is not None or self._school_near(start, end) else None
        if age is not None and (strength == 3 or (strength and self.is_case)):
            if age < _ADULT and not self._titled_after(last):
                return CHILD
            return NAME if self.is_case and not self._titled_after(last) else None
        if strength == 3 and self._school_near(start, end) and self._pupil(start, end):
            return CHILD
        if strength >= 2 and self.is_case and self._suffers(last, strength) and not self._titled_after(last):
            return NAME
        return None

    def _weak(self, first, last, strength, distance, named, age) -> bool:
        """A word with a capital beside a part in a case that is rather no name."""
        if named or age is not None:
            return False
        if strength == 3:
            return False
        if strength == 1:
            if _is_initials(self.tokens[first].text):
                return distance > 1 or self.tokens[first].start in self.shouted
            return distance > 0 or self._title_case(first)
        return distance > 1 or self._title_case(first) or (self.tokens[first].start in self.shouted and distance > 0)

    def _title_case(self, position: int) -> bool:
        """Whether the words around stand in a heading: nearly all with capitals."""
        words = [t for t in self.tokens[max(position - 6, 0) : position + 7] if t.text[0].isalpha() and len(t.text) > 3]
        return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)

    def _is_place(self, first: int) -> bool:
        previous = self.tokens[first - 1] if first else None
        if previous is None:
            return False
        if previous.text == "." and first > 1:
            previous = self.tokens[first - 2]
        if previous.low.isdecimal() and first > 1 and self.tokens[first - 2].low in PLACES:
            return True
        return previous.low.rstrip(".") in PLACES

    def _part_before(self, first: int) -> tuple[str | None, int, bool]:
        """The nearest word before that says who this is; how many words lie between; whether one says "named"."""
        distance, named = 0, False
        for position in range(first - 1, max(first - 1 - _REACH * 2, -1), -1):
            token = self.tokens[position]
            low = token.low
            if low in _SENTENCE_END and not (low == "." and self._abbreviated(position)):
                break
            if not low[0].isalpha():
                if low[0].isdecimal():
                    distance += 1
                continue
            if low in NAMING or low == "saja":
                named = named or low != "saja" or self.tokens[position - 1].low in ("sebut", "panggil")
                continue
            if low in ("sebut", "panggil") and self.tokens[position + 1].low == "saja":
                continue
            stem = low.removesuffix("nya").removesuffix("nyo") if low not in ("korbannya", "pelakunya") else low
            if low in PARTS or stem in PARTS:
                if low == "saksi" and not (self.is_case and (named or distance == 0)):
                    return None, distance, named
                return self._whose(position), distance, named
            if low in CHILDREN or stem in CHILDREN:
                if low == "an" and self.tokens[position].text != "An":
                    continue
                return self._child_or_parents(position), distance, named
            if low in TITLES or low in SPEECH:
                return "title", distance, named
            if low not in BETWEEN and stem not in PARENT_WORDS:
                distance += 1
            if distance > _REACH:
                break
        return ("naming" if named and self.is_case else None), distance, named

    def _whose(self, position: int) -> str:
        """ "ibu korban" is a parent, "korban" the victim, "pendamping korban" neither."""
        before = self.tokens[position - 1].low if position else ""
        if before in PARENT_WORDS or before in ("tua", "kandung", "tiri", "orangtua"):
            return "parents"
        if before in TITLES or before in ("hukum", "pendampingan", "perlindungan"):
            return "title"
        return "part"

    def _child_or_parents(self, position: int) -> str:
        following = [token.low for token in self.tokens[position + 1 : position + 3]]
        if following[:1] and following[0] in ("dari", "pasangan", "bapak", "pak", "ibu", "bu", "buk"):
            return "parents"
        before = self.tokens[position - 1].low if position else ""
        if before in (
            "perlindungan",
            "dan",
            "forum",
            "duta",
            "hari",
            "sahabat",
            "ramah",
            "layak",
            "hak",
            "kesejahteraan",
        ):
            return "title"
        return "child"

    def _abbreviated(self, position: int) -> bool:
        before = self.tokens[position - 1] if position else None
        return bool(before and len(before.text) <= 4 and before.end == self.tokens[position].start)

    def _age_of(self, start: int, after: str) -> int | None:
        if found := _AGE.match(after):
            return int(next(filter(None, found.groups())))
        if found := _AGE_BEFORE.search(self.text[max(start - 50, 0) : start]):
            return int(found["years"]) if re.search(r"bernama|berinisial|inisial|,", found[0]) else None
        return None

    def _titled_after(self, last: int) -> bool:
        """ "Rosmadeli, SKM" and "Agustion selaku Kepala Dinas": by their part in public."""
        for token in self.tokens[last + 1 : last + 5]:
            if token.low in DEGREES or token.low.rstrip(".") in DEGREES:
                return True
            if token.low in TITLES:
                return True
            if token.low in _SENTENCE_END - {"."}:
                return False
        return False

    def _school_near(self, start: int, end: int) -> bool:
        return bool(_SCHOOL.search(self.text, max(start - 50, 0), end + 50))

    def _pupil(self, start: int, end: int) -> bool:
        before, after = self.text[max(start - 45, 0) : start], self.text[end : end + 45]
        pupil = r"\b(?:sisw[ai]|murid|pelajar|santri(?:wati)?|bocah|anak)\b"
        return bool(
            re.match(rf"\s*[,(]?\s*(?:yang |adalah |seorang |merupakan )*{pupil}", after, re.I)
            or re.match(r"\s*[,(]\s*(?:kelas|SDN?|SMPN?|SMAN?|SMKN?|MTsN?)\b", after)
            or re.search(rf"{pupil}[^.\n]{{0,30}}(?:bernama|atas nama|,|yaitu|yakni) *$", before, re.I)
            or re.search(rf"{pupil} (?:(?:SDN?|SMPN?|SMAN?|MTsN?|kelas) ?\w* ?\d* ?)?$", before, re.I)
        )

    def _labelled(self, start: int, end: int) -> str | None:
        line = self.text[max(self.text.rfind("\n", max(start - 80, 0), start) + 1, start - 80) : start].lower()
        if any(word in line for word in ("korban", "pelapor", "pelaku", "penyintas", "klien", "tersangka", "terlapor")):
            return NAME
        if "anak" in line:
            return CHILD
        if re.search(r"ibu|ayah|orang", line) and self.is_case:
            return PARENTS
        return NAME if self.is_case or _LABELLED_AGE.search(self.text, end, end + 160) else None

    def _suffers(self, last: int, strength: int) -> bool:
        """ "Rina dipukul suaminya", "Siti Aminah, korban KDRT", "Yanti melapor ke Polres"."""
        following = []
        for token in self.tokens[last + 1 : last + 7]:
            if token.low in _SENTENCE_END:
                break
            following.append(token.low)
        words = [low for low in following if low[0].isalpha()]
        if any(_CASE_VERB.fullmatch(low) for low in words[:3]):
            return True
        if strength == 3 and any(_SUFFERED.fullmatch(low) for low in words[:3]):
            return True
        if following[:1] and following[0] in (",", "(", "-") and words and words[0] in PARTS:
            return not (
                len(words) > 1 and words[1] in ("harus", "dapat", "bisa", "berhak", "perlu", "jangan", "tidak", "wajib")
            )
        link = ("adalah", "selaku", "sebagai", "menjadi", "jadi", "merupakan")
        return len(words) > 1 and words[0] in link and words[1] in PARTS


def _is_initials(word: str) -> bool:
    return word.isupper() and len(word.replace(".", "").replace(" ", "")) <= 4 and ("." in word or len(word) <= 3)
