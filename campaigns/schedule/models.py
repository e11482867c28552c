from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)


class ScheduleImport(models.Model):
    """
    A spreadsheet between its upload and its end: its rows as understood, and how far they are kept.

    `rows` are the dicts of `campaigns.schedule.rows.PlannedRow`; `failures` are [row number, reason] pairs; `notes` say
    what of the file was not read. A file with schedules on several sheets becomes an import for each `sheet`.
    """

    class State(models.TextChoices):
        READY = "ready", _("Waiting for confirmation")
        RUNNING = "running", _("Being kept")
        DONE = "done", _("Done")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    sheet = models.CharField(max_length=200, blank=True)
    notes = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    handled = models.PositiveIntegerField(default=0)
    count_new = models.PositiveIntegerField(default=0)
    count_changed = models.PositiveIntegerField(default=0)
    count_same = models.PositiveIntegerField(default=0)
    count_wrong = models.PositiveIntegerField(default=0)
    failures = models.JSONField(default=list)

    changes_what_readers_see = False

    class Meta:
        verbose_name = _("import of a schedule")
        verbose_name_plural = _("imports of schedules")
        # Whoever may add sessions may import them: a right on the tree, none of its own.
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def forget_old_ones(cls) -> None:
        cls.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
