"""What the sender of a report fills in. What was typed stays when something is wrong; photos no browser keeps."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.field_reports.models import MOST_PHOTOS, FieldPhoto, FieldReport, FieldReportLink
from campaigns.sessions.report import GROUPS
from publishing.guard.gate import Found, look_at
from publishing.guard.texts import Text
from publishing.uploads.images import CleanPicture, clean_image

MOST_BYTES = 10 * 1024 * 1024  # of one photo
MOST_PEOPLE = 100_000  # of one group
PHOTOS = [f"photo_{number}" for number in range(1, MOST_PHOTOS + 1)]


class FieldReportForm(forms.ModelForm):
    """
    `reread` is shown once the guard asks whether the sentence tells of somebody. What it stops can't be ticked away.

    `may_try` False: the sender has tried too often, so that nothing is looked into now.
    """

    reread = forms.BooleanField(
        label=_("I have read it again: it tells of nobody by whom a case would be known."), required=False
    )

    class Meta:
        model = FieldReport
        fields = [*GROUPS, "sentence"]
        widgets = {"sentence": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "reached_women": _("Adults, by the attendance sheet. Leave it empty if nobody counted; 0 if nobody came."),
            "reached_girls": _("Under 18 years of age."),
            "sentence": _(
                "How it went, what people asked. Name nobody, tell nobody's own story: no name, no address, no number."
            ),
        }

    def __init__(self, *args, may_try: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.may_try = may_try
        self.pictures: list[CleanPicture] = []
        for name in GROUPS:
            self.fields[name].validators.append(MaxValueValidator(MOST_PEOPLE, _("This number is too large.")))
        for number, name in enumerate(PHOTOS, 1):
            self.fields[name] = forms.FileField(
                label=_("Photo %(number)s") % {"number": number},
                required=False,
                # Telephones of Apple send their own format unless JPEG is asked for.
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            )
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    @property
    def number_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in GROUPS]

    @property
    def photo_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in PHOTOS]

    @cached_property
    def asks(self) -> list[Found]:
        """What the guard asks about the sentence."""
        return [found for found in self._findings if found.asks]

    @cached_property
    def _findings(self) -> list[Found]:
        words = self.cleaned_data.get("sentence", "") if self.is_bound and hasattr(self, "cleaned_data") else ""
        return list(look_at([Text(("sentence",), str(self.fields["sentence"].label), words)]))

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.may_try:
            raise ValidationError(gettext("This was sent too often in a short time. Wait an hour, then try again."))
        if not self.errors and all(cleaned.get(name) is None for name in GROUPS):
            self.add_error("reached_women", _("Fill in at least one number: how many people came?"))
        for found in self._findings:
            if not found.asks:
                words = _("%(what)s: this looks like a number that belongs to somebody. Take it out, then send again.")
                self.add_error("sentence", words % {"what": found.masked})
            elif not cleaned.get("reread"):
                words = _(
                    "%(what)s: this may show who somebody is. Say it without names, family, address or age. "
                    "If it tells of nobody, tick the box below."
                )
                self.add_error("sentence", words % {"what": found.masked})
        if not self.errors:  # looking into photos takes time: not before all else is right
            self._clean_photos()
        return cleaned

    def _clean_photos(self) -> None:
        for name in PHOTOS:
            upload = self.cleaned_data.get(name)
            if not upload:
                continue
            if upload.size > MOST_BYTES:
                most = filesizeformat(MOST_BYTES)
                self.add_error(name, _("This photo is too large. At most %(most)s.") % {"most": most})
                continue
            try:
                picture = clean_image(upload)
            except ValidationError as refused:
                self.add_error(name, refused)
            else:
                if picture.sha256 not in {other.sha256 for other in self.pictures}:
                    self.pictures.append(picture)

    @property
    def has_lost_photos(self) -> bool:
        """Whether photos have to be chosen once more."""
        return bool(self.is_bound and self.errors and any(self.files.get(name) for name in PHOTOS))

    @transaction.atomic
    def send(self, link: FieldReportLink) -> FieldReport | None:
        """Store what was sent, and close the link. None when somebody else was faster with it."""
        if not link.take():
            return None
        report = self.save(commit=False)
        report.session = link.session
        report.save()
        for picture in self.pictures:
            FieldPhoto.objects.create(report=report, file=picture, sha256=picture.sha256)
        return report
