"""What the servers in front are known to keep, and how far each of them is."""

from django.db import models
from django.utils import timezone


class Front(models.Model):
    """
    One server in front, as FRONTS names it. The words are generations (publishing.pages.generation).

    Of `noted` all addresses are in KeptAddress; no front may keep an answer of a later one. `cleared`: what is gone
    since then is gone here; `renewed`: everything else is new here as well.
    """

    location = models.CharField(max_length=200, unique=True)
    noted = models.CharField(max_length=16, blank=True)
    cleared = models.CharField(max_length=16, blank=True)
    renewed = models.CharField(max_length=16, blank=True)
    renewed_at = models.DateTimeField(null=True)  # up to when changes are in it for sure
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)  # in a row
    worker = models.CharField(max_length=80, blank=True)  # who is at it, and up to when nobody else is
    worker_until = models.DateTimeField(null=True)

    changes_what_readers_see = False

    class Meta:
        verbose_name = "front"

    def __str__(self) -> str:
        return self.location

    @property
    def is_looked_after(self) -> bool:
        """Whether a worker is at it: `done` and `total` of one that is away are of a former change."""
        return bool(self.worker_until and self.worker_until > timezone.now())


class KeptAddress(models.Model):
    """An address that a front may keep. One that is gone stays here until every front has confirmed it."""

    path = models.CharField(max_length=500, unique=True)

    changes_what_readers_see = False

    class Meta:
        verbose_name = "kept address"

    def __str__(self) -> str:
        return self.path
