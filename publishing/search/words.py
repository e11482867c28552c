"""What is typed and what is written, as the same plain words: small Latin letters and digits."""

import re
import tomllib
import unicodedata
from itertools import pairwise
from pathlib import Path

from publishing.words.unseen import comparable

LONGEST = 40  # characters of a word; what is longer is none
MOST = 40  # words of a query that are read
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_TWICE = re.compile(r"([a-z]{3,})2(?:nya|ku|mu|an)?")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")

_LANGUAGE = tomllib.loads((Path(__file__).parent / "language.toml").read_text())
CHAT = {short: long.split("_") for short, long in (pair.split("=") for pair in _LANGUAGE["chat"].split())}
STOP, SOFT = frozenset(_LANGUAGE["stop"].split()), frozenset(_LANGUAGE["soft"].split())


def listed(part: str, name: str) -> list[str]:
    """The words of a list in a part of language.toml."""
    return _LANGUAGE[part][name].split()


def plain_words(text: str) -> list[str]:
    """
    The words of a text in their order: "K.D.R.T. di Aïr, anak2" → kdrt, di, air, anak.

    Accents, case, full-width forms and what nobody sees make no difference.
    """
    text = unicodedata.normalize("NFD", comparable(text.replace("\x00", " ")))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    text = _APOSTROPHE.sub("", text)
    return [_once(word) for word in _WORD.findall(text) if len(word) <= LONGEST]


def typed_words(text: str) -> list[str]:
    """The first words of what a reader typed, as `plain_words`, chat spellings written out."""
    words = [_DRAWN_OUT.sub(r"\1", word) for word in plain_words(text)[:MOST]]
    words = [f"{word[:-1]}a" if word.endswith("nyo") and len(word) > 5 else word for word in words]
    words = [long for before, word in pairwise(["", *words]) for long in _in_full(before, word)]
    return _law_in_short(words)


def _in_full(before: str, word: str) -> list[str]:
    """ "tk" is "tidak", but a kindergarten behind these words."""
    if word == "tk" and before in {"di", "ke", "guru", "anak", "murid", "sekolah"}:
        return [word]
    return CHAT.get(word, [word])


def _law_in_short(words: list[str]) -> list[str]:
    """ "Undang-undang nomor 12 tahun 2022" → uu 12 2022."""
    made: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word in {"nomor", "tahun"} and following.isdigit():
            continue
        if word == "undang" and made and made[-1] == "undang":
            made[-1] = "uu"
        else:
            made.append(word)
    return made


def _once(word: str) -> str:
    match = _TWICE.fullmatch(word)
    return match[1] if match else word
