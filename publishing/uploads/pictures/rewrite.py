"""
Draws an uploaded picture anew: the type is what the content says, and nothing but the pixels is kept.

Runs in the process of publishing.uploads.sandboxed. Whether a picture is too large is asked of its header, before
anything is unpacked.
"""

from io import BytesIO
from math import sqrt
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from publishing.uploads.refusals import Refused

# Pillow's format name -> the ending that a file of it gets, and how it is written again.
FORMATS = {
    "JPEG": ("jpg", {"quality": 90, "optimize": True, "progressive": True}),
    "PNG": ("png", {"optimize": True}),
    "WEBP": ("webp", {"quality": 90, "method": 4}),
    "AVIF": ("avif", {"quality": 80, "max_threads": 1}),
}
# Many phones put a small second picture behind the first and call the JPEG an MPO.
SAME_AS = {"MPO": "JPEG"}
LARGEST_PHOTO = 64_000_000  # pixels of a JPEG that is made smaller: it is unpacked at a half or a quarter of its sides
SRGB = ImageCms.createProfile("sRGB")
LARGEST_PROFILE = 1024 * 1024  # bytes; those of printers are the largest and stay below
SIXTEEN_BITS = {"I", "I;16", "I;16L", "I;16B", "I;16N"}  # greys from 0 to 65,535
# What Pillow says of how a picture is shown. All else that it finds tells of its maker.
SHOWN = {"dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "adobe", "gamma"}
SHOWN |= {"adobe_transform", "transparency", "srgb", "icc_profile", "loop", "duration", "background", "interlace"}
SHOWN |= {"timestamp", "aspect", "chromaticity", "default_image", "bbox", "blend", "disposal"}
# What each format is written in. Any other mode becomes RGB, or RGBA where something can be seen through.
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "P", "RGB", "RGBA"}, "WEBP": {"RGB", "RGBA"}, "AVIF": {"RGB", "RGBA"}}


def rewrite(source: BinaryIO, target: BinaryIO, *, most_pixels: int, kept_pixels: int | None = None) -> dict:
    """
    Write a copy without metadata (EXIF, GPS, XMP, comments) that stands upright in the colours of screens.

    An animation becomes its first frame. A picture of more than `kept_pixels` is made smaller. Returns the ending of
    the copy. Raises Refused with "no_picture" when the content is no JPEG, PNG, WebP or AVIF or is damaged, with
    "pixels" when it has more than `most_pixels`.
    """
    try:
        with Image.open(source, formats=list(FORMATS)) as picture:
            kind = SAME_AS.get(picture.format, picture.format)
            _refuse_large(picture, max(most_pixels, LARGEST_PHOTO if kind == "JPEG" and kept_pixels else 0))
            removed = ["metadata"] if set(picture.info) - SHOWN else []
            written, ending = _rewritten(picture, kind, kept_pixels)
    except (Refused, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise Refused("pixels") from error
    except Exception as error:  # Pillow's readers break in a dozen ways on damaged files, RuntimeError among them
        raise Refused("no_picture") from error
    target.write(written)
    return {"ending": ending, "removed": removed}


def _refuse_large(picture: Image.Image, most: int) -> None:
    if picture.width * picture.height > most:
        raise Refused("pixels")


def _rewritten(picture: Image.Image, kind: str, kept_pixels: int | None) -> tuple[bytes, str]:
    ending, options = FORMATS[kind]
    size = _fitting(picture.size, kept_pixels)
    if size != picture.size:
        picture.draft(None, size)  # a JPEG is unpacked no larger than needed
    picture.load()
    if picture.mode in SIXTEEN_BITS:
        picture = _in_eight_bits(picture)
    ImageOps.exif_transpose(picture, in_place=True)
    picture = _in_srgb(picture)
    if picture.mode not in MODES[kind]:
        picture = picture.convert("RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB")
    size = _fitting(picture.size, kept_pixels)
    if size != picture.size:
        if picture.mode in {"1", "P"}:  # between two colours of a palette there is no third
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    if kind == "PNG" and "transparency" in picture.info:  # the one colour of a PNG that is seen through
        options = {**options, "transparency": picture.info["transparency"]}
    # A new picture from the pixels carries nothing else.
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P" and picture.palette:
        bare.putpalette(picture.palette)
    bare.paste(picture)
    picture.close()
    written = BytesIO()
    bare.save(written, kind, **options)
    return written.getvalue(), ending


def _fitting(size: tuple[int, int], pixels: int | None) -> tuple[int, int]:
    """The sides of a picture with the same shape and no more than so many pixels."""
    width, height = size
    if not pixels or width * height <= pixels:
        return size
    scale = sqrt(pixels / (width * height))
    return max(1, int(width * scale)), max(1, int(height * scale))


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """The same greys in the 256 steps that all else is made for. Only converted, all but the darkest would be white."""
    whole = picture.convert("I")
    return whole.point(lambda value: value * (1 / 257)).convert("L")


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
