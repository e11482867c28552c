"""Makes the pictures of pages harmless when they are uploaded, or says in the editor's words why not."""

import hashlib
import tempfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from publishing.uploads import sandbox
from publishing.uploads.documents import WORDS as DOCUMENT_WORDS
from publishing.uploads.refusals import Refused

# What a page shows is 1,200 pixels wide at most. Smaller copies are made of this in the process that serves the site.
KEPT_PIXELS = 4_000_000

NO_PICTURE = _("This file is no picture that the site can show, or it is damaged. Use JPEG, PNG, WebP or AVIF.")
TOO_MANY_PIXELS = _("This picture has too many pixels. Make it smaller first.")
WORDS = {
    "no_picture": NO_PICTURE,
    "damaged": NO_PICTURE,
    "pixels": TOO_MANY_PIXELS,
    "too_hard": TOO_MANY_PIXELS,
    "busy": DOCUMENT_WORDS["busy"],
}


class CleanPicture(ContentFile):
    """What clean_image made. CampaignImage stores nothing else."""

    def __init__(self, content: bytes, ending: str) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        # The name on the editor's device may tell who is in the picture, and the address of a picture is public.
        super().__init__(content, name=f"{self.sha256[:16]}.{ending}")


def clean_image(upload: File) -> CleanPicture:
    """
    Return a copy of `upload` without metadata (EXIF, GPS, XMP, comments), named after its content.

    A picture of more than KEPT_PIXELS is made smaller. Raises ValidationError when the content is no JPEG, PNG, WebP or
    AVIF, is damaged, has more pixels than WAGTAILIMAGES_MAX_IMAGE_PIXELS (a JPEG: 64 million), or other files are
    before. The picture is opened in a process apart, never here.
    """
    with tempfile.TemporaryFile() as copy:
        try:
            with sandbox.real_file(upload) as source:
                pixels = {"most_pixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS, "kept_pixels": KEPT_PIXELS}
                answer = sandbox.run("publishing.uploads.pictures.rewrite:rewrite", source, copy, **pixels)
        except Refused as refused:
            raise ValidationError(WORDS[refused.code], code=refused.code) from refused
        copy.seek(0)
        return CleanPicture(copy.read(), answer["ending"])
