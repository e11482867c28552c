"""What the office taught search, ready for use: read once a generation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from publishing.pages.generation import cache_for_generation
from publishing.search.models import ChosenAnswer, DangerWords, SameMeaning, phrases
from publishing.search.stems import stem
from publishing.search.words import STOP

LONGEST_PHRASE = 5  # words of weight
SOMEONE = "seseorang"  # in a phrase of danger, whoever is named: saya, ibu, anak tetangga

Stems = tuple[str, ...]


@dataclass(frozen=True)
class DangerWord:
    word: str
    stem: str

    @property
    def is_bare(self) -> bool:
        return self.word == self.stem


@dataclass(frozen=True)
class Danger:
    """Phrases for one card, and the stems that make a query harmless. Every word counts here, "mau" and "di" too."""

    card: str
    phrases: list[tuple[DangerWord, ...]]
    unless: frozenset[str]

    @cached_property
    def by_beginning(self) -> dict[str, list[tuple[DangerWord, ...]]]:
        """The phrases by the stem of their first word, or by SOMEONE."""
        made: dict[str, list[tuple[DangerWord, ...]]] = {}
        for phrase in self.phrases:
            made.setdefault(SOMEONE if phrase[0].word == SOMEONE else phrase[0].stem, []).append(phrase)
        return made


@dataclass
class Taught:
    meanings: dict[Stems, list[Stems]] = field(default_factory=dict)
    # Of phrases in which one word only has weight ("tidak digaji"), by its stem: all stems, and what they mean.
    sayings: dict[str, list[tuple[Stems, list[Stems]]]] = field(default_factory=dict)
    answers: list[tuple[frozenset[str], int, str]] = field(default_factory=list)  # stems, page, route
    dangers: list[Danger] = field(default_factory=list)
    words: set[str] = field(default_factory=set)  # all of these words
    spellings: set[str] = field(default_factory=set)  # those of them that may be mistyped

    stems: set[str] = field(default_factory=set)  # what a query may say though no text does

    @cached_property
    def danger_stems(self) -> set[str]:
        return {word.stem for danger in self.dangers for phrase in danger.phrases for word in phrase}

    @cached_property
    def act_stems(self) -> set[str]:
        """What is done to somebody, or by somebody, in the words of danger."""
        pairs = [
            phrase for danger in self.dangers for phrase in danger.phrases if any(w.word == SOMEONE for w in phrase)
        ]
        return {word.stem for phrase in pairs for word in phrase if word.word != SOMEONE}

    @cached_property
    def single_meanings(self) -> dict[str, frozenset[str]]:
        """What one word means in one word, by stems."""
        return {
            typed[0]: frozenset(stems[0] for stems in meant if len(stems) == 1)
            for typed, meant in self.meanings.items()
            if len(typed) == 1
        }


def stems_of(words: Iterable[str]) -> Stems:
    """Of the words with weight; of all, where there is no other."""
    words = list(words)
    return tuple(stem(word) for word in words if word not in STOP) or tuple(map(stem, words))


def is_saying(words: list[str]) -> bool:
    """Whether a phrase has a meaning with its words without weight only: "tidak digaji" is not about "gaji"."""
    return len(words) > 1 and sum(word not in STOP for word in words) == 1


def taught() -> Taught:
    return cache_for_generation("taught to search", _read)


_latest: list[tuple[list[list[tuple]], Taught]] = []  # of this process: what was read, and what was made of it


def _read() -> Taught:
    """Made anew only when the office taught something, not whenever a page changes."""
    rows = [
        list(SameMeaning.objects.order_by("pk").values_list("typed", "meant")),
        list(ChosenAnswer.objects.order_by("pk").values_list("words", "page_id", "route")),
        list(DangerWords.objects.order_by("pk").values_list("card", "words", "unless")),
    ]
    before = next(iter(_latest), None)
    if before and before[0] == rows:
        return before[1]
    made = _made_of(*rows)
    _latest[:] = [(rows, made)]
    return made


def _made_of(meanings: list[tuple], answers: list[tuple], dangers: list[tuple]) -> Taught:
    made = Taught()

    def read(text: str) -> list[list[str]]:
        found = phrases(text)
        made.words.update(word for words in found for word in words)
        made.spellings.update(word for words in found for word in words if len(word) > 3 and word.isalpha())
        return found

    for typed_phrases, meant_phrases in meanings:
        meant = list(map(stems_of, read(meant_phrases)))
        for words in read(typed_phrases):
            typed = stems_of(words)
            if is_saying(words):
                made.sayings.setdefault(typed[0], []).append((tuple(map(stem, words)), meant))
                continue
            known = made.meanings.setdefault(typed[:LONGEST_PHRASE], [])
            known += [stems for stems in meant if stems != typed and stems not in known]
    for phrase, page, route in answers:
        for words in read(phrase):
            stems = tuple(map(stem, words)) if is_saying(words) else stems_of(words)
            made.answers.append((frozenset(stems), page, route))
    for card, said, harmless in dangers:
        spoken = [tuple(DangerWord(word, stem(word)) for word in words) for words in read(said)]
        unless = frozenset(stem(word) for words in phrases(harmless) for word in words)
        made.dangers.append(Danger(card, spoken, unless))
    of_answers = {word for stems, _page, _route in made.answers for word in stems}
    made.stems = (
        {word for phrase in made.meanings for word in phrase} | set(made.sayings) | of_answers | made.danger_stems
    )
    return made
