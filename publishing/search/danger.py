"""Words that sound like danger now. Read before anything is looked for, and whether or not anything is found."""

from collections.abc import Iterable
from itertools import pairwise

from publishing.search.asked import asked
from publishing.search.memory import memory
from publishing.search.models import DangerWords
from publishing.search.stems import stem
from publishing.search.taught import Danger, DangerWord, taught
from publishing.search.words import listed, typed_words

Card = DangerWords.Card
BETWEEN = 3  # words that may stand between those of a phrase
FAR_BEFORE = 9  # words
GROWN_UP = 18

# The phrases are the office's. What stands in language.toml is how a sentence speaks.
_PLEA, _ABROAD = frozenset(listed("danger", "plea")), frozenset(listed("danger", "abroad"))
_CHILD, _CALM = (frozenset(map(stem, listed("danger", name))) for name in ("child", "calm"))
_SCHOOL, _ONESELF = frozenset(listed("danger", "school")), frozenset(listed("danger", "oneself"))
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
    if typed and (_PLEA.issuperset(typed) or _PLEA.issuperset(read)):
        return Card.NOW
    readings = [_spoken(typed), _spoken(read)]
    stems = {root for reading in readings for _word, root in reading}
    found = {card for danger in learnt.dangers if not danger.unless & stems for card in _cards_of(danger, readings)}
    if stems & _CALM and not _PLEA & set(typed):
        found &= {Card.LIFE}
    if found & {Card.NOW, Card.CHILD} and _ABROAD & {*typed, *map("".join, pairwise(typed))}:
        found.add(Card.ABROAD)
    if Card.NOW in found and _tells_of_a_minor(typed):
        found.add(Card.CHILD)
    return next((card for card in (Card.LIFE, Card.ABROAD, Card.CHILD, Card.NOW) if card in found), "")


def _cards_of(danger: Danger, readings: list[list[tuple[str, str]]]) -> set[str]:
    """Its card, where one of its phrases is said; that of a child too, where a child stands near."""
    cards: set[str] = set()
    for reading in readings:
        for phrase in danger.phrases:
            if said := _said(reading, phrase):
                start, end = said
                near = {root for _word, root in reading[max(0, start - BETWEEN) : end + BETWEEN - 1]}
                is_a_child = near & _CHILD or _happens_to_a_child(reading, start)
                cards |= {danger.card, *([Card.CHILD] if danger.card == Card.NOW and is_a_child else [])}
    return cards


def _happens_to_a_child(reading: list[tuple[str, str]], place: int) -> bool:
    """ "Anak tetangga saya yang umur lima tahun dicabuli": of whom a passive speaks may stand far before it."""
    word, root = reading[place]
    if not (word.startswith("di") and word != root):
        return False
    before = [spoken for spoken, _root in reading[max(0, place - FAR_BEFORE) : place]]
    whose = place and before[-1] in _ONESELF and (len(before) < 2 or stem(before[-2]) not in _CHILD)
    return not whose and any(stem(spoken) in _CHILD for spoken in before)


def _tells_of_a_minor(words: list[str]) -> bool:
    """ "Umur 14", "14 tahun", "masih smp", "kelas 8"."""
    for word, following in pairwise(["", *words, ""]):
        if word in {"umur", "usia"} and following.isdigit() and int(following) < GROWN_UP:
            return True
        if word.isdigit() and int(word) < GROWN_UP and following in {"tahun", "thn", "th"}:
            return True
    return bool(_SCHOOL & set(words))


def _spoken(words: list[str]) -> list[tuple[str, str]]:
    """Each word with its stem; "di pukul" is one word."""
    made: list[str] = []
    for word in words:
        if made and made[-1] == "di" and stem(word) == word and stem(f"di{word}") == word:
            made[-1] = f"di{word}"
        else:
            made.append(word)
    return [(word, stem(word)) for word in made]


def _said(reading: list[tuple[str, str]], phrase: Iterable[DangerWord]) -> tuple[int, int] | None:
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


def _is(spoken: tuple[str, str], wanted: DangerWord) -> bool:
    """A bare word stands for all of its forms; "dipukul" for what is done (memukuli), not for "pukul 9"."""
    word, root = spoken
    if root != wanted.stem:
        return False
    return wanted.is_bare or word == wanted.word or (word != root and word.startswith(_SPEAKS_OF_AN_ACT))
