"""Of two versions of a text, what changed and nothing else."""

import pytest
from wagtail.admin.compare import StreamFieldComparison

from home.models import PlainPage
from publishing.pages.review.differences import CHANGED, GONE, NEW, differences, whole

pytestmark = pytest.mark.django_db

FIELD = PlainPage._meta.get_field("body")
SIGNS = {"type": "signs", "id": "2", "value": {"title": "Tanda", "signs": ["Dipukul", "Dihina"]}}
BEFORE = [{"type": "heading", "id": "1", "value": "Apa itu?"}, SIGNS]


def compared(before: list, after: list) -> StreamFieldComparison:
    versions = [PlainPage(body=FIELD.stream_block.to_python(blocks)) for blocks in (before, after)]
    return StreamFieldComparison(FIELD, *versions)


@pytest.mark.parametrize(
    ("after", "states", "words"),
    [
        (BEFORE, [], ""),
        (BEFORE[:1], [GONE, GONE, GONE], "Dihina"),
        ([*BEFORE, {"type": "text", "id": "3", "value": "<p>Baru &amp; jelas</p>"}], [NEW], "Baru &amp; jelas"),
        ([BEFORE[0] | {"value": "Apa ini?"}, SIGNS], [CHANGED], "ini"),
        ([BEFORE[0], SIGNS | {"value": {"title": "Tanda", "signs": ["Dipukul", "Diancam"]}}], [CHANGED], "Diancam"),
    ],
)
def test_only_blocks_that_changed_are_told(after, states, words):
    told = list(differences([compared(BEFORE, after)]))
    parts = [part for one in told for part in one.parts]
    assert [part.state for part in parts] == states
    assert words in "".join(part.html for part in parts)
    if states == [CHANGED]:
        assert "Tanda" not in "".join(part.html for part in parts)


def test_a_change_that_is_no_text_is_told_too():
    callout = {"type": "callout", "id": "4", "value": {"kind": "info", "title": "Ingat", "text": ""}}
    urgent = callout | {"value": callout["value"] | {"kind": "urgent"}}
    assert len(list(differences([compared([callout], [urgent])]))) == 1


def test_the_whole_of_a_text_is_told_without_marks_and_what_is_typed_is_no_html():
    block = {"type": "heading", "id": "1", "value": "<b>Apa</b>"}
    [told] = whole([compared([block], [block])], ())
    assert "Apa" in told.parts[0].html
    assert "<b>" not in told.parts[0].html
