"""Words that sound like danger now. Read before anything is looked for, and whether or not anything is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from publishing.search.memory import memory
from publishing.search.models import DangerWords
from publishing.search.query import asked
from publishing.search.stems import is_root, stem
from publishing.search.taught import SOMEONE, Danger, DangerWord, Taught, taught
from publishing.search.words import listed, typed_words

Card = DangerWords.Card
BETWEEN = 3  # words that may stand between those of a phrase
FAR_BEFORE = 9  # words
GROWN_UP = 18

# The phrases are the office's. What stands in language.toml is how a sentence speaks.
_PLEA, _CRY, _ABROAD = (frozenset(listed("danger", name)) for name in ("plea", "cry", "abroad"))
_CHILD, _CALM = (frozenset(map(stem, listed("danger", name))) for name in ("child", "calm"))
_SCHOOL, _ONESELF = frozenset(listed("danger", "school")), frozenset(listed("danger", "oneself"))
_PEOPLE = frozenset(listed("danger", "people")) | frozenset(map(stem, listed("danger", "people"))) | _CHILD
_SPEAKS_OF_AN_ACT = ("di", "me", "ter", "ng", "ny", "ke")


def card_for(query: str) -> str:
    """
    Which help (DangerWords.Card) stands above all results; empty for none.

    What was typed counts as it is and as it is mended. Of several, whoever wants to die comes first, then who is held
    abroad, then a child.
    """
    learnt = taught()
    typed = typed_words(query)
    read = asked(query, memory(), learnt).words
    if any(_CRY & set(words) and _PLEA.issuperset(words) for words in (typed, read)):
        return Card.NOW
    readings = [_spoken(words, learnt) for words in ([typed] if typed == read else [typed, read])]
    stems = {spoken.root for reading in readings for spoken in reading}
    found = {card for danger in learnt.dangers if not danger.unless & stems for card in _cards_of(danger, readings)}
    if stems & _CALM and not _PLEA & set(typed):
        found &= {Card.LIFE}
    if found & {Card.NOW, Card.CHILD} and _ABROAD & {*typed, *map("".join, pairwise(typed))}:
        found.add(Card.ABROAD)
    if Card.NOW in found and _tells_of_a_minor(typed):
        found.add(Card.CHILD)
    return next((card for card in (Card.LIFE, Card.ABROAD, Card.CHILD, Card.NOW) if card in found), "")


@dataclass(frozen=True)
class _Spoken:
    """A word of a query."""

    word: str
    root: str
    meant: frozenset[str]  # the stems that the office taught it to mean

    @property
    def is_passive(self) -> bool:
        return self.word.startswith("di") and self.word != self.root

    @property
    def done(self) -> frozenset[str]:
        """What is done to somebody (digampar) is also what the office taught it to mean."""
        return self.meant if self.is_passive else frozenset()


def _cards_of(danger: Danger, readings: list[list[_Spoken]]) -> set[str]:
    """Its card, where one of its phrases is said; that of a child too, where a child stands near."""
    cards: set[str] = set()
    for reading in readings:
        begun = {SOMEONE}.union(*({spoken.root, *spoken.done} for spoken in reading))
        for phrase in (phrase for word in begun for phrase in danger.by_beginning.get(word, ())):
            if said := _said(reading, phrase):
                start, end = said
                acts = [place for place in range(start, end) if reading[place].word not in _PEOPLE] or [start]
                is_a_child = danger.card == Card.NOW and _happens_to_a_child(reading, acts[0], end)
                cards |= {danger.card, *([Card.CHILD] if is_a_child else [])}
    return cards


def _happens_to_a_child(reading: list[_Spoken], act: int, end: int) -> bool:
    """
    Whether a child stands near an act.

    "Anak tetangga saya yang umur lima tahun dicabuli": of whom a passive speaks may stand far before it. "Saya ditampar
    suami di depan anak": of whom else it speaks is no child.
    """
    is_near = any(other.root in _CHILD for other in reading[max(0, act - BETWEEN) : end + BETWEEN - 1])
    if not reading[act].is_passive:
        return is_near
    before = [other.root for other in reading[max(0, act - FAR_BEFORE) : act]]
    return not _CHILD.isdisjoint(before) or (is_near and _ONESELF.isdisjoint(before[-BETWEEN:]))


def _tells_of_a_minor(words: list[str]) -> bool:
    """ "Umur 14", "14 tahun", "masih smp", "kelas 8"."""
    for word, following in pairwise(["", *words, ""]):
        if word in {"umur", "usia"} and following.isdigit() and int(following) < GROWN_UP:
            return True
        if word.isdigit() and int(word) < GROWN_UP and following in {"tahun", "thn", "th"}:
            return True
    return bool(_SCHOOL & set(words))


def _spoken(words: list[str], learnt: Taught) -> list[_Spoken]:
    """ "di pukul" is one word, and "pukul 9" says when."""
    made: list[str] = []
    for word, following in pairwise([*words, ""]):
        if word == "pukul" and following.isdigit():
            continue
        if made and made[-1] == "di" and stem(word) == word and stem(f"di{word}") == word:
            made[-1] = f"di{word}"
        else:
            made.append(word)
    roots = [_root(word, learnt) for word in made]
    meanings = learnt.single_meanings
    return [_Spoken(word, root, meanings.get(root, frozenset())) for word, root in zip(made, roots, strict=True)]


def _root(word: str, learnt: Taught) -> str:
    """The stemmer knows the roots of Indonesian only, the office teaches others too, and slang says "gebukin"."""
    root, rest = stem(word), word.removeprefix("di")
    if root != word or is_root(word):
        return root
    slang = stem(word.removesuffix("in"))
    if slang in learnt.act_stems:
        return slang
    return rest if rest in learnt.single_meanings else root


def _said(reading: list[_Spoken], phrase: Iterable[DangerWord]) -> tuple[int, int] | None:
    """From where to where the words of a phrase stand in their order, not far from each other; None: nowhere."""
    first, *others = phrase
    for start, spoken in enumerate(reading):
        if not _is(spoken, first):
            continue
        place = start
        for wanted in others:
            near = range(place + 1, min(len(reading), place + 2 + BETWEEN))
            place = next((here for here in near if _is(reading[here], wanted)), -1)
            if place < 0:
                break
        else:
            return start, place + 1
    return None


def _is(spoken: _Spoken, wanted: DangerWord) -> bool:
    """
    A bare word stands for all of its forms; "dipukul" for what is done (memukuli), not for "pukul 9".

    `Danger.by_beginning` has to know every way in which a first word is said.
    """
    if wanted.word == SOMEONE:
        return spoken.word in _PEOPLE or spoken.root in _PEOPLE
    if spoken.root != wanted.stem:
        return wanted.stem in spoken.done
    is_an_act = spoken.word != spoken.root and spoken.word.startswith(_SPEAKS_OF_AN_ACT)
    return wanted.is_bare or spoken.word == wanted.word or is_an_act
