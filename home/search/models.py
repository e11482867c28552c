"""Words of readers that nothing here has."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissedWord(models.Model):
    """
    One word that was looked for in vain, as a keyed digest; the word itself only once it came on enough days.

    Nothing of the query around it, of who typed it, or of the hour. How it gets here, and goes: home/search/missed.py.
    """

    digest = models.CharField(max_length=64, unique=True)
    word = models.CharField(_("word"), max_length=25, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), default=1)
    last_day = models.DateField(_("last asked for"))

    changes_what_readers_see = False

    class Meta:
        ordering = ["-days", "word"]
        verbose_name = _("word that was not found")
        verbose_name_plural = _("words that were not found")

    def __str__(self) -> str:
        return self.word or self.digest[:8]
