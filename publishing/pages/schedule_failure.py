from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduleFailure(models.Model):
    """A page that could not be published or taken down at its time. It is tried again, and gone once that worked."""

    changes_what_readers_see = False

    class Action(models.TextChoices):
        PUBLISH = "publish", _("to be published")
        EXPIRE = "expire", _("to be taken down")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=7, choices=Action.choices)
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "action"], name="one_failure_of_each_schedule")]
        verbose_name = "failed schedule"

    def __str__(self) -> str:
        return f"{self.page_id} {self.action} {self.due_at}"
