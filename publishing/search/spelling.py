"""A word that nobody knows, as the one that was meant: spoken in another way, mistyped, or two written as one."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from publishing.guard import NAMES
from publishing.search.memory import Memory, bones
from publishing.search.spoken import written_forms
from publishing.search.stems import is_known, is_root, stem
from publishing.search.taught import Taught
from publishing.search.words import STOP

# A slip of the finger: one letter more, less, other or exchanged, in words from four letters on; two from eight.
ONE_SLIP, TWO_SLIPS, ALMOST = 4, 8, 6
LEAST_BEGUN = 3  # letters
LEAST_PART, MOST_PARTS, LEAST_WHOLE = 3, 4, 7  # letters of a word written together with others; words; letters of all
LEAST_ROOT = 5  # letters of a root that the site does not have, to be taken for what is spoken otherwise
# Nothing is found by them, but "bagaimna" is one of them and no word of our texts.
_LONG_STOPS = tuple(word for word in sorted(STOP) if len(word) >= LEAST_ROOT)


class Words:
    """The words that the site has or the office taught."""

    def __init__(self, memory: Memory, taught: Taught) -> None:
        self.memory, self.taught = memory, taught
        self._stems = taught.stems

    def has(self, word: str) -> bool:
        return word in STOP or stem(word) in self.memory or stem(word) in self._stems

    def _may_be_another(self, word: str) -> bool:
        """The site does not have it, not even its beginning, and nobody is called so."""
        if len(word) < ONE_SLIP or not word.isalpha() or word in NAMES:
            return False
        return not (self.has(word) or self.memory.begun(word, LEAST_BEGUN))

    def written(self, word: str) -> str:
        """
        `word`, or how Indonesian writes what is spoken so: cakiak → cekik, ngancem → mengancam.

        Its own rare words are taken for spoken ones only where they end as no common word does.
        """
        if not self._may_be_another(word):
            return word
        forms = list(written_forms(word, surely=is_known(word)))
        ours = next(((form, root) for form, root in forms if root in self.memory or root in self._stems), None)
        if not ours and not is_known(word):
            ours = next((one for one in forms if len(one[1]) >= LEAST_ROOT and is_root(one[1])), None)
        if not ours:
            return word
        form, root = ours
        return form if stem(form) == root else root

    def is_strange(self, word: str) -> bool:
        return self._may_be_another(word) and not is_known(word)

    def mended(self, word: str) -> list[str]:
        """The word, or the ones that a mistyped one may be: one slip, else words without a space, else two slips."""
        if not self.is_strange(word):
            return [word]
        near = self._alike(word, 1)[:1]
        return near or self._without_vowels(word)[:1] or self._parts(word) or self._alike(word, 2)[:1] or [word]

    def alike(self, word: str) -> list[str]:
        """The words that a mistyped one may be, the likeliest first; of a name, none."""
        return [] if word in NAMES else self._alike(word, 2)

    def _alike(self, word: str, most: int) -> list[str]:
        most = min(most, 2 if len(word) >= ALMOST else 1)
        danger, spellings = self.taught.danger_stems, self.memory.spellings
        likely = []
        for known in (spellings, self.taught.spellings, _LONG_STOPS):
            for other, slips, _place in process.extract(
                word,
                known.keys() if isinstance(known, dict) else known,
                scorer=OSA.distance,
                score_cutoff=most,
                limit=20,
            ):
                if slips == 2 and max(len(word), len(other)) < TWO_SLIPS:
                    continue
                # Hardly anyone mistypes the first letter, and who is in haste leaves vowels out. Of equals, what sounds
                # like danger is not overlooked.
                cost = slips + (word[0] != other[0]) - (len(word) < len(other) and bones(word) == bones(other)) / 2
                rank = (cost, stem(other) not in danger, -spellings.get(other, 0), other)
                likely.append((rank, other))
        return list(dict.fromkeys(other for _rank, other in sorted(likely)))

    def _without_vowels(self, word: str) -> list[str]:
        """ "tawrn", "plchn": the words with the same consonants, in which its letters stand in their order."""
        alike = self.memory.by_bones.get(bones(word), [])
        return [other for other in alike if len(other) > len(word) and _is_within(word, other)]

    def _parts(self, word: str) -> list[str]:
        """ "ninikmamak", "kekerasanseksual": the fewest words of ours that are written together; none for one."""
        if len(word) < LEAST_WHOLE:
            return []
        best: list[list[str] | None] = [[], *([None] * len(word))]
        for end in range(LEAST_PART, len(word) + 1):
            for start in range(end - LEAST_PART + 1):
                before, here = best[start], best[end]
                if before is None or len(before) >= MOST_PARTS or (here and len(here) <= len(before) + 1):
                    continue
                if self._is_ours(word[start:end]):
                    best[end] = [*before, word[start:end]]
        parts = best[-1]
        return parts if parts and len(parts) > 1 else []

    def _is_ours(self, part: str) -> bool:
        memory, taught = self.memory, self.taught
        return part in STOP or part in memory or part in memory.spellings or part in taught.spellings


def _is_within(word: str, other: str) -> bool:
    letters = iter(other)
    return all(letter in letters for letter in word)


def joined(words: list[str], known: Words) -> list[str]:
    """ "p2 tp2a", "k d r t": what is a word only together."""
    made, place = [], 0
    while place < len(words):
        for end in range(min(len(words), place + 5), place + 1, -1):
            parts = words[place:end]
            whole = "".join(parts)
            strange = any(len(part) == 1 or not (known.has(part) or is_known(part)) for part in parts)
            if strange and known.has(whole) and not all(map(str.isdigit, parts)):
                made.append(whole)
                place = end
                break
        else:
            made.append(words[place])
            place += 1
    return made
