"""
How often something may be tried under one name, counted in the database and so across all server processes.

By name and never by address: no address is kept, behind a proxy all readers may have the same one, and whoever
guesses at one account can't shut anybody else out.
"""

from dataclasses import dataclass
from datetime import timedelta

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

        It is written down before it is judged, so that many at once do not slip through together.
        """
        now = timezone.now()
        Attempt.objects.filter(at__lt=now - KEPT).delete()
        mine = Attempt.objects.create(digest=self._digest(name), at=now)
        most = max(number for number, _time in self.rules)
        times = list(self._tries(name).order_by("-at").values_list("at", flat=True)[: most + 1])
        waits = [times[number] + time - now for number, time in self.rules if len(times) > number]
        wait = max(waits, default=timedelta())
        if wait <= timedelta():
            return timedelta()
        mine.delete()
        return wait

    def forget(self, name: str) -> None:
        """After a success: what came before it was no attack."""
        self._tries(name).delete()

    def _tries(self, name: str):
        return Attempt.objects.filter(digest=self._digest(name))

    def _digest(self, name: str) -> str:
        # Keyed: somebody may have typed the password into the field of the name.
        return salted_hmac(f"attempts {self.scope}", name.strip().casefold(), algorithm="sha256").hexdigest()


KEPT = timedelta(hours=1)
LOGIN = Limit("login", ((5, timedelta(minutes=1)), (20, KEPT)))
