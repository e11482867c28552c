"""What of the sessions a reader asked for: /kegiatan/?kecamatan=…&nagari=…&lembaga=…&topik=…&tahun=…&halaman=…"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.sessions.register import FILTERS, Choice, Register

PAGE, UNFOLDED = "halaman", "semua"
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
HEADINGS = {
    "kecamatan": _("Kecamatan"),
    "nagari": _("Nagari"),
    "lembaga": _("Adat institution"),
    "topik": _("Topic"),
    "tahun": _("Year"),
}
MOST_OPTIONS, MOST_UNFOLDED = 12, 100  # of one filter: the commonest, and those behind "show all"


@dataclass(frozen=True)
class Option:
    """A value that a reader may choose, or take back when it is chosen."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    name: str
    heading: str
    options: list[Option]
    left_out: int
    unfold: str  # the address that shows all options


class SessionFilters:
    """
    The filters of one request, read against what there is.

    Whatever a stranger sends is looked up in dictionaries only: a value that no published session has is ignored, and
    `ignored` says so.
    """

    def __init__(self, register: Register, query: QueryDict) -> None:
        self.register = register
        self.chosen: dict[str, Choice] = {}
        self.ignored = False
        for name in FILTERS:
            if asked := query.get(name, ""):
                if value := register.values[name].get(asked):
                    self.chosen[name] = value
                else:
                    self.ignored = True
        self.unfolded = query.get(UNFOLDED, "")
        number = query.get(PAGE, "")
        self.page = int(number) if PAGE_NUMBER.fullmatch(number) else 1

    @cached_property
    def matching(self) -> int:
        """The bits of the sessions that pass all filters."""
        return self._matching_without(None)

    @property
    def count(self) -> int:
        return self.matching.bit_count()

    def address(self, **changes: str | None) -> str:
        """The address of the same filters with `changes`, where None takes one back. Its page is the first."""
        slugs = {name: value.slug for name, value in self.chosen.items()} | changes
        query = urlencode([(name, slugs[name]) for name in (*FILTERS, UNFOLDED, PAGE) if slugs.get(name)])
        return f"?{query}" if query else "./"

    @cached_property
    def filters(self) -> list[Filter]:
        """Those that offer a choice, each with how many sessions every option would show."""
        filters = [self._filter(name) for name in FILTERS]
        return [found for found in filters if found.options]

    @property
    def taken(self) -> list[Option]:
        """The chosen values, each with what there is without it."""
        return [
            Option(value.label, self._matching_without(name).bit_count(), self.address(**{name: None}), is_chosen=True)
            for name, value in self.chosen.items()
        ]

    def _filter(self, name: str) -> Filter:
        others, chosen = self._matching_without(name), self.chosen.get(name)
        counted = [
            (value, count)
            for value in self.register.values[name].values()
            if (count := (value.bits & others).bit_count()) or value is chosen
        ]
        most = MOST_UNFOLDED if self.unfolded == name else MOST_OPTIONS
        common = sorted(counted, key=lambda pair: (pair[0] is not chosen, -pair[1], pair[0].label))[:most]
        common.sort(key=lambda pair: pair[0].label, reverse=name == "tahun")
        options = [
            Option(value.label, count, self.address(**{name: None if value is chosen else value.slug}), value is chosen)
            for value, count in common
        ]
        unfold = self.address(**{UNFOLDED: name}) if most == MOST_OPTIONS else ""
        return Filter(name, HEADINGS[name], options, len(counted) - len(common), unfold)

    def _matching_without(self, name: str | None) -> int:
        bits = self.register.everything
        for other, value in self.chosen.items():
            if other != name:
                bits &= value.bits
        return bits
