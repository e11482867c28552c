from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from publishing.uploads.pictures import clean_image


class ForgivingImageField(WagtailImageField):
    """Wagtail's field, which lets a damaged file through to an error page."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # whatever a reader of pictures breaks with
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class CampaignImageForm(BaseImageForm):
    """Cleans the picture before anything is stored; the office sees why one is refused."""

    file = ForgivingImageField(label=_("File"))

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
