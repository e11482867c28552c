"""The link for one person, and what it brought. Nothing tells who sent it."""

from datetime import timedelta

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from campaigns.sessions.models import SessionPage
from campaigns.sessions.report import GROUPS, Number, added
from publishing.accounts.links import LASTS, OneTimeLink, OneTimeLinkQuerySet
from publishing.accounts.user import User
from publishing.media.storage import private_files

MOST_PHOTOS = 4
KEPT_FOR = timedelta(days=365)


class FieldReportLinkQuerySet(OneTimeLinkQuerySet):
    def make(self, session: SessionPage, by: User) -> str:
        """The token of a new link, which ends the earlier ones: it lasts fourteen days from the end of the session."""
        self.filter(session=session).withdraw()
        return self.new(session=session, by=by, expires_at=max(timezone.now(), session.ends_at) + LASTS)

    def of_token(self, token: str) -> "FieldReportLink | None":
        """The open link of a token. Of all others nothing is told, not even that they were there."""
        link = self.with_token(token).select_related("session").first()
        return link if link and link.session.live and not link.session.is_cancelled else None


class FieldReportLink(OneTimeLink):
    """With it whoever was in charge of a session on the spot sends one report."""

    opens_at = "field_report"

    session = models.ForeignKey(SessionPage, on_delete=models.CASCADE, related_name="field_links")

    objects = FieldReportLinkQuerySet.as_manager()

    class Meta(OneTimeLink.Meta):
        verbose_name = _("link for a report from the field")

    def __str__(self) -> str:
        return f"{self.session_id}, {self.made_at:%Y-%m-%d}"


class FieldReportQuerySet(models.QuerySet):
    def to_erase(self) -> "FieldReportQuerySet":
        """Those that nobody looked after within a year."""
        return self.filter(sent_at__lt=timezone.now() - KEPT_FOR)


class FieldReport(models.Model):
    """
    What came by a link: numbers, a sentence, photos. It waits until an editor has done with it, and is then deleted.

    `taken_at`: when numbers and sentence went into the session's draft; photos may still wait.
    """

    session = models.ForeignKey(
        SessionPage, verbose_name=_("session"), on_delete=models.CASCADE, related_name="field_reports"
    )
    reached_women = models.PositiveIntegerField(GROUPS["reached_women"], null=True, blank=True)
    reached_men = models.PositiveIntegerField(GROUPS["reached_men"], null=True, blank=True)
    reached_girls = models.PositiveIntegerField(GROUPS["reached_girls"], null=True, blank=True)
    reached_boys = models.PositiveIntegerField(GROUPS["reached_boys"], null=True, blank=True)
    sentence = models.TextField(_("in a sentence or two"), max_length=600, blank=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)

    objects = FieldReportQuerySet.as_manager()

    changes_what_readers_see = False

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("report from the field")
        verbose_name_plural = _("reports from the field")

    def __str__(self) -> str:
        return f"{self.session}, {date_format(timezone.localtime(self.sent_at), 'j F Y')}"

    @property
    def numbers(self) -> list[Number]:
        return [Number(str(label), getattr(self, name)) for name, label in GROUPS.items()]

    @property
    def total(self) -> int | None:
        return added(number.count for number in self.numbers)


class FieldPhoto(models.Model):
    """A cleaned copy, private until an editor makes it a picture of the library with the consent of those in it."""

    report = models.ForeignKey(FieldReport, on_delete=models.CASCADE, related_name="photos")
    file = models.FileField(upload_to="field-photos", storage=private_files)
    sha256 = models.CharField(max_length=64)

    changes_what_readers_see = False

    class Meta:
        ordering = ["pk"]
        verbose_name = _("photo from the field")
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="one_field_photo_of_each_content")]

    def __str__(self) -> str:
        return f"{self.report_id}, {self.pk}"


@receiver(post_delete, sender=FieldPhoto)
def no_file_stays_behind(instance: FieldPhoto, **kwargs) -> None:
    instance.file.delete(save=False)
