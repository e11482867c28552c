"""
How often something may be tried under one name, counted in the database and so across all server processes.

By name and never by address: no address is kept, behind a proxy all readers may have the same one, and whoever
guesses at one account can't shut anybody else out.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from publishing.accounts.attempt import Attempt


@dataclass(frozen=True)
class Limit:
    """At most so many tries in a time; the last rule is the longest. One with another `scope` counts apart."""

    scope: str
    rules: tuple[tuple[int, timedelta], ...]

    def wait_for(self, name: str) -> timedelta:
        """
        Count a try under `name`. Zero when it may be made, else how long to wait; a refused try does not count.

        It is written down before it is judged, so that many at once do not slip through together. What is to be
        refused in any case is refused by reading only.
        """
        if wait := self.wait(name):
            return wait
        mine = self.count(name)
        wait = self._wait(self._tries(name).exclude(pk=mine.pk))
        if wait:
            mine.delete()
        return wait

    def wait(self, name: str) -> timedelta:
        """How long a try under `name` would have to wait. Counts nothing."""
        return self._wait(self._tries(name))

    def count(self, name: str) -> Attempt:
        now = timezone.now()
        Attempt.objects.filter(erased_after__lt=now).delete()
        longest = max(time for _number, time in self.rules)
        return Attempt.objects.create(digest=self._digest(name), at=now, erased_after=now + longest)

    def forget(self, name: str) -> None:
        """After a success: what came before it was no attack."""
        self._tries(name).delete()

    def _wait(self, others: QuerySet[Attempt]) -> timedelta:
        now = timezone.now()
        most = max(number for number, _time in self.rules)
        times = list(others.order_by("-at").values_list("at", flat=True)[:most])
        waits = [times[number - 1] + time - now for number, time in self.rules if len(times) >= number]
        return max([timedelta(), *waits])

    def _tries(self, name: str) -> QuerySet[Attempt]:
        return Attempt.objects.filter(digest=self._digest(name))

    def _digest(self, name: str) -> str:
        # Keyed: somebody may have typed the password into the field of the name.
        return salted_hmac(f"attempts {self.scope}", name.strip().casefold(), algorithm="sha256").hexdigest()


LOGIN = Limit("login", ((5, timedelta(minutes=1)), (20, timedelta(hours=1))))
