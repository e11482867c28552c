"""What may be a name in a text: runs of words that begin with a capital and are no words, known names, initials."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

from publishing.guard.rules.vocabulary import (
    ACRONYMS,
    ADDRESSED,
    COMMON,
    DEGREES,
    NAMES,
    NAMES_AND_WORDS,
    NAMING,
    PARTS,
    TITLES,
)

NO_NAME, WEAK, PERHAPS, NAME = range(4)  # WEAK: initials, or a name that is a word too. PERHAPS: no known word

_TOKEN = re.compile(r"[A-Z](?:\. ?[A-Z]){1,3}\b\.?|[^\W\d_]+(?:['.][^\W\d_]+)*|[0-9]+(?:[.,/][0-9]+)*|\n|[^\w\s]")
_FORMED = re.compile(
    r"(?:meng|meny|mem[bpf]|men[cdjtz]|ber|ter|peng|peny|pem[b]|pen[cdjt]|per)[a-z]{4,}|(?:ke|pe|se|di)[a-z]{3,}(?:an|"
    r"kan)"
    r"|[a-z]{3,}(?:nya|lah|kah|isme|isasi|itas|ku|mu)|di[a-z]{5,}(?:i|kan)"
)
_FORMED_AS_NAME = re.compile(
    r"[a-z]{2,}(?:wati|yanti|yanto|ningsih|udd?in|nidar|niar|wardi|rizal|iyah|hayati|laila|syah)"
    r"|(?:zul|syam|nur|rosm|rosn|rosd|desm|yul)[a-z]{3,}"
)
_INITIALS_FOLLOW = frozenset(("inisial", "berinisial", "inisialnya"))
_LONGEST = 6  # words of a name


def may_be_called(word: str) -> bool:
    """Whether people are called so, also where it is a word too; `word` in small letters."""
    return word in NAMES or word in NAMES_AND_WORDS or bool(_FORMED_AS_NAME.fullmatch(word))


class Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int


class Names:
    """The words of a text, and which of them may be names. `officials` are names that are none for this purpose."""

    def __init__(self, text: str, officials: Collection[str] = ()) -> None:
        self.text = text
        self.tokens = [Token(found[0], found[0].lower(), *found.span()) for found in _TOKEN.finditer(text)]
        self._officials = {
            word.lower() for name in officials for word in re.findall(r"[^\W\d_]+", name) if len(word) > 2
        }
        self.shouted = self._in_lines_of_capitals()
        self._is_end = [self._ends_sentence(position) for position in range(len(self.tokens))]
        self._ends = [position for position, is_end in enumerate(self._is_end) if is_end]
        self._strengths = [self._strength(position) for position in range(len(self.tokens))]

    def runs(self) -> Iterator[tuple[int, int]]:
        """(first, last) token of each run of words that may be a name."""
        position = 0
        while position < len(self.tokens):
            if not self.strength(position):
                position += 1
                continue
            last = position
            while last + 1 < len(self.tokens) and last + 1 - position < _LONGEST and self._continues(last + 1):
                last += 1
            yield position, last
            position = last + 1

    def strength_of(self, first: int, last: int) -> int:
        return max(self.strength(position) for position in range(first, last + 1))

    def strength(self, position: int) -> int:
        return self._strengths[position]

    def _strength(self, position: int) -> int:
        token = self.tokens[position]
        word, low = token.text, token.low
        if (low == word and low not in NAMES) or not word[0].isalpha() or low in self._officials:
            return NO_NAME
        if word[0].islower():
            plain = len(low) > 3 and low in NAMES and low not in NAMES_AND_WORDS and low not in COMMON
            return NAME if plain or (self._follows_naming(position) and low in NAMES) else NO_NAME
        if is_initials(word):
            if self._beside_digits(token) or low in DEGREES:
                return NO_NAME
            bare = low.replace(".", "").replace(" ", "")
            return WEAK if bare not in ACRONYMS or self._follows_naming(position) else NO_NAME
        if low in NAMES_AND_WORDS:
            return WEAK
        if low in NAMES:
            return NAME
        if not self._is_unknown(token):
            return NO_NAME
        is_name = _FORMED_AS_NAME.fullmatch(low) or self._is_addressed(position) or self._is_set_off(position)
        return NAME if is_name else PERHAPS

    def in_a_heading(self, position: int) -> bool:
        """Whether nearly all words around begin with a capital."""
        words = [one for one in self.tokens[max(position - 6, 0) : position + 7] if one.text[0].isalpha()]
        words = [one for one in words if len(one.text) > 3]
        return len(words) > 3 and sum(one.text[0].isupper() for one in words) > 0.7 * len(words)

    def is_shouted(self, position: int) -> bool:
        return self.tokens[position].start in self.shouted

    def sentence_of(self, position: int) -> int:
        """The number of the sentence in which a word stands."""
        return bisect_left(self._ends, position)

    def words_of(self, sentence: int) -> set[str]:
        """The words of a sentence, in small letters."""
        start = self._ends[sentence - 1] if sentence else 0
        end = self._ends[sentence] if sentence < len(self._ends) else len(self.tokens)
        return {token.low for token in self.tokens[start:end]}

    def span_of(self, sentence: int) -> tuple[int, int] | None:
        """Where a sentence begins and ends in the text; None where there is no such."""
        if sentence > len(self._ends):
            return None
        first = self._ends[sentence - 1] + 1 if sentence else 0
        if first >= len(self.tokens):
            return None
        last = self._ends[sentence] if sentence < len(self._ends) else len(self.tokens) - 1
        return self.tokens[first].start, self.tokens[last].end

    def ends_sentence(self, position: int) -> bool:
        return self._is_end[position]

    def _ends_sentence(self, position: int) -> bool:
        token = self.tokens[position]
        return token.low in ("!", "?", ";", "\n") or (token.low == "." and not self._is_abbreviated(position))

    def _continues(self, position: int) -> bool:
        if self.strength(position):
            return True
        binds = self.tokens[position].low in ("bin", "binti", "alias", "als")
        return binds and position + 1 < len(self.tokens) and bool(self.strength(position + 1))

    def _follows_naming(self, position: int) -> bool:
        before = [token.low for token in self.tokens[max(position - 4, 0) : position] if token.low[0].isalpha()]
        return bool(before and before[-1] in NAMING) or any(low in _INITIALS_FOLLOW for low in before[-3:])

    def _is_addressed(self, position: int) -> bool:
        """Pak Marwan, Sdr. Fauzan."""
        before = [token.low for token in self.tokens[max(position - 2, 0) : position] if token.low != "."]
        return bool(before and before[-1] in ADDRESSED)

    def _is_set_off(self, position: int) -> bool:
        """anaknya, Alesha, juga"""
        before = [token.low for token in self.tokens[max(position - 2, 0) : position]]
        after = self.tokens[position + 1].text if position + 1 < len(self.tokens) else "."
        if before[1:] != [","] or after not in (",", "."):
            return False
        return before[0].endswith(("nya", "nyo")) or before[0] in ("itu", "tu", "balita", "korban")

    def _beside_digits(self, token: Token) -> bool:
        around = self.text[max(token.start - 1, 0) : token.start] + self.text[token.end : token.end + 1]
        return any(sign.isalnum() for sign in around)

    def _is_unknown(self, token: Token) -> bool:
        word, low = token.text, token.low
        if len(low) < 3 or any(low in words for words in (COMMON, ACRONYMS, ADDRESSED, PARTS, TITLES, DEGREES)):
            return False
        if word.isupper() and len(word) <= 6 and token.start not in self.shouted:
            return False
        if any(letter.isupper() for letter in word[1:]) and not word.isupper():
            return False  # KemenPPPA, WhatsApp
        if self._beside_digits(token):
            return False
        return not _FORMED.fullmatch(low) and not re.search(r"[^aeiou]{5}", low) and bool(re.search("[aeiou]", low))

    def _is_abbreviated(self, position: int) -> bool:
        before = self.tokens[position - 1] if position else None
        return bool(before and len(before.text) <= 4 and before.end == self.tokens[position].start)

    def _in_lines_of_capitals(self) -> set[int]:
        """Where words stand in lines that are written in capitals."""
        result: set[int] = set()
        starts = [token.start for token in self.tokens]
        for line in re.finditer(r"[^\n]+", self.text):
            letters = [letter for letter in line[0] if letter.isalpha()]
            if len(letters) > 12 and sum(map(str.isupper, letters)) > 0.8 * len(letters):
                result.update(starts[bisect_left(starts, line.start()) : bisect_left(starts, line.end())])
        return result


def is_initials(word: str) -> bool:
    return word.isupper() and len(word.replace(".", "").replace(" ", "")) <= 4 and ("." in word or len(word) <= 3)
