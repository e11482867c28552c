from hypothesis import given
from hypothesis import strategies as st

from publishing.words.clean import LONGEST_QUERY, cleaned_query


@given(st.text())
def test_any_words_become_plain_words(typed):
    cleaned = cleaned_query(typed)
    assert len(cleaned) <= LONGEST_QUERY
    assert not set(cleaned) & set('"\x00*:()^\\%_')
    assert cleaned == cleaned_query(cleaned)


def test_ordinary_words_stay():
    assert cleaned_query("  suami memukul,  anak? ") == "suami memukul anak"


def test_a_word_that_was_copied_with_marks_nobody_sees_finds_the_same():
    assert cleaned_query("\u200esu\u00adami\u200b cafe\u0301") == "suami café"
