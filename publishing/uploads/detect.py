"""What an upload is, by its first bytes. Its name is not asked."""

from typing import BinaryIO

from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.mp3 import frame_length

HEAD = 2048  # bytes in which every kind shows itself
FILM_BRANDS_OF_PICTURES = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}
WORDS_OF_2003 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRAY = b"\xef\xbb\xbf \t\r\n\0"  # a mark of text, spaces, line ends: what programs leave before or behind a file
MOST_STRAY = 16  # bytes of it
LONGEST_COMMENT = 65_535  # bytes that may lie behind the end of a ZIP


REBUILT = {"pdf", "zip"}  # programs find the beginning of these, and the copy begins where it should


def family_of(file: BinaryIO) -> str:
    """
    "pdf", "zip" (which of the office's kinds, only its content tells), "jpeg", "png", "webp", "mp3", "ogg" or "mp4".

    Raises Refused for everything else, and for what is two things at once: a file that one program takes for a photo
    and another for an archive.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise Refused("empty")
    bare = head.lstrip(STRAY)
    family = _by_sign(head) or (_by_sign(bare) if len(head) - len(bare) <= MOST_STRAY else "")
    if family not in REBUILT and not _by_sign(head):
        family = ""  # nobody's programs would show it
    if not family:
        raise Refused(_near_miss(head))
    if family != "pdf" and b"%PDF-" in head[:1024]:
        raise Refused("two_in_one")
    if family != "zip" and _ends_as_zip(file):
        raise Refused("two_in_one")
    file.seek(0)
    return family


def _by_sign(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"OggS"):
        return "ogg"
    if head[4:8] == b"ftyp" and head[8:12] not in FILM_BRANDS_OF_PICTURES:
        return "mp4"
    if head.startswith(b"ID3") or frame_length(head[:4].ljust(4, b"\0")):
        return "mp3"
    return ""


def _near_miss(head: bytes) -> str:
    """Why not, for what editors are likely to try."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") and b"<svg" in start:
        return "svg"
    if head.startswith(WORDS_OF_2003):
        return "old_office"
    if b"%PDF-" in head or b"PK\x03\x04" in head:
        return "two_in_one"  # something in front of it
    return "unknown"


def _ends_as_zip(file: BinaryIO) -> bool:
    """Whether a program that opens archives would open this file too: they look at the end."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_COMMENT - 22))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        return False
    length = int.from_bytes(tail[place + 12 : place + 16], "little")
    listed_at = size - len(tail) + place - length
    if listed_at < 0:
        return False
    file.seek(listed_at)
    return not length or file.read(4) == b"PK\x01\x02"
