"""Adat institutions: with whom the office holds its sessions. Records, edited as snippets, each with a page."""

from django.core.validators import validate_slug
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.places import Nagari
from publishing.records.models import ReviewedRecord


class AdatInstitution(ReviewedRecord):
    """A KAN, LKAAM, Bundo Kanduang or another body. Its page stands under the sessions: /kegiatan/lembaga/<slug>/."""

    class Kind(models.TextChoices):
        KAN = "kan", _("KAN (Kerapatan Adat Nagari)")
        LKAAM = "lkaam", _("LKAAM (Lembaga Kerapatan Adat Alam Minangkabau)")
        BUNDO_KANDUANG = "bundo-kanduang", _("Bundo Kanduang")
        OTHER = "other", _("Another institution")

    name = models.CharField(
        _("name"), max_length=160, unique=True, help_text=_("In full, as the institution itself writes it.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text=_("The end of its page's address. Leave it once calendars were subscribed to."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    nagari = models.ForeignKey(
        Nagari,
        verbose_name=_("nagari"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="institutions",
        help_text=_("Empty for an institution of the whole city."),
    )
    description = models.TextField(
        _("who they are"), blank=True, help_text=_("One or two paragraphs. No private phone numbers.")
    )
    source = models.CharField(
        _("source"), max_length=240, blank=True, help_text=_("Who confirmed the name and the description.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("adat institution")
        verbose_name_plural = _("adat institutions")

    def __str__(self) -> str:
        return self.name
