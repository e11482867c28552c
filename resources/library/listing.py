"""One page of the materials that a reader asked for."""

from django.db.models import Prefetch
from django.http import QueryDict
from django.utils.functional import cached_property

from resources.facets import Filters, Pages
from resources.library.facets import FACETS, KitsFolder, MaterialsIndex, index
from resources.materials.covers import show_covers
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage

A_PAGE = 12  # materials, each with a picture


class MaterialListing:
    """
    The materials that everybody may open, in pages of 12, newest first; with words, those with them in the title first.

    The materials of the page cost one query, their files another, and their covers a third.
    """

    def __init__(self, sent: QueryDict, words: str = "") -> None:
        self.words, self._index = words, index()
        within = _with_words(self._index, words) if words else None
        self.filters = Filters(self._index.facets, FACETS, sent, within=within, bare="?")
        found = self._index.facets.pks_of(self.filters.matching)
        self.pages = Pages(self.filters, self._index.in_title_first(found, words), A_PAGE)

    @property
    def is_whole(self) -> bool:
        """Nothing is chosen, and the list is at its beginning."""
        return not self.filters.chosen and self.pages.number == 1

    @property
    def kits(self) -> KitsFolder | None:
        """The folder of the kits, when there is one to open with something in it."""
        return self._index.kits

    @cached_property
    def materials(self) -> list[MaterialPage]:
        shown = self.pages.shown
        if not shown:
            return []
        files = Prefetch("files", MaterialFile.objects.select_related("document"))
        found = MaterialPage.objects.prefetch_related(files).in_bulk(shown)
        materials = [found[pk] for pk in shown if pk in found]
        show_covers(materials)
        return materials


def _with_words(materials: MaterialsIndex, words: str) -> int:
    """The bits of the materials with all of the words; when there are none, of those with any."""
    return _found(materials, words, "and") or _found(materials, words, "or")


def _found(materials: MaterialsIndex, words: str, operator: str) -> int:
    # SQLite would search again for every material that it ranks by relevance: the order is ours.
    found = MaterialPage.objects.search(words, operator=operator, order_by_relevance=False).get_queryset()
    return materials.facets.bits_of(found.order_by().values_list("pk", flat=True))
