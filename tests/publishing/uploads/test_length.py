"""How long a recording lasts."""

import struct
from io import BytesIO

import pytest

from publishing.uploads.sound_and_film import mp4
from publishing.uploads.sound_and_film.length import seconds
from tests.publishing.uploads import files
from tests.publishing.uploads.files import box, ogg_page, track

MOVIE = box("mvhd", bytes(12), struct.pack(">II", 1000, 61_400), bytes(80))
LONG_MOVIE = box("mvhd", b"\1", bytes(19), struct.pack(">IQ", 48_000, 48_000 * 3_700), bytes(80))


def opus(last: int) -> bytes:
    head = b"OpusHead\1\1" + struct.pack("<H", 312) + bytes(7)
    return ogg_page(head, 0, flags=2) + ogg_page(b"x" * 50, 1, granule=last) + ogg_page(b"x" * 50, 2, granule=-1)


def vorbis(last: int) -> bytes:
    head = b"\x01vorbis" + bytes(5) + struct.pack("<I", 22_050) + bytes(14)
    return ogg_page(head, 0, flags=2) + ogg_page(b"x" * 50, 1, granule=last)


@pytest.mark.parametrize(
    ("content", "ending", "length"),
    [
        (files.mp3(frames=383, tags=False), "mp3", 11),  # 383 frames of 1152 samples: 10.005 seconds
        (opus(48_000 * 125 + 312), "ogg", 125),
        (vorbis(22_050 * 90 + 1), "ogg", 91),
        (box("moov", MOVIE), "m4a", 62),
        (box("ftyp", b"M4A ") + box("moov", LONG_MOVIE), "mp4", 3_700),
        (box("moov", box("mvhd", bytes(100))), "mp4", None),
    ],
    ids=["mp3", "opus", "vorbis", "m4a", "mp4 of more than an hour", "mp4 that does not say"],
)
def test_the_length_of_a_recording(content, ending, length):
    assert seconds(BytesIO(content), ending) == length


def test_a_film_without_pictures_is_a_recording():
    assert mp4.is_sound_only(BytesIO(files.mp4(tracks=track("soun"), brand="M4A ")))
    assert not mp4.is_sound_only(BytesIO(files.mp4()))
