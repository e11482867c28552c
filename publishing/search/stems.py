"""The stem of an Indonesian word, the same in both directions: diperkosa, pemerkosaan → perkosa."""

from functools import lru_cache
from pathlib import Path

from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from publishing.search.words import listed

# The words with which a new site begins, so that no process computes them: `manage.py store_stems` writes them anew.
STORED = Path(__file__).parent / "stems.txt"
_IRREGULAR = dict(pair.split("=") for pair in listed("stems", "irregular"))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    # Its own cache never forgets, and the words come from strangers.
    stemmer = StemmerFactory().create_stemmer().delegatedStemmer
    for word in listed("stems", "no_roots"):
        stemmer.dictionary.words.pop(word, None)
    stemmer.dictionary.add_words(listed("stems", "roots"))
    return stemmer


@lru_cache(maxsize=1)
def _stored() -> dict[str, str]:
    return dict(line.split() for line in STORED.read_text(encoding="ascii").splitlines())


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """Of a word of `plain_words`."""
    return _stored().get(word) or computed(word)


def computed(word: str) -> str:
    """The stem without what is stored: about a seventh of a millisecond."""
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
