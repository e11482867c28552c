from datetime import date

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class DownloadQuerySet(models.QuerySet):
    def add(self, page_id: int, name: str, day: date, number: int) -> None:
        """Add to the number of a day, whoever else does so at the same moment."""
        more = {"count": F("count") + number}
        row = self.filter(page_id=page_id, name=name, day=day)
        if row.update(**more):
            return
        _row, made = self.get_or_create(page_id=page_id, name=name, day=day, defaults={"count": number})
        if not made:
            row.update(**more)


class Download(models.Model):
    """
    How often a file was taken on one day: one number. No address, no agent, no referrer, no time of day.

    By page and name, not by file: a replaced file goes on with the former number.
    """

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="downloads")
    name = models.CharField(_("file"), max_length=300)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("downloads"), default=0)

    objects = DownloadQuerySet.as_manager()

    changes_what_readers_see = False

    class Meta:
        ordering = ["-day"]
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads by day")
        constraints = [models.UniqueConstraint(fields=["page", "name", "day"], name="one_number_a_file_a_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}: {self.count}"
