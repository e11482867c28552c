"""
Takes place, camera, author and comments out of the pictures inside documents, without touching what they show.

Nothing is decoded: each format is a row of marked pieces, and only the pieces that draw are copied. A picture is held
in memory once, as large as it lies in its file.
"""

import re
import struct
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.boxes import boxes

MOST_PIXELS = 100_000_000  # A3 at 600 dpi has 70 million; what decodes to more is a bomb for readers' phones
ORIENTATION = 0x0112

NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
# JPEG's pieces that draw: tables, frames, scans. Of the application's own, only those that say how colours are meant.
DRAWS = {*range(0xC0, 0xD0), *range(0xDA, 0xE0)}
LONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
PNG_DRAWS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
PNG_DRAWS |= {b"acTL", b"fcTL", b"fdAT", b"cICP"}
WEBP_DRAWS = {b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"}
# Signs of hidden information, for formats whose pieces can't be told apart.
TELLTALE = (b"Exif\0\0", b"http://ns.adobe.com/xap/", b"<x:xmpmeta", b"8BIM")


def strip_picture(content: bytes) -> bytes:
    """The same picture without what it tells of its maker. Raises Refused for what can't be cleaned."""
    kind = picture_kind(content)
    if kind not in WAYS:
        raise Refused("picture")
    if kind in MEASURED:
        refuse_pixel_bomb(content)
    try:
        return WAYS[kind](content)
    except (struct.error, IndexError, ValueError, KeyError) as error:
        raise Refused("picture") from error


def strip_or_draw(content: bytes) -> bytes:
    """
    The same, and drawn anew when its pieces can't be told apart but programs show it all the same.

    A picture without its last piece, for instance; an animation then stands still.
    """
    try:
        return strip_picture(content)
    except Refused as refused:
        kind = picture_kind(content)
        if refused.code != "picture" or kind not in DRAWN_ANEW:
            raise
        return _drawn_anew(content, DRAWN_ANEW[kind])


def _drawn_anew(content: bytes, kind: str) -> bytes:
    refuse_pixel_bomb(content)
    written = BytesIO()
    try:
        with Image.open(BytesIO(content), formats=[kind]) as picture:
            bare = Image.new(picture.mode, picture.size)
            bare.paste(picture)
            if picture.mode == "P" and picture.palette:
                bare.putpalette(picture.palette)
            seen_through = picture.info.get("transparency")
        bare.save(written, kind, **({} if seen_through is None else {"transparency": seen_through}))
    except Exception as error:  # Pillow's readers break in a dozen ways on damaged files
        raise Refused("picture") from error
    return written.getvalue()


def picture_kind(beginning: bytes) -> str:
    """What the first bytes say: the ending that such pictures have, or nothing."""
    for ending, sign in SIGNS:
        if sign.match(beginning):
            return ending
    return ""


SIGNS = [
    ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("bmp", re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL)),
    ("tiff", re.compile(rb"II\*\0|MM\0\*")),
    ("emf", re.compile(rb"\x01\0\0\0.{36} EMF", re.DOTALL)),
    ("wmf", re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]")),
]


def refuse_pixel_bomb(content: bytes) -> None:
    try:
        with Image.open(BytesIO(content)) as picture:
            too_large = picture.width * picture.height > MOST_PIXELS
    except Image.DecompressionBombError:
        too_large = True
    except Exception as error:  # Pillow's readers break in a dozen ways on damaged files
        raise Refused("picture") from error
    if too_large:
        raise Refused("pixels")


def strip_jpeg(content: bytes) -> bytes:
    """Keeps how the picture is turned, since some programs show a photo by that."""
    kept = [b"\xff\xd8", _turned(content)]
    position = 2
    while True:
        if content[position] != 0xFF:
            raise Refused("picture")
        while content[position] == 0xFF:
            position += 1
        marker = content[position]
        position += 1
        if marker == 0xD9:
            break
        if marker in LONE:
            kept.append(bytes([0xFF, marker]))
            continue
        (length,) = struct.unpack_from(">H", content, position)
        end = position + length
        if length < 2 or end > len(content):
            raise Refused("picture")
        if marker in DRAWS or _says_colours(marker, content[position + 2 : end]):
            kept.append(bytes([0xFF, marker]) + content[position:end])
        position = end
        if marker == 0xDA:  # the scan that follows has no length: it ends at the next marker
            found = NEXT_MARKER.search(content, position)
            if not found:
                kept.append(content[position:])
                break
            kept.append(content[position : found.start()])
            position = found.start()
    kept.append(b"\xff\xd9")
    return b"".join(kept)


