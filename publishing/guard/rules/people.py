"""Persons of a case, by name or by initials, and children by name with age or school."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from publishing.guard.findings import CHILD, NAME, PARENTS
from publishing.guard.rules import parts
from publishing.guard.rules.names import NAME as SURE
from publishing.guard.rules.names import PERHAPS, WEAK, Names, is_initials
from publishing.guard.rules.vocabulary import (
    AIDES,
    CASE_VERBS,
    CHILDREN,
    DEGREES,
    NO_STORY,
    PARTS,
    PLACES,
    SPEECH,
    TITLES,
)

_YEARS = r"(?:tahun|thn|th|taun|bulan|bln)"
_SEX = r"(?:(?:L|P|lk|pr|perempuan|laki-laki)\b[ ,/]*)?"
_AGE = re.compile(
    rf"[\"']?\s*\(\s*{_SEX}(?:usia|umur)?\s*(?P<in>\d{{1,2}})\s*{_YEARS}?\s*[),/;]"
    rf"|[\"'\s,(]*(?:yang )?(?:kini )?(?:ber)?(?:usia|umur|umua)(?:nya)?[\s:]*(?P<said>\d{{1,2}})\b"
    rf"|[\"'\s,]+{_SEX}(?P<years>\d{{1,2}})\s*{_YEARS}\b|\s*,\s*(?P<bare>\d{{1,2}})\s*,(?!\s*\d)"
    r"|\s*[|\t\n;]\s*(?P<cell>\d{1,2})\s*[|\t\n;]",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(rf"\b(\d{{1,2}}) ?{_YEARS}\b(?! ?\d)[^.\n]{{0,24}}$", re.IGNORECASE)
_SCHOOL = re.compile(
    r"\b(?:sisw[ai]|murid|pelajar|santri(?:wati)?|bersekolah|sekolah di|kelas [0-9IVX]+|SDN?|SDIT|SMPN?|SMPIT|SMAN?|"
    r"SMKN?|"
    r"MTsN?|MAN|MIN|TK|PAUD)\b",
    re.IGNORECASE,
)
_PUPIL = r"\b(?:sisw[ai]|murid|pelajar|santri(?:wati)?|bocah|anak)\b"
_PUPIL_AFTER = re.compile(
    rf"\s*[,(]?\s*(?:yang |adalah |seorang |merupakan )*{_PUPIL}|\s*[,(]\s*(?:kelas|SDN?|SMPN?|SMAN?|SMKN?|MTsN?)\b",
    re.IGNORECASE,
)
_PUPIL_BEFORE = re.compile(
    rf"{_PUPIL}(?:[^.\n]{{0,30}}(?:bernama|atas nama|,|yaitu|yakni) *| (?:(?:SDN?|SMPN?|SMAN?|MTsN?|"
    rf"kelas) ?\w* ?\d* ?)?)$",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"\s*[,(]?\s*(?:(?:keduanya|ketiganya|semuanya|juga) )?(?:\(|bukan nama (?:sebenarnya|asli|samaran)|nama samaran|"
    r"nama disamarkan|samaran|nama diubah|identitas disamarkan)(?<=[a-z])",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:korban|penyintas|pelaku|tersangka|terdakwa|terlapor|pelapor|terduga|kasus|(?:di)?visum|kdrt|tppo|pencabulan|"
    r"persetubuhan|pe?merkosaan|perkosaan|penganiayaan|pelecehan|kekerasan|inisial|berinisial|samaran|sebut saja|"
    r"perundungan|perkawinan anak|pernikahan dini|penelantaran|terlantar|diberangkatkan|asusila|paspor palsu|"
    r"yang menimpa|identitas anak|rumah aman|trauma|mengakui perbuatan|(?:setelah|saat|hari) kejadian|kejadian itu|"
    r"melapor(?:kan)?|mengadu(?:kan)?|dipaksa|klien|lebam|memar|babak belur|victim|survivor|perpetrator|raped|molested|"
    r"abused|beaten|trafficked|" + CASE_VERBS + r")\w{0,4}\b",
    re.IGNORECASE,
)
_WHO = r"(?:korban|anak|pelapor|pelaku|penyintas|klien|tersangka|terlapor|ibu|ayah|orang ?tua)"
_LABEL = re.compile(
    rf"\bnama(?:nya)?(?: (?:lengkap|asli|panggilan))?(?:(?: {_WHO})+\s*[:=|\n]|\s*[:=])\s*", re.IGNORECASE
)
_LABELLED_AGE = re.compile(
    r"\b(?:umur|usia|ttl|tempat[ ,/]+(?:dan )?(?:tanggal|tgl)\.? lahir|sekolah|kelas|alamat|nik)\s*[:=]", re.IGNORECASE
)
_MADE_UP = re.compile(
    r"\b(?:cerita|contoh|tokoh) (?:rekaan|gabungan|karangan)\b|\bfiktif\b|\bbukan kejadian nyata\b", re.IGNORECASE
)
_OF_SOMETHING_ELSE = (TITLES - AIDES) | SPEECH | NO_STORY
_THAT_MATTER = _OF_SOMETHING_ELSE | PARTS | CHILDREN | {"kejadian"}
_ADULT = 18
_OF_KIN = re.compile(
    rf"\b(?:suami|istri|ayah|bapak|ibu|paman|mamak|kakek|abang|kakak|pacar|majikan|mertua|laki)(?:nya|nyo)"
    rf"(?: \w+){{0,3}} {CASE_VERBS}",
    re.IGNORECASE,
)
_CASE_VERB = re.compile(CASE_VERBS)


@dataclass(frozen=True)
class Person:
    """What was found of somebody: its kind, its place in the normalised text, its words."""

    kind: str
    start: int
    end: int
    words: str


def tells_of_a_case(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] speaks of violence, of who did or suffered it, or of a report."""
    return bool(_CASE.search(text, start, end))


