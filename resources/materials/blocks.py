from collections.abc import Iterable
from copy import copy

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from publishing.blocks.lists import StepBlock
from publishing.pages.visibility import is_open


class UseStepsBlock(blocks.StreamBlock):
    """How a material is used in a session, one step after the other."""

    step = StepBlock()

    class Meta:
        required = False
        max_num = 8


class MaterialBlock(blocks.PageChooserBlock):
    """
    A material of the library within a text. Readers see it while everybody may open it, and else nothing.

    All that a text names come with one query, which also tells what is open.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"page_type": "resources.MaterialPage", **kwargs})

    class Meta:
        icon = "doc-full"
        label = _("Material of the library")
        group = _("Library")
        template = "blocks/material.html"
        description = _("Leads to a poster, a leaflet or slides of the library. Hidden while readers may not open it.")

    @cached_property
    def is_previewable(self) -> bool:
        return True

    def get_preview_value(self) -> Page:
        newest = self.model_class.objects.newest(1).first()
        example = {"title": "Kenali tanda perdagangan orang", "kind": "poster", "summary": "Delapan tanda bahaya."}
        return newest or self.model_class(**example)

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Page | None]:
        found = self.model_class.objects.annotate(is_open=is_open()).in_bulk({pk for pk in values if pk})
        self.model_class.state_versions(found.values())
        return [copy(found[pk]) if pk in found else None for pk in values]

    def get_context(self, value: Page | None, parent_context: dict | None = None) -> dict:
        return super().get_context(value, parent_context) | {"shows": bool(value) and self._is_open(value)}

    def _is_open(self, material: Page) -> bool:
        """One that an editor has just chosen was not read with the text; an example is in no library."""
        if hasattr(material, "is_open") or not material.pk:
            return getattr(material, "is_open", True)
        return self.model_class.objects.for_strangers().filter(pk=material.pk).exists()
