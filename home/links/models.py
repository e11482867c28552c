from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 1000  # characters; a longer address is not looked at


class Trouble(models.TextChoices):
    """Why nobody gets anything from an address."""

    GONE = "gone", _("this page is not there any more")
    CLOSED = "closed", _("a page that readers may not open")
    NO_SITE = "no_site", _("there is no such website")
    UNSAFE = "unsafe", _("its certificate is not valid, so browsers warn")
    SILENT = "silent", _("the website does not answer")
    BROKEN = "broken", _("the website answers with an error")


class LookedLink(models.Model):
    """An address elsewhere, and how it answered last. `failures` counts looks in a row that found trouble."""

    changes_what_readers_see = False

    url = models.CharField(max_length=LONGEST, unique=True)
    looked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)

    class Meta:
        verbose_name = "link to elsewhere"

    def __str__(self) -> str:
        return self.url


class DeadLink(models.Model):
    """A public page or record that leads nowhere, as of the last sweep."""

    changes_what_readers_see = False

    model = models.CharField(max_length=60)  # "campaigns.articlepage"
    object_id = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    url = models.CharField(max_length=LONGEST)
    trouble = models.CharField(max_length=10, choices=Trouble)

    class Meta:
        verbose_name = "dead link"

    def __str__(self) -> str:
        return f"{self.name}: {self.url}"
