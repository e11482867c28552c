from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Download(models.Model):
    """
    How often a file was taken on one day: one number. No address, no agent, no referrer, no time of day.

    By page and name, not by file: a replaced file goes on with the former number.
    """

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="downloads")
    name = models.CharField(_("file"), max_length=300)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("downloads"), default=0)

    class Meta:
        ordering = ["-day"]
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads by day")
        constraints = [models.UniqueConstraint(fields=["page", "name", "day"], name="one_number_a_file_a_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}: {self.count}"
