"""Whom to call: help points, the task force of each kelurahan, and the settings of the help bar."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Q, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from campaigns.models import Village
from home.help.neutral import neutral_address
from publishing.guard.panels import GuardPanel
from publishing.records.models import ReviewedQuerySet, ReviewedRecord
from publishing.words import phones
from publishing.words.abbreviations import IN_FULL
from publishing.words.phone_fields import PhoneField, WhatsAppField

CHECK_AGAIN_AFTER = timedelta(days=180)
HOME_DEPTH = 2  # below Wagtail's root


class Reachable(ReviewedRecord):
    """Someone who can be reached. Readers see it only with a source and a date of verification."""

    phone = PhoneField(
        _("phone"),
        max_length=26,
        blank=True,
        help_text=_("As people write it. Best call it yourself before you note it as verified."),
    )
    whatsapp = WhatsAppField(
        _("WhatsApp"),
        max_length=15,
        blank=True,
        help_text=_("As people write it, with 0 or +62 in front. A copied wa.me link will do too."),
    )
    source = models.CharField(
        _("source"), max_length=240, blank=True, help_text=_("Who confirmed it: a letter, an official page, a call.")
    )
    verified_on = models.DateField(
        _("verified on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which someone called, or compared it with an official page. Without it readers don't see it."
        ),
    )

    # What the day of verification vouches for.
    VOUCHED_FOR = ("tel", "whatsapp")

    class Meta:
        abstract = True

    @property
    def own_numbers(self) -> list[str]:
        return [number for number in (self.phone, self.whatsapp) if number]

    @property
    def tel(self) -> str:
        """The phone number as a tel: link wants it."""
        return phones.dialled(self.phone)

    @property
    def whatsapp_number(self) -> str:
        """The WhatsApp number as people in Indonesia write it."""
        return phones.shown_whatsapp(self.whatsapp)

    @property
    def is_shown(self) -> bool:
        return bool(self.live and self.source.strip() and self.verified_on)

    @property
    def check_is_due(self) -> bool:
        return not self.verified_on or self.verified_on + CHECK_AGAIN_AFTER < timezone.localdate()

    def clean(self) -> None:
        super().clean()
        self.source = self.source.strip()
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("This day has not come yet.")})
        if self.verified_on and not self.source:
            raise ValidationError({"source": _("A verified entry names who confirmed it.")})
        if self._keeps_an_old_day_for_something_new():
            raise ValidationError(
                {"verified_on": _("The number or address has changed: check it again and give the day of that check.")}
            )

    def _keeps_an_old_day_for_something_new(self) -> bool:
        """Today is no old day: what was noted this morning may be corrected this afternoon."""
        before = type(self).objects.filter(pk=self.pk).first()
        if not before or not self.verified_on or self.verified_on == timezone.localdate():
            return False
        return self.verified_on == before.verified_on and any(
            getattr(self, name) != getattr(before, name) for name in self.VOUCHED_FOR
        )


VERIFIED = Q(verified_on__isnull=False, source__regex=r"\S")


class HelpPointQuerySet(ReviewedQuerySet):
    def shown(self) -> "HelpPointQuerySet":
        return self.live().filter(VERIFIED).exclude(phone="", whatsapp="", address="", website="")

    def waiting(self, today: date) -> "HelpPointQuerySet":
        """Those that the office has to verify: never verified, without source, or verified too long ago."""
        return self.live().filter(~VERIFIED | Q(verified_on__lt=today - CHECK_AGAIN_AFTER))

    def with_settings(self) -> "HelpPointQuerySet":
        """
        Each point also carries the settings (as `main_id` and so on), and whether any task force can be reached
        (`has_task_forces`): the frame of a page in one query.
        """
        settings = HelpSettings.objects.live()
        return self.annotate(
            main_id=Subquery(settings.values("main_point_id")[:1]),
            exit_url=Subquery(settings.values("exit_url")[:1]),
            safety_page_id=Subquery(settings.values("safety_page_id")[:1]),
            has_task_forces=Exists(TaskForce.objects.shown()),
        )


class HelpPoint(Reachable):
    """An organisation or hotline that helps. One record a service: every page reads it from here."""

    class Kind(models.TextChoices):
        LOCAL = "local", _("In Payakumbuh")
        NATIONAL = "national", _("National hotline")
        POLICE = "police", _("Police")
        HEALTH = "health", _("Health")
        WITNESS = "witness", _("Protection of witnesses and victims")
        MIGRANT = "migrant", _("Migrant workers")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    description = models.CharField(_("for what"), max_length=240, blank=True, help_text=_("One short sentence."))
    address = models.TextField(_("address"), blank=True, help_text=_("Only when people may come without appointment."))
    hours = models.CharField(_("hours"), max_length=160, blank=True, help_text=_("Also say what holds on holidays."))
    coverage = models.CharField(_("coverage"), max_length=120, blank=True, help_text=_("Such as: all of Indonesia."))
    is_free = models.BooleanField(_("free of charge"), null=True, blank=True)
    website = models.URLField(
        _("address on the web"), blank=True, help_text=_("Only of a service that answers there, such as by chat.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=50, help_text=_("Small numbers come first."))

    VOUCHED_FOR = (*Reachable.VOUCHED_FOR, "address", "website")

    objects = HelpPointQuerySet.as_manager()

    panels = [
        GuardPanel(),
        FieldPanel("name", required_on_save=True),
        FieldPanel("kind", required_on_save=True),
        FieldPanel("description"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("phone"), FieldPanel("whatsapp")])], heading=_("Numbers")),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("website"),
                FieldPanel("hours"),
                FieldPanel("coverage"),
                FieldPanel("is_free"),
            ],
            heading=_("How people reach it"),
        ),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("verified_on")], heading=_("Verification")),
        FieldPanel("order"),
    ]

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("help point")
        verbose_name_plural = _("help points")
        constraints = [
            models.CheckConstraint(
                name="verified_help_point_has_a_source",
                condition=Q(verified_on__isnull=True) | ~Q(source=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown(self) -> bool:
        return super().is_shown and bool(self.phone or self.whatsapp or self.address or self.website)

    @property
    def website_name(self) -> str:
        """The address as people say it: "healing119.id"."""
        return urlsplit(self.website).netloc.removeprefix("www.")

    @property
    def explained(self) -> str:
        """Its name in full or what it is for, where the name alone does not tell; empty for those that tell."""
        known = {self.Kind.LOCAL, self.Kind.NATIONAL, self.Kind.POLICE}
        return "" if self.kind in known else IN_FULL.get(self.name) or self.get_kind_display()

    @property
    def is_named_by_its_number(self) -> bool:
        """Whether the name says the number already, as "SAPA 129" does, and "healing119.id" does not."""
        return bool(self.phone) and self.phone in self.name.split()


class TaskForceQuerySet(ReviewedQuerySet):
    def shown(self) -> "TaskForceQuerySet":
        return self.live().filter(VERIFIED)


class TaskForce(Reachable):
    """The satgas PPA of one kelurahan."""

    village = models.OneToOneField(
        Village, verbose_name=_("village (kelurahan)"), on_delete=models.CASCADE, related_name="task_force"
    )
    coordinator = models.CharField(
        _("coordinator"), max_length=120, blank=True, help_text=_("Only with that person's consent. May stay empty.")
    )
    place = models.CharField(
        _("where to find it"), max_length=200, blank=True, help_text=_("Such as the kelurahan's office.")
    )

    VOUCHED_FOR = (*Reachable.VOUCHED_FOR, "place")

    objects = TaskForceQuerySet.as_manager()

    panels = [
        GuardPanel(),
        FieldPanel("village"),
        FieldPanel("coordinator"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("whatsapp")]),
        FieldPanel("place"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("verified_on")], heading=_("Verification")),
    ]

    class Meta:
        ordering = ["village__name"]
        verbose_name = _("task force")
        verbose_name_plural = _("task forces")

    def __str__(self) -> str:
        return str(self.village)


class HelpSettings(ReviewedRecord):
    """What the help bar of every page shows, and where quick exit leads: one row."""

    main_point = models.ForeignKey(
        HelpPoint,
        verbose_name=_("main help point"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its numbers stand on every page. While it is not verified, SAPA 129 stands in."),
    )
    exit_url = models.URLField(
        _("neutral page"),
        default="https://www.bmkg.go.id/",
        help_text=_(
            "Where “Leave quickly” leads: a light, everyday page that says nothing of the reader, such as weather."
        ),
    )
    safety_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page on safe browsing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Pages on violence name it in one line at their top. It stands directly below the home page."),
    )

    panels = [GuardPanel(), FieldPanel("main_point"), FieldPanel("exit_url"), FieldPanel("safety_page")]

    class Meta:
        verbose_name = _("help and quick exit")
        verbose_name_plural = _("help and quick exit")

    def __str__(self) -> str:
        return capfirst(str(self._meta.verbose_name))

    @classmethod
    def load(cls) -> "HelpSettings":
        """The row; made on first use, with what holds while nobody has chosen anything."""
        return cls.objects.first() or cls.objects.create()

    def clean(self) -> None:
        super().clean()
        try:
            neutral_address(self.exit_url)
        except ValidationError as error:
            raise ValidationError({"exit_url": error}) from error
        if self.safety_page and self.safety_page.depth != HOME_DEPTH + 1:
            raise ValidationError({"safety_page": _("Choose a page that stands directly below the home page.")})
