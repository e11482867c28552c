"""
A page read aloud, for who can't read it or would rather listen.

No rule reads what a voice says, so nobody hears a recording before a second person has listened to it: the page keeps
the hash of what that person heard, and a recording that was changed since is silent again.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from publishing.pages.forms import SitePageForm
from resources.access import answer_as
from resources.downloads.serving import hand_out

KINDS = {"mp3", "ogg", "m4a"}
MOST_BYTES = 5 * 1024 * 1024  # about twenty minutes of a voice as telephones record it


class ReadAloudForm(SitePageForm):
    """Nobody vouches for a recording of one's own."""

    heard = forms.BooleanField(
        required=False,
        label=_("I have listened to all of it"),
        help_text=_(
            "Someone else than who uploaded it listens: it names no victim and no child, no address and no number that "
            "is not on the page. Readers hear it from the next publishing on."
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["heard"] = self.instance.recording_is_heard

    def clean(self) -> dict:
        cleaned = super().clean()
        recording = cleaned.get("recording")
        if recording and (problem := problem_of(recording)):
            self.add_error("recording", problem)
        heard = recording and cleaned.get("heard")
        is_new = heard and recording.sha256 != self.instance.heard_sha256
        if is_new and recording.uploaded_by_user_id == getattr(self.for_user, "pk", None):
            self.add_error("heard", ValidationError(_("You uploaded this recording. Ask a colleague to listen to it.")))
        self.instance.heard_sha256 = recording.sha256 if heard else ""
        return cleaned


def problem_of(document) -> ValidationError | None:
    """Why it can't be read aloud from a page."""
    if document.file_extension.lower() not in KINDS:
        return ValidationError(_("This is no recording. Choose an M4A, MP3 or OGG."))
    if (document.file_size or 0) > MOST_BYTES:
        return ValidationError(
            _(
                "This recording is too large for a weak network (%(size)s). At most %(most)s: record it as a voice "
                "memo."
            ),
            params={"size": filesizeformat(document.file_size), "most": filesizeformat(MOST_BYTES)},
        )
    return None


class ReadAloud(models.Model):
    recording = models.ForeignKey(
        "publishing.CampaignDocument",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "The text of this page, read aloud by a person; a telephone's voice memo will do. Nothing is loaded before "
            "a reader asks for it."
        ),
    )
    heard_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    base_form_class = ReadAloudForm
    recording_panel = MultiFieldPanel([FieldPanel("recording"), FieldPanel("heard")], heading=_("Read aloud"))

    class Meta:
        abstract = True

    @property
    def recording_is_heard(self) -> bool:
        return bool(self.recording and self.heard_sha256 and self.recording.sha256 == self.heard_sha256)

    @property
    def recording_url(self) -> str:
        """The name says nothing, should a browser keep it. Empty where readers may not hear it."""
        return f"/dengar/{self.pk}/rekaman.{self.recording.file_extension}" if self.recording_is_heard else ""

    @property
    def recording_length(self) -> str:
        """ "4 menit"; empty if it is not known."""
        if not self.recording or not self.recording.seconds:
            return ""
        minutes = max(1, round(self.recording.seconds / 60))
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


@require_safe
def recording(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """To whoever may read the page; in parts, as players ask for it. Nobody counts who listens."""
    page = Page.objects.filter(pk=pk).specific().first()
    if not isinstance(page, ReadAloud) or not page.recording_url:
        raise Http404
    if not page.recording_url.endswith("/" + name):
        return answer_as(page, request, lambda: redirect(page.recording_url))
    return answer_as(page, request, lambda: hand_out(request, page.recording.file, name))
