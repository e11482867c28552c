"""
The phone numbers that somebody verified: upper floors say where they are read.

    verified.register(numbers)   # in an AppConfig's ready: a callable that returns numbers, however written
    check(text, verified.numbers())

Each source keeps its numbers cheaply by itself (`cache_for_generation`): it is asked at every check.
"""

from collections.abc import Callable, Iterable

from publishing.words.phones import domestic

Source = Callable[[], Iterable[str]]

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Let the numbers that `source` returns stand in texts. Registering twice is once."""
    if source not in _sources:
        _sources.append(source)
    return source


def numbers() -> frozenset[str]:
    """All verified numbers in their domestic form (publishing.words.phones.domestic)."""
    return frozenset(domestic(number) for source in _sources for number in source())
