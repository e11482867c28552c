"""What a reader asks for: the words of a query, mended where they were mistyped, as meanings to look for."""

from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from publishing.search.memory import Memory
from publishing.search.stems import is_known, stem
from publishing.search.taught import LONGEST_PHRASE, Stems, Taught
from publishing.search.words import STOP, typed_words

MEANT, BEGUN = 0.75, 0.6  # what the words of another meaning, and of a begun word, count beside the typed ones
MOST_BEGUN = 12  # words that a begun one may become
LEAST_BEGUN = 3  # letters
# A slip of the finger: one letter more, less, other or exchanged, in words from four letters on; two from eight.
ONE_SLIP, TWO_SLIPS, ALMOST = 4, 8, 6


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
    typed = _joined(typed_words(query), memory, taught)
    if exactly:
        return Asked(typed, _concepts(typed, memory, taught))
    known = taught.stems
    words = [_mended(word, memory, taught, known) for word in typed]
    corrected = " ".join(words) if words != typed else ""
    return Asked(words, _concepts(words, memory, taught), corrected)


def _joined(words: list[str], memory: Memory, taught: Taught) -> list[str]:
    """ "p2 tp2a", "k d r t": what is a word only together."""
    made, place, known = [], 0, taught.stems
    while place < len(words):
        for end in range(min(len(words), place + 5), place + 1, -1):
            parts = words[place:end]
            whole = "".join(parts)
            strange = any(len(part) == 1 or not (_is_word(part, memory, known) or is_known(part)) for part in parts)
            if strange and _is_word(whole, memory, known) and not all(map(str.isdigit, parts)):
                made.append(whole)
                place = end
                break
        else:
            made.append(words[place])
            place += 1
    return made


def _is_word(word: str, memory: Memory, known: set[str]) -> bool:
    return word in STOP or stem(word) in memory or stem(word) in known


def _mended(word: str, memory: Memory, taught: Taught, known: set[str]) -> str:
    if len(word) < ONE_SLIP or not word.isalpha() or _is_word(word, memory, known) or is_known(word):
        return word
    if _begun(word, memory):
        return word
    return next(iter(alike(word, memory, taught)), word)


def alike(word: str, memory: Memory, taught: Taught) -> list[str]:
    """The words that a mistyped one may be, the likeliest first."""
    most = 2 if len(word) >= ALMOST else 1
    known = [*memory.spellings, *taught.spellings]
    danger = taught.danger_stems
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=20)
    likely = []
    for other, slips, _place in found:
        if slips == 2 and max(len(word), len(other)) < TWO_SLIPS:
            continue
        # Hardly anyone mistypes the first letter. Of equals, what sounds like danger is not overlooked.
        rank = (slips + (word[0] != other[0]), stem(other) not in danger, -memory.spellings.get(other, 0), other)
        likely.append((rank, other))
    return list(dict.fromkeys(other for _rank, other in sorted(likely)))


def _begun(word: str, memory: Memory) -> list[str]:
    """The stems of the words that begin with this one, the commonest first."""
    if len(word) < LEAST_BEGUN:
        return []
    found = {stem(other): count for other, count in memory.spellings.items() if other.startswith(word)}
    return sorted(found, key=lambda one: (-found[one], one))[:MOST_BEGUN]


def _concepts(words: list[str], memory: Memory, taught: Taught) -> list[Concept]:
    """The words with weight, those that have a meaning together as one."""
    stems = [stem(word) for word in words if word not in STOP] or [stem(word) for word in words]
    spelt = {stem(word): word for word in words}
    concepts, place = [], 0
    while place < len(stems):
        for end in range(min(len(stems), place + LONGEST_PHRASE), place, -1):
            phrase = tuple(stems[place:end])
            meant = taught.meanings.get(phrase)
            if meant or end == place + 1:
                break
        concept = Concept(phrase, {phrase: 1.0} | dict.fromkeys(meant or [], MEANT))
        if len(phrase) == 1 and not meant and phrase[0] not in memory:
            concept.phrases |= {(other,): BEGUN for other in _begun(spelt[phrase[0]], memory)}
        concepts.append(concept)
        place = end
    return list({concept.typed: concept for concept in concepts}.values())
