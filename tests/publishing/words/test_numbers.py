from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.words.numbers import decimal, whole
from publishing.words.unreadable import Unreadable


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.200", 1200), ("1 200", 1200), ("1\u00a0200", 1200), ("1\u202f200", 1200), ("1200", 1200), (" 1200 ", 1200),
     ("1.000", 1000), ("1.200.000", 1_200_000), ("0", 0), ("007", 7), ("-5", -5), ("−5", -5), ("１２", 12),
     ("\u200e1.200\u200b", 1200)],
)  # fmt: skip
def test_a_whole_number_is_read_however_it_is_written(written, number):
    assert whole(written) == number


@pytest.mark.parametrize(
    "written",
    ["1,5", "1.20", "1.5", "1,200", "0.200", "1.2000", "12.34.567", "1.200 000", "1.200,00", "1e3", "1_000", "٣", "²",
     "", "1200 orang", "±5", "9" * 40],
)  # fmt: skip
def test_what_may_be_another_number_is_refused(written):
    with pytest.raises(Unreadable):
        whole(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("-0,2289", "-0.2289"), ("−0.2289", "-0.2289"), ("100,63", "100.63"), ("100", "100"), (" 100.63\u200b", "100.63")],
)
def test_decimals_begin_with_a_comma_or_a_point(written, number):
    assert decimal(written) == number


@pytest.mark.parametrize("written", ["1.200,5", "1,200.5", "-0.22, 100.63", "NaN", "1e5", "", "0°13'"])
def test_what_is_no_single_decimal_number_is_refused(written):
    with pytest.raises(Unreadable):
        decimal(written)


@given(st.integers(-(10**12), 10**12), st.sampled_from([".", " ", "\u00a0", ""]))
def test_every_whole_number_reads_back(number, between):
    assert whole(f"{number:,}".replace(",", between)) == number


@pytest.mark.parametrize("reader", [whole, decimal])
@given(text=st.text(max_size=30) | st.lists(st.sampled_from([*"0123456789.,- "]), max_size=12).map("".join))
def test_no_text_raises_anything_else(reader, text):
    with suppress(Unreadable):
        reader(text)
