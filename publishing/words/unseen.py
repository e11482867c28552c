"""Text as its reader sees it: nothing invisible, composed one way. And two texts as their readers compare them."""

import re
import unicodedata

# Control and format characters, fillers, selectors of variants, lone surrogates. Not among them: NUL, which forms
# refuse by themselves, and the signs of Arabic numbers, which are format characters too, but seen.
_INVISIBLE = (
    "\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Joiners mean something between letters of other scripts and within emoji: a family is three people and two joiners.
_JOINED = "\u0590-\u1cff\u2190-\u2bff\u3040-\ud7ff\ufe0f\U00010000-\U0001faff"
_UNSEEN = re.compile(
    f"[{_INVISIBLE}]|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
    "|(?<![\xa9\xae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f(?!\u20e3)"
)
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")  # those that no keyboard makes: word processors do
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘‛ʼʻ′´`＇"), "'") | dict.fromkeys(map(ord, "“”„‟″＂"), '"')
_SLASHES = dict.fromkeys(map(ord, "⁄∕"), "/") | {ord("∶"): ":"}
_ON_A_KEYBOARD = _DASHES | _QUOTES | _SLASHES
# Full-width forms only: superscripts are other numbers to a reader, though NFKC makes digits of them.
_FULL_WIDTH = {0xFF01 + place: chr(0x21 + place) for place in range(0x5E)}
# Letters of other alphabets that look like Latin ones, after casefold.
_LOOK_ALIKES = str.maketrans("аеорсухіјѕһԁԛԝαορνικυ", "aeopcyxijshdqwaopviku")


def visible(text: str) -> str:
    """
    The text without characters that nobody sees, and composed (NFC): two texts that look alike are alike.

    Line ends stay, spaces too, of whatever kind; joiners stay within emoji and between letters of other scripts.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def one_spaced(text: str) -> str:
    """The visible text on one line, with plain single spaces."""
    return " ".join(visible(text).split())


def typed(text: str) -> str:
    """What a keyboard would have written: small letters, plain digits, hyphens, quotes and spaces."""
    text = one_spaced(text.translate(_FULL_WIDTH))
    return text.translate(_ON_A_KEYBOARD).casefold()


def comparable(text: str) -> str:
    """The text for comparing names: what a reader takes for the same is the same. Not for keeping or showing."""
    return unicodedata.normalize("NFC", typed(unicodedata.normalize("NFKC", text)).translate(_LOOK_ALIKES))
