"""A list without filters in pages (?halaman=2): a short one is whole, a long one costs no more than the page shown."""

from collections.abc import Callable, Sequence
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext

from publishing.pages.reading import understood
from resources.facets import PAGE


class Rows(Sequence):
    """A long list by its numbers; a slice of it, such as the page shown, is read when somebody looks at it."""

    def __init__(self, pks: list[int], read: Callable[[list[int]], dict]) -> None:
        """`read` is a manager's `in_bulk`."""
        self._pks, self._read = pks, read

    def __len__(self) -> int:
        return len(self._pks)

    def __getitem__(self, wanted: slice) -> "Rows":
        return Rows(self._pks[wanted], self._read)

    def __iter__(self):
        return iter(self._rows)

    @cached_property
    def _rows(self) -> list:
        found = self._read(self._pks)
        return [found[pk] for pk in self._pks if pk in found]


def paged(request: HttpRequest, address: str, entries: Sequence | QuerySet, size: int) -> dict:
    """
    What a template needs for the page that was asked for, or the last: `listed` (Django's page), `canonical_url`, and
    what stands behind the title (`in_title`; nothing on the first page).

    `address` is that of the list. Whatever a stranger writes behind it leads to a page that there is. It must be all
    that the page takes from the query: what it shows is kept by it.
    """
    listed = Paginator(entries, size).get_page(request.GET.get(PAGE))
    understood(request, *([listed.number] if listed.number > 1 else ()))
    own = f"{address}?{PAGE}={listed.number}" if listed.number > 1 else address
    told = ", " + gettext("page %(number)s") % {"number": listed.number} if listed.number > 1 else ""
    return {"listed": listed, "canonical_url": own, "in_title": told}
