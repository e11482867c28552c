"""
Hints to write so that everybody understands: short sentences, everyday words, people who do something.

They never hold anything back. What they say names no words but those of the lists here and the verb of a passive, so
that they may be shown wherever the masked findings of the guard are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from publishing.words.sentences import sentences

LONGEST = 20  # words in a sentence; the pages aim at 8 to 15

# Words that people of sixty do not use, with the ones that they do.
STIFF = {
    "salindia": "bahan tayang", "peramban": "browser", "surel": "email", "gawai": "HP", "daring": "internet",
    "histori": "riwayat", "ponsel": "HP",
}  # fmt: skip
# Words of letters and reports, with the ones of talk.
OFFICIAL = {
    "apabila": "kalau", "asesmen": "penilaian", "berdasarkan": "menurut", "berkenaan dengan": "tentang",
    "bilamana": "kalau", "dalam rangka": "untuk", "dikarenakan": "karena", "diperkenankan": "boleh", "guna": "untuk",
    "implementasi": "pelaksanaan", "intervensi": "tindakan", "kendati": "walaupun", "komprehensif": "lengkap",
    "luring": "tatap muka", "mengimplementasikan": "melaksanakan", "mengindikasikan": "menunjukkan",
    "oknum": "orang", "preventif": "untuk mencegah", "segenap": "semua", "sehubungan dengan": "tentang",
    "senantiasa": "selalu", "seyogianya": "sebaiknya", "seyogyanya": "sebaiknya", "signifikan": "besar",
    "stakeholder": "pihak terkait", "tatkala": "ketika", "trafficking": "perdagangan orang",
}  # fmt: skip
SIMPLER = STIFF | OFFICIAL

_SIMPLER = re.compile(rf"\b(?:{'|'.join(SIMPLER)})\b(?!”)", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(di[a-z]{4,20}) oleh\b")
_END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|td|th|blockquote)>|<br ?/?>", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Hint:
    """One hint; `sentence` is the number of the sentence in its text, from 1."""

    sentence: int
    message: str | Promise


def hints(text: str) -> Iterator[Hint]:
    """In the order of `text`, which is plain or HTML. A word that comes again is named once."""
    plain = unescape(strip_tags(_END_OF_BLOCK.sub("\n", text)))
    spoken = [words for start, end in sentences(plain) if (words := plain[start:end].strip())]
    named = set()
    for number, sentence in enumerate(spoken, 1):
        length = len(_WORD.findall(sentence))
        if length > LONGEST:
            told = _("Sentence %(number)s has %(length)s words. Make two of it: one thought each.")
            yield Hint(number, told % {"number": number, "length": length})
        for found in _SIMPLER.finditer(sentence):
            word = found[0].lower()
            if word not in named:
                named.add(word)
                told = _("“%(word)s” is a hard word. Simpler: “%(simpler)s”.")
                yield Hint(number, told % {"word": word, "simpler": SIMPLER[word]})
        for found in _PASSIVE.finditer(sentence):
            told = _("“%(verb)s oleh” in sentence %(number)s: say first who does it.")
            yield Hint(number, told % {"verb": found[1], "number": number})
