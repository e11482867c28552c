"""A number of a person is found wherever somebody writes it, however he writes it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing.guard import check
from publishing.guard.gate import look_at
from publishing.guard.texts import texts_of
from tests.publishing.guard.places import Place, all_models, places, planted
from tests.publishing.guard.test_gate import NIK

pytestmark = pytest.mark.django_db
PLACES = [place for model in all_models() for place in places(model)]


def found_in(place: Place, words: str) -> bool:
    record, new = planted(place, words)
    found = [one for one in look_at(texts_of(record, new)) if one.kind == "nik"]
    return any(one.text.place[0] == (place.relation or place.field) for one in found)


def test_every_kind_of_page_and_record_has_places():
    assert {place.model for place in PLACES} == set(all_models())
    assert len(PLACES) > 300


def test_every_place_is_looked_at():
    assert not [str(place) for place in PLACES if not found_in(place, f"Nomor {NIK}")]


def _parts(separator: str) -> bool:
    """Whether it stays a sign when it is normalised: ™ and Ⓐ are letters, ① is a digit."""
    return not any(sign.isalnum() for sign in unicodedata.normalize("NFKC", separator))


numbers = st.builds(
    "{}{:02}{:02}{:02}{:02}{:02}{:04}".format,
    st.sampled_from([11, 13, 14, 31, 32, 33, 35, 51, 61, 73, 91]), st.integers(1, 79), st.integers(1, 30),
    st.sampled_from([*range(1, 29), *range(41, 69)]), st.integers(1, 12), st.integers(0, 99), st.integers(1, 9999),
)  # fmt: skip
signs = st.characters(categories=["P", "S", "Z", "Cf"]).filter(_parts)
separators = st.one_of(
    signs, st.sampled_from(["&nbsp;", "&#8203;", "<b></b>", "<br/>", " . ", " - ", "  ", "\t", "\n"])
)
groups = st.sampled_from([(4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 2, 2, 2, 4), (1,) * 16, (8, 8), (6, 10)])


@settings(max_examples=300)
@given(place=st.sampled_from(PLACES), number=numbers, separator=separators, sizes=groups)
def test_a_number_is_found_in_any_place_with_any_separator(place, number, separator, sizes):
    begins = [sum(sizes[:i]) for i in range(len(sizes))]
    words = separator.join(number[begin : begin + size] for begin, size in zip(begins, sizes, strict=True))
    assert found_in(place, words), repr(words)


@settings(max_examples=200)
@given(number=numbers, between=st.lists(st.just("") | separators, min_size=16, max_size=16))
def test_after_its_name_a_number_is_found_with_another_separator_between_all_digits(number, between):
    words = "NIK " + "".join(digit + sign for digit, sign in zip(number, between, strict=True))
    assert any(one.kind == "nik" for one in check(words)), repr(words)
