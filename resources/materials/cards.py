"""Materials as lists show them: each card is rendered once a generation."""

from collections.abc import Mapping, Sequence

from django.db.models import Prefetch
from django.template.loader import get_template
from django.utils.safestring import SafeString

from publishing.pages import reading
from resources.materials.covers import show_covers
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage


def cards_of(pks: Sequence[int]) -> list[SafeString]:
    """Those of the materials with these numbers, in their order; what was not shown before costs three queries."""
    rendered = reading.parts("material card", pks, _render)
    return [rendered[pk] for pk in pks if pk in rendered]


def _render(pks: list[int]) -> Mapping[int, SafeString]:
    files = Prefetch("files", MaterialFile.objects.select_related("document"))
    materials = MaterialPage.objects.defer_streamfields().prefetch_related(files).in_bulk(pks)
    show_covers(list(materials.values()))
    template = get_template("components/material_card.html")
    return {pk: template.render({"material": material}) for pk, material in materials.items()}
