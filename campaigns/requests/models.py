"""An institution asks the office for a session. The only thing that strangers can send to this site."""

import secrets
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from campaigns.requests.panels import DraftSessionPanel
from publishing.words.phone_fields import PhoneField

# So many go to the office's list of new ones and into its mail; more are set apart, for the office to look through.
FEW_ENOUGH = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
MOST_APART = 5_000  # of at most 4 kB each
SAME_AGAIN = timedelta(days=1)


class SessionRequestQuerySet(models.QuerySet):
    def waiting(self) -> "SessionRequestQuerySet":
        return self.filter(status=SessionRequest.Status.NEW)

    def since(self, span: timedelta) -> "SessionRequestQuerySet":
        return self.filter(created_at__gte=timezone.now() - span)

    def set_apart(self) -> "SessionRequestQuerySet":
        return self.filter(status=SessionRequest.Status.APART)

    def is_crowded(self) -> bool:
        """Whether more came in lately than the office asks for in good times."""
        listed = self.exclude(status=SessionRequest.Status.APART)
        return any(listed.since(time).count() >= number for number, time in FEW_ENOUGH)

    def make_room_apart(self) -> None:
        """
        Keep those that are set apart below their ceiling.

        Which one goes is left to chance: neither the first of a flood nor its last can crowd all others out.
        """
        crowd = self.set_apart()
        while (count := crowd.count()) >= MOST_APART:
            place = secrets.randbelow(count)
            crowd.filter(pk=crowd.order_by("pk").values_list("pk", flat=True)[place]).delete()

    def to_erase(self, now: datetime | None = None) -> "SessionRequestQuerySet":
        """Those that are older than the twelve months that the form promises."""
        return self.filter(created_at__date__lte=timezone.localdate(now) - relativedelta(years=1))


class SessionRequest(models.Model):
    """
    Who asks, for what, when, and how to answer. Erased after twelve months by `erase_old_requests`.

    Nothing about the device or the network of whoever sent it is kept.
    """

    class Status(models.TextChoices):
        NEW = "new", _("New")
        SCHEDULED = "scheduled", _("Scheduled")
        DECLINED = "declined", _("Declined")
        APART = "apart", _("Set apart")

        @property
        def is_an_answer(self) -> bool:
            return self in {SessionRequest.Status.SCHEDULED, SessionRequest.Status.DECLINED}

    institution = models.CharField(_("institution"), max_length=160)
    nagari = models.CharField(_("nagari or kelurahan"), max_length=120)
    name = models.CharField(_("name of the contact person"), max_length=120)
    phone = PhoneField(_("phone or WhatsApp"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    wished_day = models.DateField(_("wished day"))
    other_days = models.CharField(_("other possible days"), max_length=200, blank=True)
    topic = models.CharField(_("topic"), max_length=200)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    message = models.TextField(_("message"), max_length=1500, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False, db_index=True)

    # Of the form that it was sent with: each counts once. It tells nothing of who opened the form.
    form_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW)
    answered_at = models.DateTimeField(null=True, editable=False)
    note = models.TextField(
        _("note of the office"), blank=True, help_text=_("For colleagues. Erased with the request.")
    )
    session = models.ForeignKey(
        "campaigns.SessionPage",
        verbose_name=_("session"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="requests",
    )

    objects = SessionRequestQuerySet.as_manager()

    panels = [
        DraftSessionPanel(),
        MultiFieldPanel([FieldPanel("status"), FieldPanel("note")], heading=_("What the office does")),
        MultiFieldPanel(
            [
                FieldPanel("institution", read_only=True),
                FieldPanel("nagari", read_only=True),
                FieldPanel("topic", read_only=True),
                FieldRowPanel([FieldPanel("wished_day", read_only=True), FieldPanel("other_days", read_only=True)]),
                FieldPanel("people", read_only=True),
                FieldPanel("message", read_only=True),
            ],
            heading=_("What they ask for"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("name", read_only=True),
                FieldRowPanel([FieldPanel("phone", read_only=True), FieldPanel("email", read_only=True)]),
                FieldPanel("created_at", read_only=True),
            ],
            heading=_("Whom to answer"),
        ),
    ]

    changes_what_readers_see = False

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("request for a session")
        verbose_name_plural = _("requests for sessions")
        constraints = [
            models.CheckConstraint(
                name="request_can_be_answered",
                condition=~Q(phone="") | ~Q(email=""),
                violation_error_message=_("Give a phone number or an e-mail address, so that the office can answer."),
            )
        ]

    def __str__(self) -> str:
        # Goes into the editors' log, which outlives the request: so no person's name.
        return f"{self.institution}, {self.nagari}"

    def save(self, *args, update_fields=None, **kwargs) -> None:
        """Keeps when the office answered: at the first status that is an answer, until it is taken back."""
        before = type(self).objects.filter(pk=self.pk).values_list("status", flat=True).first() or self.Status.NEW
        if not self.Status(self.status).is_an_answer:
            self.answered_at = None
        elif not self.Status(before).is_an_answer:
            self.answered_at = timezone.now()
        if update_fields is not None and "status" in update_fields:
            update_fields = {*update_fields, "answered_at"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def state_for_editors(self) -> str:
        return gettext("Only for the office: %(status)s") % {"status": self.get_status_display()}
