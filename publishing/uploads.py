"""Makes uploaded pictures harmless: the type is what the content says, and nothing but the pixels is kept."""

import hashlib
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.text import slugify
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


def clean_image(upload: File) -> tuple[ContentFile, str]:
    """
    Return a copy of `upload` without metadata (EXIF, GPS, XMP, comments) and its sha-256 in hexadecimal.

    The name keeps its words and gets the ending of the real type. An animation becomes its first frame. Raises
    ValidationError when the content is no JPEG, PNG, WebP or AVIF, is damaged, or has more pixels than
    WAGTAILIMAGES_MAX_IMAGE_PIXELS.
    """
    try:
        upload.seek(0)
        with Image.open(upload, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(_("This picture has too many pixels. Make it smaller first."), code="pixels")
            ending, content = _rewritten(picture)
    except ValidationError:
        raise
    except Exception as error:  # Pillow's readers break in a dozen ways on damaged files, RuntimeError among them
        raise ValidationError(
            _("This file is no picture that the site can show, or it is damaged. Use JPEG, PNG, WebP or AVIF."),
            code="no_picture",
        ) from error
    stem = slugify(str(upload.name).replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])[:80] or "gambar"
    return ContentFile(content, name=f"{stem}.{ending}"), hashlib.sha256(content).hexdigest()


def _rewritten(picture: Image.Image) -> tuple[str, bytes]:
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
    return ending, written.getvalue()


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
