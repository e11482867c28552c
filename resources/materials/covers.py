"""The small pictures by which lists show materials."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from publishing.uploads.preview import COVER, TALLEST
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage
from resources.previews.states import State


@dataclass(frozen=True)
class Cover:
    """The first page of a material's first file that has one; its sides are those of the larger preview, in pixels."""

    pk: int
    page_width: int
    page_height: int

    @property
    def url(self) -> str:
        return reverse("material_cover", args=[self.pk])

    @property
    def width(self) -> int:
        return min(COVER, self.page_width)

    @property
    def height(self) -> int:
        return round(min(TALLEST, self.page_height / self.page_width) * self.width)


def show_covers(materials: Sequence[MaterialPage]) -> None:
    """Let each know its `cover`. One query for all of them, when the first one is shown."""
    covers = SimpleLazyObject(lambda: _covers_of(materials))
    for material in materials:
        material.covers = covers


def _covers_of(materials: Sequence[MaterialPage]) -> dict[int, Cover]:
    preparation = "document__preparation__"
    picture = f"{preparation}pictures__"
    first_pages = (
        MaterialFile.objects.filter(
            **{"page__in": materials, f"{preparation}state": State.READY, f"{picture}page_number": 1}
        )
        .exclude(**{f"{picture}cover": ""})
        .order_by("-sort_order")  # so that the first file is the one that stays
        .values_list("page_id", f"{picture}pk", f"{picture}width", f"{picture}height")
    )
    return {page: Cover(*sides) for page, *sides in first_pages}