def _says_colours(marker: int, piece: bytes) -> bool:
    if marker == 0xE0:
        return piece.startswith(b"JFIF\0") and len(piece) == 14  # longer ones carry a small second picture
    if marker == 0xE2:
        return piece.startswith(b"ICC_PROFILE\0")
    return marker == 0xEE and piece.startswith(b"Adobe")


def _turned(content: bytes) -> bytes:
    """A piece that holds nothing but how the photo is turned; empty when it stands upright."""
    start = content.find(b"Exif\0\0", 0, 64 * 1024)
    if start < 0:
        return b""
    exif = Image.Exif()
    try:
        exif.load(content[start : start + 64 * 1024])
        turn = exif.get(ORIENTATION, 1)
    except Exception:  # a damaged note is as good as none
        return b""
    if turn not in range(2, 9):
        return b""
    note = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, ORIENTATION, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note


def strip_png(content: bytes) -> bytes:
    kept = [content[:8]]
    position = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, position)
        end = position + 12 + length
        if end > len(content):
            raise Refused("picture")
        if name in PNG_DRAWS:
            kept.append(content[position:end])
        if name == b"IEND":
            return b"".join(kept)
        position = end


def strip_gif(content: bytes) -> bytes:
    flags = content[10]
    position = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    kept = [content[:position].ljust(position, b"\0")]
    while True:
        start, mark = position, content[position]
        if mark == 0x3B:
            kept.append(b"\x3b")
            return b"".join(kept)
        if mark == 0x2C:
            local = content[position + 9]
            position += 10 + (3 << (local & 7) + 1 if local & 0x80 else 0) + 1
            keep = True
        elif mark == 0x21:
            # How a frame is shown, and how often all repeat. Comments and other programs' notes stay behind.
            repeats = content[position + 3 : position + 14] in {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
            keep = content[position + 1] in {0xF9, 0x01} or (content[position + 1] == 0xFF and repeats)
            position += 2
        else:
            raise Refused("picture")
        while content[position]:
            position += content[position] + 1
        position += 1
        if keep:
            kept.append(content[start:position])


def strip_webp(content: bytes) -> bytes:
    kept = []
    position, end = 12, 8 + struct.unpack_from("<I", content, 4)[0]
    if end > len(content) + 1:
        raise Refused("picture")
    while position + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, position)
        piece = content[position : position + 8 + length + length % 2]
        if name == b"VP8X":
            piece = piece[:8] + bytes([piece[8] & ~0x0C]) + piece[9:]  # it no longer has EXIF and XMP
        if name in WEBP_DRAWS:
            kept.append(piece)
        position += 8 + length + length % 2
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def rewrite_tiff(content: bytes) -> bytes:
    """TIFF keeps its notes among the numbers that draw; a new one from the pixels has none."""
    with Image.open(BytesIO(content), formats=["TIFF"]) as picture:
        if picture.width * picture.height > MOST_PIXELS // 4:
            raise Refused("pixels")
        bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
        if picture.mode == "P" and picture.palette:
            bare.putpalette(picture.palette)
        density = picture.info.get("dpi")
    written = BytesIO()
    bare.save(written, "TIFF", compression="tiff_deflate", **({"dpi": density} if density else {}))
    return written.getvalue()


def strip_jpeg2000(content: bytes) -> bytes:
    """The form of PDF's scanned pages. It may be bare, without any box; then there is nothing to take out."""
    if not content.startswith(b"\0\0\0\x0cjP  \r\n\x87\n"):
        return refuse_telltale(content)
    kept = [box for box in boxes(BytesIO(content), 0, len(content)) if box.name not in {b"uuid", b"xml ", b"uinf"}]
    return b"".join(content[box.start : box.end] for box in kept)


def untitle_emf(content: bytes) -> bytes:
    """Its header names the program and the title of the drawing."""
    characters, start = struct.unpack_from("<II", content, 60)
    if 88 <= start <= len(content) - 2 * characters:
        content = content[:start] + bytes(2 * characters) + content[start + 2 * characters :]
    return refuse_telltale(content)


def refuse_telltale(content: bytes) -> bytes:
    """Drawings of Windows may hold whole photos anywhere in them."""
    if any(sign in content for sign in TELLTALE):
        raise Refused("picture")
    return content


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": strip_jpeg,
    "png": strip_png,
    "gif": strip_gif,
    "webp": strip_webp,
    "tiff": rewrite_tiff,
    "bmp": refuse_telltale,
    "emf": untitle_emf,
    "wmf": refuse_telltale,
}
DRAWN_ANEW = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "bmp": "BMP"}
MEASURED = {"jpeg", "png", "gif", "webp", "tiff", "bmp"}
