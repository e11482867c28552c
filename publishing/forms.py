from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from publishing.uploads import clean_image


class CampaignImageForm(BaseImageForm):
    """Cleans the picture before anything is stored; the office sees why one is refused."""

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if not upload or "file" not in self.changed_data:
            return upload
        try:
            cleaned, self.instance.sha256 = clean_image(upload)
        except ValidationError:
            self.instance.file = None
            raise
        return cleaned
