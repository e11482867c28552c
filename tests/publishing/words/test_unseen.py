import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.words.unseen import comparable, one_spaced, typed, visible


@pytest.mark.parametrize(
    "unseen",
    ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202c", "\u2060", "\u2069", "\ufeff", "\xad",
     "\u034f", "\u061c", "\u180e", "\u3164", "\ufe0f", "\U000e0041", "\x07"],
)  # fmt: skip
def test_what_nobody_sees_is_taken_out(unseen):
    assert visible(f"{unseen}Padang{unseen} Tiakar{unseen}") == "Padang Tiakar"


def test_text_is_composed_one_way():
    assert visible("Cafe\u0301") == "Café"
    assert visible("Cafe\u200b\u0301") == "Café"


@pytest.mark.parametrize(
    "seen",
    ["👨\u200d👩\u200d👧", "❤\ufe0f", "1\ufe0f\u20e3", "نمی\u200cخواهم", "baris\nbaris\ttab", "a\r\nb", "Rp\xa05"],
)
def test_what_means_something_stays(seen):
    assert visible(seen) == seen


def test_line_ends_of_word_processors_become_ordinary_ones():
    assert visible("satu\x0bdua\u2028tiga") == "satu\ndua\ntiga"


def test_what_a_keyboard_would_have_written():
    assert typed("Ｊum’at，\u00a0５–６") == "jum'at, 5-6"
    assert one_spaced(" Padang\u00a0 \u200bTiakar\n") == "Padang Tiakar"


@pytest.mark.parametrize(
    "other",
    ["padang tiakar", "PADANG  TIAKAR", "Padang\u00a0Tiakar", "Pad\u200bang Tiakar", "Рadаng Tiakar", "Ｐadang Tiakar"],
)
def test_names_that_look_alike_are_alike(other):
    assert comparable(other) == comparable("Padang Tiakar")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert visible(visible(text)) == visible(text)
    assert comparable(comparable(text)) == comparable(text)
    assert unicodedata.is_normalized("NFC", visible(text))


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po", "Zs"], max_codepoint=0xFF)))
def test_ordinary_text_stays_as_it_is(text):
    assert visible(text) == text
