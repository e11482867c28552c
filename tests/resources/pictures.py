from io import BytesIO

from PIL import Image, ImageDraw


def webp(width: int = 30, height: int = 42) -> bytes:
    """A small picture in one colour."""
    written = BytesIO()
    Image.new("RGB", (width, height), "#0f4c4a").save(written, "WEBP")
    return written.getvalue()


def page_like(width: int = 480, height: int = 679, kind: str = "WEBP") -> bytes:
    """A picture about as heavy as that of a printed page: lines of many small shapes."""
    picture = Image.new("RGB", (width, height), "#fbf7ee")
    pen = ImageDraw.Draw(picture)
    for top in range(60, height - 60, 22):
        for left in range(40, width - 40, 14):
            pen.line((left, top, left + (left * top) % 7, top + 8), fill="#16211f", width=1 + (left + top) % 2)
    written = BytesIO()
    picture.save(written, kind, quality=60)
    return written.getvalue()
