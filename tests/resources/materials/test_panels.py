"""Versions of a material are compared: for whom it is made is several choices, and Wagtail's comparison knows one."""

from types import SimpleNamespace

import pytest
from wagtail.admin.compare import FieldComparison

from publishing.pages.review.differences import differences, whole
from resources.models import MaterialPage


def compared(before: list[str], after: list[str]) -> list[FieldComparison]:
    [panel] = [one for one in MaterialPage.facts_panels if getattr(one, "field_name", "") == "audiences"]
    versions = [SimpleNamespace(audiences=chosen) for chosen in (before, after)]
    return [panel.get_comparison_class()(MaterialPage._meta.get_field("audiences"), *versions)]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (["umum"], ["umum", "remaja"], '<span class="addition">, Remaja</span>'),
        (["umum", "remaja"], ["umum"], '<span class="deletion">, Remaja</span>'),
    ],
)
def test_what_was_ticked_or_not_any_more_is_told_in_words(before, after, told):
    [one] = differences(compared(before, after))
    assert told in one.parts[0].html


def test_of_a_new_material_it_is_told_for_whom_it_is():
    chosen = ["umum", "remaja"]
    [one] = whole(compared(chosen, chosen), ())
    assert one.parts[0].html == "Semua orang, Remaja"
