"""The stem of an Indonesian word, the same in both directions: diperkosa, pemerkosaan → perkosa."""

from functools import lru_cache

from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from publishing.search.words import listed

_IRREGULAR = dict(pair.split("=") for pair in listed("stems", "irregular"))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    # Its own cache never forgets, and the words come from strangers.
    stemmer = StemmerFactory().create_stemmer().delegatedStemmer
    for word in listed("stems", "no_roots"):
        stemmer.dictionary.words.pop(word, None)
    stemmer.dictionary.add_words(listed("stems", "roots"))
    return stemmer


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """Of a word of `plain_words`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return (_stemmer().stem_word(word) or word) if word.isascii() and word.isalpha() else word


def is_root(word: str) -> bool:
    """Whether it is a root of Indonesian."""
    return word in _stemmer().dictionary.words


def is_known(word: str) -> bool:
    """
    Whether Indonesian has this word: it is no slip of the finger.

    Its list of roots has short ones that a misspelt word may be cut to: kekersan → kers.
    """
    roots, root = _stemmer().dictionary.words, stem(word)
    return word in roots or (root in roots and len(root) > 4)
