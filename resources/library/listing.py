"""One page of the materials that a reader asked for."""

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from publishing.pages.found import Group
from publishing.search.finding import find
from resources.facets import Filters, Pages
from resources.library.facets import FACETS, KitsFolder, index
from resources.materials.cards import cards_of

A_PAGE, MOST_FOUND = 12, 5000  # materials; each of a page has a picture


class MaterialListing:
    """The materials that everybody may open, in pages of 12, newest first; with words, as the search ranks them."""

    def __init__(self, sent: QueryDict, words: str = "") -> None:
        self.words, self._index = words, index()
        ranked = _ranked(words) if words else {}
        within = self._index.facets.bits_of(ranked) if words else None
        self.filters = Filters(self._index.facets, FACETS, sent, within=within, bare="?")
        found = self._index.facets.pks_of(self.filters.matching)
        self.pages = Pages(self.filters, sorted(found, key=ranked.__getitem__) if words else found, A_PAGE)

    @property
    def is_whole(self) -> bool:
        """Nothing is chosen, and the list is at its beginning."""
        return not self.filters.chosen and self.pages.number == 1

    @property
    def kits(self) -> KitsFolder | None:
        """The folder of the kits, when there is one to open with something in it."""
        return self._index.kits

    @cached_property
    def cards(self) -> list[SafeString]:
        """The materials of the page."""
        return cards_of(self.pages.shown)


def _ranked(words: str) -> dict[int, int]:
    """The places of the materials with all of the words; when there are none, of those with any."""
    hits = find(words, groups=[Group.MATERIAL], most=MOST_FOUND).hits
    told = [hit.entry.page for hit in hits if hit.is_whole] or [hit.entry.page for hit in hits]
    return {pk: place for place, pk in enumerate(told)}