class People:
    """The persons in a text."""

    def __init__(self, text: str, officials: Collection[str] = ()) -> None:
        self.text = text
        self.names = Names(text, officials)
        self.is_case = bool(_CASE.search(text))
        self.is_made_up = bool(_MADE_UP.search(text))
        self._sentences: dict[int, frozenset[str]] = {}
        self._of_kin: dict[tuple[int, bool], bool] = {}
        self.labels = [found.end() for found in _LABEL.finditer(text)]

    def found(self) -> Iterator[Person]:
        for first, last in self.names.runs():
            if kind := self._kind(first, last):
                start, end = self.names.tokens[first].start, self.names.tokens[last].end
                yield Person(kind, start, end, self.text[start:end])

    def _kind(self, first: int, last: int) -> str | None:
        start, end = self.names.tokens[first].start, self.names.tokens[last].end
        if self._is_place(first):
            return None
        if label := self._label_before(start):
            return self._labelled(label, end)
        if _ALIAS.match(self.text, end):
            return NAME
        before = parts.part_before(self.names, first, self.is_case)
        has_office = before.part == parts.OFFICE
        after = parts.part_after(self.names, last, has_office)
        strength = self.names.strength_of(first, last)
        if after:
            return PARENTS if parts.PARENT in (after, before.part) else NAME
        if has_office or (self.is_made_up and not before.part):
            return None
        age, is_said = self._age(start, end)
        if kind := self._by_part(before, strength, age, first):
            return kind
        if self.is_case and self._is_party(first) and not self._has_title_after(last):
            return NAME
        if before.part == parts.CHILD_WORD and self._is_child(before, strength, age, start, end):
            return CHILD
        return self._by_what_follows(strength, age, is_said, first, last)

    def _by_part(self, before: parts.Before, strength: int, age: int | None, first: int) -> str | None:
        if before.named and self.is_case and before.part == parts.ABOUT_CASE:
            return NAME
        surely = before.named or age is not None
        if before.part in (parts.PART, parts.ONLY_NAMED):
            if not surely and not self._is_near(before.distance, strength, first):
                return None
            return CHILD if age is not None and age < _ADULT else NAME
        if before.part == parts.PARENT and self.is_case:
            return PARENTS if strength > WEAK or before.named or not before.distance else None
        if before.part != parts.ABOUT_CASE or before.distance > 1:
            return None
        perhaps = strength == PERHAPS and not before.distance and not self._is_heading(first)
        return NAME if strength == SURE or perhaps else None

    def _is_near(self, distance: int, strength: int, first: int) -> bool:
        """Whether a name stands so near to a part that it is not just a word with a capital."""
        if strength == SURE:
            return distance <= 4
        if is_initials(self.names.tokens[first].text):
            return distance <= 1 and not self.names.is_shouted(first)
        return distance == 0 and not self._is_heading(first)

    def _is_heading(self, first: int) -> bool:
        return self.names.in_a_heading(first) and not self.names.is_shouted(first)

    def _is_child(self, before: parts.Before, strength: int, age: int | None, start: int, end: int) -> bool:
        is_young = age is not None and age < _ADULT
        set_off = strength == PERHAPS and not before.distance and self.text[max(start - 2, 0) : start].strip() == ","
        near = before.distance <= 1 and (is_young or (self.is_case and (strength == SURE or set_off)))
        if not (before.named or near):
            return False
        return self.is_case or is_young or bool(_SCHOOL.search(self.text, max(start - 50, 0), end + 50))

    def _by_what_follows(self, strength: int, age: int | None, is_said: bool, first: int, last: int) -> str | None:
        if self._has_title_after(last):
            return None
        start, end = self.names.tokens[first].start, self.names.tokens[last].end
        if age is not None and (self._is_aged(strength, is_said, first, last) or self.is_case):
            return CHILD if age < _ADULT else NAME if self.is_case else None
        if strength >= PERHAPS and self._is_pupil(start, end, strength):
            return CHILD
        if strength >= PERHAPS and self.is_case and parts.suffers(self.names, last, strength == SURE):
            return NAME
        return NAME if strength == SURE and self.is_case and self._is_in_the_story(first) else None

    def _is_aged(self, strength: int, is_said: bool, first: int, last: int) -> bool:
        """Whether what has an age is a person: a name, "RD (16)", "L (15)" beside a word for children."""
        if strength == SURE or (strength == PERHAPS and is_said):
            return True
        word = self.names.tokens[first].text
        if first != last or not is_initials(word):
            return False
        return len(word) > 1 or bool(self._told(first) & CHILDREN)

    def _told(self, position: int) -> frozenset[str]:
        """What the sentence around a word says, of all that matters here."""
        sentence = self.names.sentence_of(position)
        if sentence not in self._sentences:
            words = self.names.words_of(sentence)
            told = words & _THAT_MATTER
            if any(_CASE_VERB.fullmatch(word) for word in words) or {"rumah", "aman"} <= words:
                told.add("kejadian")
            self._sentences[sentence] = frozenset(told)
        return self._sentences[sentence]

    def _is_in_the_story(self, position: int) -> bool:
        """Whether the sentence tells of a case and names nobody's office, no event, nothing in general."""
        told = self._told(position)
        sentence = self.names.sentence_of(position)
        if self._tells_of_kin(sentence):
            told -= {"kasih"}  # whom somebody thanks for her own story
        elif self._tells_of_kin(sentence + 1, at_once=True):
            told |= {"kejadian"}
        return bool(told & (PARTS | {"kejadian"})) and not told & _OF_SOMETHING_ELSE

    def _tells_of_kin(self, sentence: int, at_once: bool = False) -> bool:
        """ "Suaminya memukulinya": whether a sentence, or how it begins, tells what her own people did."""
        if (sentence, at_once) not in self._of_kin:
            span = self.names.span_of(sentence)
            look_for = _OF_KIN.match if at_once else _OF_KIN.search
            self._of_kin[sentence, at_once] = bool(span and look_for(self.text, *span))
        return self._of_kin[sentence, at_once]

    def _is_pupil(self, start: int, end: int, strength: int) -> bool:
        if not _SCHOOL.search(self.text, max(start - 50, 0), end + 50):
            return False
        if _PUPIL_AFTER.match(self.text, end) and (
            strength == SURE or self.text[end : end + 2].strip()[:1] in (",", "(")
        ):
            return True
        return strength == SURE and bool(_PUPIL_BEFORE.search(self.text[max(start - 45, 0) : start]))

    def _age(self, start: int, end: int) -> tuple[int | None, bool]:
        """How old, and whether the text says that it is an age."""
        if found := _AGE.match(self.text, end + (self.text[end : end + 1] == ".")):
            if found["cell"] and not self.is_case:
                return None, False
            said = bool(found["said"] or found["years"] or re.search(_YEARS, found[0], re.IGNORECASE))
            return int(next(filter(None, found.groups()))), said
        found = _AGE_BEFORE.search(self.text[max(start - 50, 0) : start])
        if found and re.search(r"bernama|berinisial|inisial|,", found[0]):
            return int(found[1]), True
        return None, False

    def _has_title_after(self, last: int) -> bool:
        """ "Rosmadeli, SKM" and "Agustion selaku Kepala Dinas": by their part in public."""
        for position in range(last + 1, min(last + 5, len(self.names.tokens))):
            low = self.names.tokens[position].low
            if low in DEGREES or low.rstrip(".") in DEGREES or low in TITLES:
                return True
            if low in ("!", "?", ";", "\n"):
                return False
        return False

    def _is_party(self, first: int) -> bool:
        """Sdr. Fauzan: how papers of a case call people."""
        before = [token.low for token in self.names.tokens[max(first - 2, 0) : first] if token.low != "."]
        return bool(before and before[-1] in ("sdr", "sdri", "saudara", "saudari", "nn"))

    def _is_place(self, first: int) -> bool:
        """Whether a place or a house bears the name: Jl. Ahmad Yani, SMPN 1 Payakumbuh."""
        before = [token.low for token in self.names.tokens[max(first - 2, 0) : first]]
        if not before:
            return False
        if len(before) > 1 and (before[1] == "." or before[1].isdecimal()):
            return before[0].rstrip(".") in PLACES
        return before[-1].rstrip(".") in PLACES

    def _label_before(self, start: int) -> str:
        """The label ("Nama korban:") of what begins at `start`, or nothing."""
        near = bisect_left(self.labels, start - 1)
        if near == len(self.labels) or abs(self.labels[near] - start) > 1:
            return ""
        return self.text[max(self.labels[near] - 80, 0) : start].lower().rpartition("nama")[2]

    def _labelled(self, label: str, end: int) -> str | None:
        if any(
            word in label for word in ("korban", "pelapor", "pelaku", "penyintas", "klien", "tersangka", "terlapor")
        ):
            return PARENTS if re.search("ibu|ayah|orang", label) else NAME
        if "anak" in label:
            return CHILD
        if re.search(r"ibu|ayah|orang", label) and self.is_case:
            return PARENTS
        return NAME if self.is_case or _LABELLED_AGE.search(self.text, end, end + 160) else None
