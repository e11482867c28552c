"""Kecamatan, kelurahan and nagari: reference data, loaded from campaigns/data/places.json, edited by the office."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.guard.records import GuardedRecord


class District(GuardedRecord):
    """A kecamatan."""

    code = models.CharField(
        _("official code"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{2}\.\d{2}\.\d{2}$", _("Two digits, three times, with dots between."))],
        help_text=_("The code of the Ministry of Home Affairs, such as 13.76.01."),
    )
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("district (kecamatan)")
        verbose_name_plural = _("districts (kecamatan)")

    def __str__(self) -> str:
        return self.name


class Nagari(GuardedRecord):
    """A nagari: the adat community, whose borders are not those of the kelurahan."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    source = models.CharField(_("source"), max_length=240, blank=True, help_text=_("Where its kelurahan are named."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("nagari")
        verbose_name_plural = _("nagari")

    def __str__(self) -> str:
        return self.name


class Village(GuardedRecord):
    """A kelurahan."""

    code = models.CharField(
        _("official code"),
        max_length=13,
        unique=True,
        validators=[RegexValidator(r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$", _("Such as 13.76.01.1002."))],
        help_text=_("The code of the Ministry of Home Affairs, such as 13.76.01.1002."),
    )
    name = models.CharField(_("name"), max_length=80)
    other_names = models.CharField(
        _("other spellings"),
        max_length=160,
        blank=True,
        help_text=_("Separated by commas. People find the kelurahan by these too; the official name is shown."),
    )
    district = models.ForeignKey(
        District, verbose_name=_("district (kecamatan)"), on_delete=models.PROTECT, related_name="villages"
    )
    nagari = models.ForeignKey(
        Nagari, verbose_name=_("nagari"), null=True, blank=True, on_delete=models.SET_NULL, related_name="villages"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("village (kelurahan)")
        verbose_name_plural = _("villages (kelurahan)")
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="village_name_once_a_district")]

    def __str__(self) -> str:
        return f"{self.name} ({self.district})"
