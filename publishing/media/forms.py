from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import CharField, FileField, Textarea
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from publishing.guard.forms import REASON, GuardedForm
from publishing.media.usage import REASON as REASON_OF_PAGES
from publishing.media.usage import out_of_reach
from publishing.uploads.documents import clean_document, sha256_of
from publishing.uploads.images import clean_image


class PictureField(WagtailImageField):
    """Wagtail's field without its look into the file: what a picture is, clean_image finds out in a process apart."""

    default_validators = []  # nor does the name matter

    def to_python(self, data):
        upload = FileField.to_python(self, data)
        if upload:
            self.check_image_file_size(upload)
        return upload


class GuardedFileForm(GuardedForm):
    """Wagtail's forms of files have no panels: the field for the reason comes when there is something to answer."""

    def __init__(self, *args, user: AbstractBaseUser | None = None, **kwargs) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.for_user = user

    def clean(self) -> dict:
        cleaned = super().clean()
        changes = self.instance.pk and self.for_user and self.has_changed()
        if changes and (page := out_of_reach(self.instance, self.for_user)):
            raise ValidationError(REASON_OF_PAGES % {"page": page})
        return cleaned

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if any(one.asks for one in self.found):
            self.fields[REASON] = CharField(
                label=_("Why it may be public all the same"),
                required=False,
                max_length=300,
                widget=Textarea(attrs={"rows": 2}),
                help_text=_("The reason stays in the history. Never write a name or a number here."),
            )
        return valid


class CampaignImageForm(GuardedFileForm, BaseImageForm):
    """Cleans the picture before anything is stored; the office sees why one is refused."""

    file = PictureField(label=_("File"))

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if not upload or "file" not in self.changed_data:
            return upload
        try:
            cleaned = clean_image(upload)
        except ValidationError:
            self.instance.file = None
            raise
        self.instance.sha256 = cleaned.sha256
        return cleaned


class CampaignDocumentForm(GuardedFileForm, BaseDocumentForm):
    """Cleans the file before anything is stored; the office sees why one is refused, or that it is here already."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            endings = settings.WAGTAILDOCS_EXTENSIONS
            self.fields["file"].widget.attrs["accept"] = ",".join(f".{ending}" for ending in endings)
            self.fields["file"].help_text = _(
                "PDF, PPTX, DOCX, ODP, ODT, JPEG, PNG, WebP, MP3, OGG or MP4, at most %(most)s. Names of makers, "
                "places, comments and programs are taken out. Name the file for its readers: they see its name."
            ) % {"most": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if not upload or "file" not in self.changed_data:
            return upload
        self.instance.refuse_twin(sha256_of(upload))  # a file that was downloaded here comes back
        cleaned = clean_document(upload, self.cleaned_data.get("title", ""))
        self.instance.refuse_twin(cleaned.sha256)
        return cleaned
