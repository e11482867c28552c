"""Makes uploaded pictures harmless: the type is what the content says, and nothing but the pixels is kept."""

import hashlib
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

# Pillow's format name -> the ending that a file of it gets, and how it is written again.
FORMATS = {
    "JPEG": ("jpg", {"quality": 90, "optimize": True, "progressive": True}),
    "PNG": ("png", {"optimize": True}),
    "WEBP": ("webp", {"quality": 90, "method": 4}),
    "AVIF": ("avif", {"quality": 80}),
}
# Many phones put a small second picture behind the first and call the JPEG an MPO.
SAME_AS = {"MPO": "JPEG"}
SRGB = ImageCms.createProfile("sRGB")
LARGEST_PROFILE = 1024 * 1024  # bytes; those of printers are the largest and stay below

TOO_MANY_PIXELS = _("This picture has too many pixels. Make it smaller first.")


class CleanPicture(ContentFile):
    """What clean_image made. CampaignImage stores nothing else."""

    def __init__(self, content: bytes, ending: str) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        # The name on the editor's device may tell who is in the picture, and the address of a picture is public.
        super().__init__(content, name=f"{self.sha256[:16]}.{ending}")


def clean_image(upload: File) -> CleanPicture:
    """
    Return a copy of `upload` without metadata (EXIF, GPS, XMP, comments), named after its content.

    An animation becomes its first frame. Raises ValidationError when the content is no JPEG, PNG, WebP or AVIF, is
    damaged, or has more pixels than WAGTAILIMAGES_MAX_IMAGE_PIXELS.
    """
    try:
        upload.seek(0)
        with Image.open(upload, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS, code="pixels")
            return _rewritten(picture)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS, code="pixels") from error
    except Exception as error:  # Pillow's readers break in a dozen ways on damaged files, RuntimeError among them
        raise ValidationError(
            _("This file is no picture that the site can show, or it is damaged. Use JPEG, PNG, WebP or AVIF."),
            code="no_picture",
        ) from error


def _rewritten(picture: Image.Image) -> CleanPicture:
    kind = SAME_AS.get(picture.format, picture.format)
    ending, options = FORMATS[kind]
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    if kind == "JPEG" and upright.mode not in {"RGB", "L"}:
        upright = upright.convert("RGB")
    # A new picture from the pixels carries nothing else.
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P" and upright.palette:
        bare.putpalette(upright.palette)
    if kind == "PNG" and "transparency" in upright.info:  # the one colour of a PNG that is seen through
        options = {**options, "transparency": upright.info["transparency"]}
    written = BytesIO()
    bare.save(written, kind, **options)
    return CleanPicture(written.getvalue(), ending)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in the colours that every screen takes for granted, so that its colour profile can stay behind."""
    profile = picture.info.get("icc_profile")
    if not profile or len(profile) > LARGEST_PROFILE:
        return picture
    coloured = picture
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
    elif picture.mode == "P":
        coloured = picture.convert("RGB")
    try:
        return ImageCms.profileToProfile(
            coloured, BytesIO(profile), SRGB, outputMode="RGBA" if coloured.mode == "RGBA" else "RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that can't be read, or of other colours than the picture's, is as good as none
