"""The Range header, whatever anybody writes into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.downloads.ranges import Span, UnsatisfiableError, asked_span


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-", Span(0, 100)),
        ("bytes=40-", Span(40, 100)),
        ("bytes=40-49", Span(40, 50)),
        ("bytes=40-4000", Span(40, 100)),
        ("bytes=-10", Span(90, 100)),
        ("bytes=-4000", Span(0, 100)),
        ("Bytes= 99-99 ", Span(99, 100)),
    ],
)
def test_one_range_is_understood(header, span):
    assert asked_span(header, 100) == span


@pytest.mark.parametrize(
    "header",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=+5-", "bytes=--5", "bytes=1.5-", "items=0-5",
        "bytes=0-1,3-4", "bytes=0-1, -1", "bytes=٣-", "bytes=0-1\n", "bytes 0-1", "0-1", "bytes=" + "9" * 5000 + "-",
    ],
)  # fmt: skip
def test_what_is_no_single_range_gets_the_whole_file(header):
    assert asked_span(header, 100) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=999999999999999999999-", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(header):
    with pytest.raises(UnsatisfiableError):
        asked_span(header, 100)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-5"])
def test_an_empty_file_has_no_range(header):
    with pytest.raises(UnsatisfiableError):
        asked_span(header, 0)


anything = st.text() | st.binary().map(lambda raw: raw.decode("latin-1"))
nearly = st.from_regex(r"bytes=[0-9]{0,30}-[0-9]{0,30}(,[0-9]*-[0-9]*)?", fullmatch=True)


@given(header=anything | nearly, size=st.integers(min_value=0, max_value=2**50))
def test_any_header_gives_a_part_that_lies_in_the_file_or_the_whole_or_a_refusal(header, size):
    try:
        span = asked_span(header, size)
    except UnsatisfiableError:
        return
    assert span is None or 0 <= span.start < span.stop <= size
