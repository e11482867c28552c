"""
Facets: by what a reader narrows a list, how many entries every choice leaves, and where it leads.

An index holds, for every value of a facet (a kind, a kecamatan, a year), one integer whose bits are the entries with
that value. Choices combine by `&` and count by `bit_count()`: microseconds, for five entries or five thousand. It is
read from the database once a generation (publishing.pages.generation).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.utils.functional import cached_property

PAGE, UNFOLDED = "halaman", "semua"
FORMER_PAGE = "hal"  # how the library's and the partners' pages were numbered before
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
_SLUG = re.compile(r"[\w-]{1,100}")


class Order(Enum):
    """In which the options of a facet stand."""

    GIVEN = "as the index knows them"
    LABEL = "by their names"
    LATEST = "by their slugs, which are numbers, the highest first"
    COMMONEST = "by how many entries they leave"


@dataclass(frozen=True)
class Facet:
    """
    What the values of one facet are called, and how many of them are offered.

    `most` are offered at once, the commonest, and `unfolded` on demand. A value that nothing has is not known and
    counts as not chosen, unless there is a name for what is `gone`: it may stand in old addresses, and leaves nothing.
    """

    name: str  # in addresses and forms
    heading: str
    order: Order = Order.LABEL
    least: int = 1  # with fewer options nothing is to be chosen
    most: int = 12
    unfolded: int = 100
    gone: str = ""


@dataclass
class Value:
    """One value: how addresses and readers name it, and which entries have it."""

    slug: str
    label: str
    bits: int = 0


class Index:
    """The entries in the order of a list; the number of an entry's bit is its place in `pks`."""

    def __init__(
        self,
        pks: Iterable[int],
        having: Iterable[tuple[str, str, str, int]],
        known: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """
        `having` are (facet, slug, label, entry); entries that are not among `pks` are left out.

        `known` are (facet, slug, label) of values that may be chosen though nothing has them.
        """
        self.pks = list(pks)
        self._places = {pk: place for place, pk in enumerate(self.pks)}
        self.values: dict[str, dict[str, Value]] = {}
        for facet, slug, label in known:
            self.values.setdefault(facet, {})[slug] = Value(slug, label)
        found: dict[tuple[str, str, str], list[int]] = {}
        for facet, slug, label, pk in having:
            if pk in self._places:
                found.setdefault((facet, slug, label), []).append(pk)
        for (facet, slug, label), pks_with_it in found.items():
            value = self.values.setdefault(facet, {}).setdefault(slug, Value(slug, label))
            value.bits |= self.bits_of(pks_with_it)

    @property
    def everything(self) -> int:
        return (1 << len(self.pks)) - 1

    def bits(self, facet: str, slug: str) -> int:
        """The entries with this value; nothing where it is not known."""
        value = self.values.get(facet, {}).get(slug)
        return value.bits if value else 0

    def bits_of(self, pks: Iterable[int]) -> int:
        marks = bytearray(len(self.pks) // 8 + 1)
        for pk in pks:
            if (place := self._places.get(pk)) is not None:
                marks[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(marks, "little")

    def pks_of(self, bits: int) -> list[int]:
        """The entries of these bits, in their order."""
        if not bits:
            return []
        return [pk for pk, bit in zip(self.pks, reversed(f"{bits:0{len(self.pks)}b}"), strict=True) if bit == "1"]


@dataclass(frozen=True)
class Option:
    """A value that a reader may choose, or take back when it is chosen: as a link, or as a button of a form."""

    label: str
    count: int
    address: str
    is_chosen: bool
    name: str
    slug: str  # empty when it is chosen: sending it takes the value back


@dataclass(frozen=True)
class Filter:
    """What a facet offers to this reader."""

    name: str
    heading: str
    options: list[Option]
    left_out: int
    unfold: str  # the address that shows all options; empty where there is none


class Filters:
    """
    The filters of one request, read against an index.

    Whatever a stranger sends is looked up in dictionaries only: what no facet knows is not chosen, and `ignored` says
    so.
    """

    def __init__(
        self, index: Index, facets: Sequence[Facet], sent: QueryDict, *, within: int | None = None, bare: str = "./"
    ) -> None:
        """`within` are the entries that come into question, such as those with some words; `bare` leads to all."""
        self.index, self._facets, self._bare = index, facets, bare
        self._within = index.everything if within is None else within
        self.chosen: dict[str, Value] = {}
        self.ignored = False
        for facet in facets:
            if asked := sent.get(facet.name, ""):
                self._choose(facet, asked)
        unfolded = sent.get(UNFOLDED, "")
        self.unfolded = unfolded if any(unfolded == facet.name for facet in facets) else ""
        number = sent.get(PAGE, "")
        self.page = max(1, int(number)) if _NUMBER.fullmatch(number) else 1

    def _choose(self, facet: Facet, asked: str) -> None:
        value = self.index.values.get(facet.name, {}).get(asked)
        if not value and facet.gone and _SLUG.fullmatch(asked):
            value = Value(asked, facet.gone)
        if value:
            self.chosen[facet.name] = value
        else:
            self.ignored = True

    @property
    def slugs(self) -> dict[str, str]:
        """The chosen values by their facets, as addresses and forms carry them on."""
        return {name: value.slug for name, value in self.chosen.items()}

    @cached_property
    def matching(self) -> int:
        """The bits of the entries that pass all filters."""
        return self._matching_without(None)

    @property
    def count(self) -> int:
        return self.matching.bit_count()

    def address(self, **changes: str | None) -> str:
        """The address of the same filters with `changes`, where None takes one back. Its page is the first."""
        slugs = self.slugs | changes
        names = (*(facet.name for facet in self._facets), UNFOLDED, PAGE)
        query = urlencode([(name, slugs[name]) for name in names if slugs.get(name)])
        return f"?{query}" if query else self._bare

    def address_of_page(self, number: int) -> str:
        return self.address(**{PAGE: str(number) if number > 1 else None})

    @cached_property
    def filters(self) -> list[Filter]:
        """Those that offer a choice, each option with how many entries it would show."""
        filters = [self._filter(facet) for facet in self._facets]
        return [
            found
            for facet, found in zip(self._facets, filters, strict=True)
            if len(found.options) >= facet.least or facet.name in self.chosen
        ]

    @cached_property
    def taken(self) -> list[Option]:
        """The chosen values, each with what there is without it."""
        return [
            Option(
                str(value.label), self._matching_without(name).bit_count(), self.address(**{name: None}),
                is_chosen=True, name=name, slug="",
            )
            for name, value in self.chosen.items()
        ]  # fmt: skip

    @property
    def in_title(self) -> str:
        """ ": Payakumbuh Barat, 2026", behind the name of a list; nothing for the whole list."""
        return ": " + ", ".join(option.label for option in self.taken) if self.taken else ""

    def _filter(self, facet: Facet) -> Filter:
        others, chosen = self._matching_without(facet.name), self.chosen.get(facet.name)
        known = self.index.values.get(facet.name, {})
        values = [*known.values(), *([chosen] if chosen and chosen.slug not in known else [])]
        counted = [
            (value, count) for value in values if (count := (value.bits & others).bit_count()) or value is chosen
        ]
        is_unfolded = self.unfolded == facet.name and bool(facet.unfolded)
        most = facet.unfolded if is_unfolded else facet.most
        common = sorted(counted, key=lambda pair: (pair[0] is not chosen, -pair[1], str(pair[0].label)))[:most]
        options = [
            self._option(facet, value, count, value is chosen) for value, count in _ordered(common, facet, values)
        ]
        unfold = "" if is_unfolded or not facet.unfolded else self.address(**{UNFOLDED: facet.name})
        return Filter(facet.name, str(facet.heading), options, len(counted) - len(common), unfold)

    def _option(self, facet: Facet, value: Value, count: int, is_chosen: bool) -> Option:
        slug = "" if is_chosen else value.slug
        return Option(str(value.label), count, self.address(**{facet.name: slug}), is_chosen, facet.name, slug)

    def _matching_without(self, name: str | None) -> int:
        bits = self._within
        for other, value in self.chosen.items():
            if other != name:
                bits &= value.bits
        return bits


def _ordered(common: list[tuple[Value, int]], facet: Facet, values: list[Value]) -> list[tuple[Value, int]]:
    if facet.order is Order.GIVEN:
        return sorted(common, key=lambda pair: values.index(pair[0]))
    if facet.order is Order.LABEL:
        return sorted(common, key=lambda pair: str(pair[0].label))
    if facet.order is Order.LATEST:
        return sorted(common, key=lambda pair: -int(pair[0].slug))
    return common


@dataclass(frozen=True)
class PageLink:
    number: int
    address: str


class Pages:
    """A list in pages of `size`: the one that was asked for, or the last."""

    def __init__(self, filters: Filters, entries: Sequence[int], size: int) -> None:
        self._filters = filters
        self.last = max(1, -(-len(entries) // size))
        self.number = min(filters.page, self.last)
        self.start = (self.number - 1) * size
        self.shown = entries[self.start : self.start + size]

    @property
    def address(self) -> str:
        """The one address of this page, however it was asked for."""
        return self._filters.address_of_page(self.number)

    @property
    def understood(self) -> tuple:
        """
        All that this list takes from what was sent, for publishing.pages.reading; nothing where it shows the whole.
        """
        filters = self._filters
        slugs, page = tuple(filters.slugs.items()), self.number
        taken = (slugs, page, filters.unfolded, filters.ignored)
        return () if taken == ((), 1, "", False) else taken

    @property
    def before(self) -> PageLink | None:
        return self._link(self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> PageLink | None:
        return self._link(self.number + 1) if self.number < self.last else None

    def _link(self, number: int) -> PageLink:
        return PageLink(number, self._filters.address_of_page(number))


def from_former_address(request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """Where an address leads that numbers its page as before; None for any other."""
    if FORMER_PAGE not in request.GET:
        return None
    query = request.GET.copy()
    number = query.pop(FORMER_PAGE)[-1]
    query.setdefault(PAGE, number)
    return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")
