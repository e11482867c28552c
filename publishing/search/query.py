"""What a reader asks for: the words of a query, mended where they were mistyped, as meanings to look for."""

from dataclasses import dataclass, field

from publishing.search.memory import Memory
from publishing.search.spelling import LEAST_BEGUN, Words, joined
from publishing.search.stems import stem
from publishing.search.taught import LONGEST_PHRASE, Stems, Taught
from publishing.search.words import STOP, typed_words

MEANT, BEGUN = 0.75, 0.6  # what the words of another meaning, and of a begun word, count beside the typed ones
MOST_BEGUN = 12  # words that a begun one may become
MOST_MENDED = 12  # strange words of one query: each is compared with all that the site has


@dataclass
class Concept:
    """One thing that is asked for: any of some phrases of stems, each with what it counts."""

    typed: Stems
    phrases: dict[Stems, float] = field(default_factory=dict)


@dataclass
class Asked:
    words: list[str]  # as they are read, of all words
    concepts: list[Concept]
    corrected: str = ""  # the query as it was read, where that is another one

    @property
    def stems(self) -> list[str]:
        """Of all words, also those without weight."""
        return [stem(word) for word in self.words]


def asked(query: str, memory: Memory, taught: Taught, exactly: bool = False) -> Asked:
    """`exactly`: nothing is mended, for whoever meant what was typed."""
    known = Words(memory, taught)
    typed = joined(typed_words(query), known)
    if exactly:
        return Asked(typed, _concepts(typed, memory, taught))
    typed = [known.written(word) for word in typed]
    strange = [word for word in dict.fromkeys(typed) if known.is_strange(word)][:MOST_MENDED]
    mended = {word: known.mended(word) for word in strange}
    words = [meant for word in typed for meant in mended.get(word, [word])]
    corrected = " ".join(words) if words != typed else ""
    return Asked(words, _concepts(words, memory, taught), corrected)


def _sayings(phrase: Stems, said: list[str], taught: Taught) -> list[Stems]:
    """What a word means beside those without weight around it: "tidak digaji"."""
    return [
        stems
        for whole, meant in (taught.sayings.get(phrase[0], ()) if len(phrase) == 1 else ())
        if any(tuple(said[place : place + len(whole)]) == whole for place in range(len(said)))
        for stems in meant
    ]


def _concepts(words: list[str], memory: Memory, taught: Taught) -> list[Concept]:
    """The words with weight, those that have a meaning together as one."""
    said = [stem(word) for word in words]
    stems = [stem(word) for word in words if word not in STOP] or said
    spelt = {stem(word): word for word in words}
    concepts, place = [], 0
    while place < len(stems):
        for end in range(min(len(stems), place + LONGEST_PHRASE), place, -1):
            phrase = tuple(stems[place:end])
            meant = taught.meanings.get(phrase)
            if meant or end == place + 1:
                break
        meant = [*(meant or []), *_sayings(phrase, said, taught)]
        concept = Concept(phrase, {phrase: 1.0} | dict.fromkeys(meant, MEANT))
        if len(phrase) == 1 and not meant and phrase[0] not in memory:
            concept.phrases |= {(other,): BEGUN for other in memory.begun(spelt[phrase[0]], LEAST_BEGUN)[:MOST_BEGUN]}
        concepts.append(concept)
        place = end
    return list({concept.typed: concept for concept in concepts}.values())
