"""Kecamatan, kelurahan and nagari: reference data, loaded from campaigns/data/places.json, edited by the office."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.guard.records import GuardedRecord

# Words of place names: as they are said here, and as they are written in Indonesian.
_ENDINGS = (("uang", "ung"), ("iang", "ing"), ("uah", "uh"), ("iak", "ik"), ("iek", "ik"), ("uak", "uk"), ("uik", "ut"))
_WORDS = {
    "batuang": "betung", "tongah": "tengah tangah", "tangah": "tengah", "aie": "air aia", "aia": "air", "aua": "aur",
    "parik": "parit", "parit": "parik", "ikua": "ekor", "kapalo": "kepala", "labuah": "labuh", "karambia": "kelapa",
    "nanduo": "nan duo", "nagori": "nagari", "taratak": "teratak", "kampuang": "kampung", "tuo": "tua",
    "basung": "basuang", "jaring": "jariang", "subarang": "seberang", "duo": "dua", "koto": "kota", "sungai": "sungei",
    "durian": "durien", "baruah": "baruh", "diate": "di ateh", "dibaruah": "di baruah", "dibalai": "di balai",
}  # fmt: skip
_JOINED = ("tanjuang", "padang", "sungai", "balai", "koto", "tanah", "sawah", "limo", "tapak", "payo")


def other_spellings(names: str) -> str:
    """The words of `names`, and each as others write it: Tanjuanggodang → tanjuang godang, tanjung gadang."""
    words = [word for word in re.split(r"[\s,]+", names.casefold()) if word]
    for word in list(words):
        beginning = next((one for one in _JOINED if word.startswith(one) and len(word) > len(one) + 1), "")
        words += [beginning, word.removeprefix(beginning)] if beginning else []
    others = [_WORDS[word] for word in words if word in _WORDS]
    others += [
        word.removesuffix(here) + elsewhere for word in words for here, elsewhere in _ENDINGS if word.endswith(here)
    ]
    others += [word.replace("godang", "gadang") for word in words if "godang" in word]
    return " ".join(dict.fromkeys([names, *words, *others]))


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

    @property
    def spellings(self) -> str:
        """Its names, and how their words are written elsewhere: for search."""
        return other_spellings(f"{self.name}, {self.other_names}")

    @property
    def around(self) -> str:
        """The kecamatan and the nagari in which it lies."""
        return f"{self.district}, {self.nagari}" if self.nagari else str(self.district)
