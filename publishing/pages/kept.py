"""Values that are dear to make, kept in the memory of this process while the generation stays the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar

from django.utils import timezone

T = TypeVar("T")
# The word of now, one that a change under way has, and the one before, under which requests may still be answered.
GENERATIONS = 3


@dataclass
class _Values:
    """Those of one generation, those used last at the end: each with its weight and the moment at which it ends."""

    by_key: OrderedDict[Hashable, tuple[Any, int, datetime | None]] = field(default_factory=OrderedDict)
    weight: int = 0

    def put(self, key: Hashable, value: tuple[Any, int, datetime | None], most: int) -> None:
        self.weight += value[1] - self.by_key.pop(key, (None, 0))[1]
        self.by_key[key] = value
        while self.weight > most and len(self.by_key) > 1:
            self.weight -= self.by_key.popitem(last=False)[1][1]


class Kept:
    """
    Values by generation and key; of each generation as many as weigh `most` together, those used last.

    Each is made by one thread, while the others that want it wait for that thread.
    """

    def __init__(self, generation: Callable[[], str], most: int, weigh: Callable[[Any], int] = lambda value: 1) -> None:
        self._generation, self._most, self._weigh = generation, most, weigh
        self._generations: OrderedDict[str, _Values] = OrderedDict()
        self._being_made: dict[tuple[str, Hashable], Lock] = {}
        self._guard = Lock()

    def get(self, key: Hashable, build: Callable[[], T], until: Callable[[T], datetime | None] | None = None) -> T:
        """
        What `build` returned for this key in this generation; `until` tells from it up to when it is true.

        All who ask share the value: nobody may change it. `build` only reads, and asks for no value that asks for this
        one. What it raises is raised, and kept by nobody. While the site has no generation yet, nothing is kept.
        """
        generation = self._generation()
        if not generation:
            return build()
        found = self._find(generation, key)
        if found is None:
            with self._guard:
                alone = self._being_made.setdefault((generation, key), Lock())
            with alone:
                try:
                    found = self._find(generation, key) or self._make(generation, key, build, until)
                finally:
                    with self._guard:
                        self._being_made.pop((generation, key), None)
        return found[0]

    def forget(self) -> None:
        """Keep nothing any more: for whoever changes the database behind its back, as a rolled back test does."""
        with self._guard:
            self._generations.clear()

    def find(self, key: Hashable) -> Any | None:
        """What is kept for this key now; None where it would have to be made."""
        found = self._find(self._generation(), key)
        return found[0] if found else None

    def _find(self, generation: str, key: Hashable) -> tuple | None:
        with self._guard:
            values = self._generations.get(generation)
            found = values.by_key.get(key) if values else None
            if found is None or (found[2] and found[2] <= timezone.now()):
                return None
            values.by_key.move_to_end(key)
            self._generations.move_to_end(generation)
            return found

    def _make(self, generation: str, key: Hashable, build: Callable, until: Callable | None) -> tuple:
        value = build()
        made = value, self._weigh(value), until(value) if until else None
        with self._guard:
            self._generations.setdefault(generation, _Values()).put(key, made, self._most)
            self._generations.move_to_end(generation)
            while len(self._generations) > GENERATIONS:
                self._generations.popitem(last=False)
        return made
