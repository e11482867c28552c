"""
The index: which entries have a word, in the memory of each process, read once a generation.

Two segments, neither of which is ever changed: a large one, and a small one with what came or changed since. So a
change costs a look at all numbers and the reading of a few entries, whatever the size of the site.
"""

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from wagtail import hooks
from wagtail.models import Page

from publishing.pages.generation import cache_for_generation
from publishing.pages.visibility import is_open
from publishing.search.models import SearchEntry
from publishing.search.stems import stem
from publishing.search.words import STOP, plain_words

# Hooks that each return a condition (Q) on pages which, though open, are not to be found.
NOT_TO_BE_FOUND = "not_to_be_found"
SMALL, SHARE = 200, 50  # the small segment has at most 200 entries, or a fiftieth of the large one
AT_ONCE = 2000


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What ranking needs to know of an entry besides its words. Only itself is equal to it: thousands are compared."""

    pk: int
    page: int
    route: str
    group: str
    weight: int
    title: str
    title_stems: frozenset[str]  # of the words with weight
    title_stops: frozenset[str]  # of the others, which tell "Koto Panjang Dalam" from "Koto Panjang"
    ends_at: datetime | None


@dataclass
class Segment:
    """Entries, and for each stem the places (in `entries`) where it stands with its weights there."""

    entries: list[Entry] = field(default_factory=list)
    digests: dict[int, str] = field(default_factory=dict)  # by the number of the entry
    postings: dict[str, tuple[array, array]] = field(default_factory=dict)
    spellings: set[str] = field(default_factory=set)
    places_of: dict[int, list[int]] = field(default_factory=dict)  # by the number of the page

    @classmethod
    def of(cls, rows: Iterable[tuple]) -> "Segment":
        segment = cls()
        for *facts, digest, stems, spellings in rows:
            segment.add(_entry(facts), digest, stems.split(), spellings.split())
        return segment

    def add(self, entry: Entry, digest: str, stems: list[str], spellings: list[str]) -> None:
        """`stems` are stem, weight, stem, weight, …"""
        place, postings = len(self.entries), self.postings
        self.entries.append(entry)
        self.digests[entry.pk] = digest
        self.places_of.setdefault(entry.page, []).append(place)
        for word, weight in zip(stems[::2], map(int, stems[1::2]), strict=True):
            posting = postings.get(word)
            if posting is None:
                posting = postings[word] = (array("I"), array("B"))
            posting[0].append(place)
            posting[1].append(weight)
        self.spellings.update(spellings)


FACTS = ("pk", "page_id", "route", "group", "weight", "title", "ends_at")


def _entry(facts: list) -> Entry:
    pk, page, route, group, weight, title, ends_at = facts
    words = plain_words(title)
    stems = frozenset(stem(word) for word in words if word not in STOP)
    stops = frozenset(stem(word) for word in words if word in STOP)
    return Entry(pk, page, route, group, weight, title, stems, stops, ends_at)


def bones(word: str) -> str:
    """Its first letter and its consonants."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou")


class Memory:
    """All that everybody may open. Nothing of it may be changed."""

    def __init__(self, large: Segment, small: Segment, current: dict[int, str]) -> None:
        """`current` are the digests of what is true; whatever else a segment still has is not found."""
        self.large, self.small = large, small
        self.size = len(current)
        gone = {n for n, entry in enumerate(large.entries) if current.get(entry.pk) != large.digests[entry.pk]}
        self.segments = ((large, gone), (small, set()))

    def __contains__(self, word: str) -> bool:
        """Whether something that may be found has this stem."""
        return any(
            not gone or any(place not in gone for place in segment.postings[word][0])
            for segment, gone in self.segments
            if word in segment.postings
        )

    def frequency(self, word: str) -> int:
        return sum(len(segment.postings[word][0]) for segment, _gone in self.segments if word in segment.postings)

    @cached_property
    def spellings(self) -> dict[str, int]:
        """The words of the texts as they are spelt, with how many entries have one of the same stem."""
        spelt = sorted(self.large.spellings | self.small.spellings)
        return {word: self.frequency(stem(word)) for word in spelt if stem(word) in self}

    @cached_property
    def by_bones(self) -> dict[str, list[str]]:
        """The same words by their consonants, the commonest first."""
        made: dict[str, list[str]] = {}
        for word in sorted(self.spellings, key=lambda word: (-self.spellings[word], word)):
            made.setdefault(bones(word), []).append(word)
        return made

    def begun(self, word: str, least: int) -> list[str]:
        """The stems of the words that begin with this one, the commonest first; none for less than `least` letters."""
        if len(word) < least:
            return []
        found = {stem(other): count for other, count in self.spellings.items() if other.startswith(word)}
        return sorted(found, key=lambda one: (-found[one], one))


def memory() -> Memory:
    return cache_for_generation("search", _read)


_latest: list[Memory] = []  # of this process


def _read() -> Memory:
    current = dict(_open_entries().values_list("pk", "digest"))
    before = _latest[0] if _latest else None
    if before:
        large = before.large
        fresh = [pk for pk, digest in current.items() if large.digests.get(pk) != digest]
    if not before or len(fresh) > max(SMALL, len(large.entries) // SHARE):
        large, fresh = Segment.of(_rows(current)), []
    made = Memory(large, Segment.of(_rows(fresh)), current)
    _latest[:] = [made]
    return made


def _open_entries() -> QuerySet[SearchEntry]:
    left_out = Q(pk__in=[])
    for condition in hooks.get_hooks(NOT_TO_BE_FOUND):
        left_out |= condition()
    opened = Page.objects.filter(is_open(), depth__gt=1).exclude(left_out)
    return SearchEntry.objects.filter(page__in=opened.order_by().values("pk"))


def _rows(pks: Collection[int]) -> Iterable[tuple]:
    """In the order of their titles, so that equal ranks come alike on every database."""
    columns = (*FACTS, "digest", "stems", "spellings")
    pks = sorted(pks)
    for start in range(0, len(pks), AT_ONCE):
        some = SearchEntry.objects.filter(pk__in=pks[start : start + AT_ONCE])
        yield from some.order_by("pk").values_list(*columns)
