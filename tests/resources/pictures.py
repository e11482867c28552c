from io import BytesIO

from PIL import Image


def webp(width: int = 30, height: int = 42) -> bytes:
    """A small picture in one colour."""
    written = BytesIO()
    Image.new("RGB", (width, height), "#0f4c4a").save(written, "WEBP")
    return written.getvalue()
