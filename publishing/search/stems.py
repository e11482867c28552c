"""The stem of an Indonesian word, the same in both directions: diperkosa, pemerkosaan → perkosa."""

from functools import lru_cache

from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

# Its list of roots has words that nobody uses, to which it would cut common ones: menikah would become "meni". And it
# lacks some of ours, which it would cut: satgas, komnas.
_NO_ROOTS = "meni culi urung lantar bas bekal kasi ajar mela perko kepo lapo kora peri menik cerca tolo hamp"
_ROOTS = (
    "satgas sosialisasi kdrt tppo lpsk basis terlantar perkosa leceh pelaku korban sapa kanduang mamak bundo "
    "ninik nagari kelurahan kecamatan kegiatan undangan pedoman keluarga kemenakan berita hubungi media visum "
    "kerapatan lapau surau mental perempuan payakumbuh puskesmas umrah "
)
# Where its rules come to another stem than for the other forms of the word.
_IRREGULAR = {
    "mengurung": "kurung", "pengurungan": "kurung", "terlantar": "telantar", "terlantarkan": "telantar",
    "diterlantarkan": "telantar", "penelantaran": "telantar", "menelantarkan": "telantar", "telantarkan": "telantar",
    "penculikan": "culik", "penculik": "culik", "menculik": "culik", "berbasis": "basis", "pelajar": "pelajar",
    "mengawinkan": "kawin", "memarahi": "marah", "ajakan": "ajak", "diundang": "undangan", "mengundang": "undangan",
}  # fmt: skip


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    # Its own cache never forgets, and the words come from strangers.
    stemmer = StemmerFactory().create_stemmer().delegatedStemmer
    for word in _NO_ROOTS.split():
        stemmer.dictionary.words.pop(word, None)
    stemmer.dictionary.add_words(_ROOTS.split())
    return stemmer


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """Of a word of `plain_words`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return (_stemmer().stem_word(word) or word) if word.isascii() and word.isalpha() else word


def is_known(word: str) -> bool:
    """
    Whether Indonesian has this word: it is no slip of the finger.

    Its list of roots has short ones that a misspelt word may be cut to: kekersan → kers.
    """
    roots, root = _stemmer().dictionary.words, stem(word)
    return word in roots or (root in roots and len(root) > 4)
