from collections.abc import Callable

from home.starter.models import StarterItem


class Ledger:
    """Remembers which pieces were ever loaded: each is made once, and what editors did to it since stands."""

    def __init__(self) -> None:
        self._known = set(StarterItem.objects.values_list("key", flat=True))
        self.made = 0

    def once(self, key: str, make: Callable[[], object]) -> object | None:
        """Call `make` unless `key` was loaded before; return what it made, else None."""
        if key in self._known:
            return None
        made = make()
        StarterItem.objects.create(key=key)
        self._known.add(key)
        self.made += 1
        return made
