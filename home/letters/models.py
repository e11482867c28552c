from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import User


class WeeklyLetter(models.Model):
    """What became of one editor's weekly letter. Who has no row wants it and has never got it."""

    changes_what_readers_see = False

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="weekly_letter")
    is_wanted = models.BooleanField(
        _("weekly letter"),
        default=True,
        help_text=_("On Monday morning: how much waits for you on the first screen. Only if something does."),
    )
    # The Monday that was seen to, whether or not there was anything to write.
    settled_for = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("weekly letter")

    def __str__(self) -> str:
        return f"{self.user}: {self.settled_for}"
