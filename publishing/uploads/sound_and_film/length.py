"""How long a recording lasts, read from its cleaned copy; memory does not grow with it."""

import struct
from collections.abc import Callable
from typing import BinaryIO

from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.boxes import boxes
from publishing.uploads.sound_and_film.mp3 import RATES, frame_length
from publishing.uploads.sound_and_film.ogg import HEAD

OPUS_RATE = 48_000  # samples a second in which Opus counts, whatever was recorded (RFC 7845)
UNKNOWN = 0xFFFFFFFF


def seconds(file: BinaryIO, ending: str) -> int | None:
    """Of an "mp3", "ogg", "mp4" or "m4a", rounded up; None if the file does not say."""
    file.seek(0)
    length = READERS[ending](file)
    return -int(-length // 1) if length else None


def _of_mp3(file: BinaryIO) -> float:
    """The copy holds frames only, one behind the other."""
    length = 0.0
    while len(head := file.read(4)) == 4 and (size := frame_length(head)):
        word = int.from_bytes(head, "big")
        version = word >> 19 & 3
        length += (1152 if version == 3 else 576) / RATES[version][word >> 10 & 3]
        file.seek(size - 4, 1)
    return length


def _of_ogg(file: BinaryIO) -> float:
    """The last page says how many samples were played when it ends."""
    rate, before, last = 0, 0, 0
    while len(head := file.read(HEAD.size)) == HEAD.size:
        granule, segments = HEAD.unpack(head)[3], HEAD.unpack(head)[7]
        body = file.read(sum(file.read(segments)))
        if body.startswith(b"OpusHead"):
            rate, before = OPUS_RATE, int.from_bytes(body[10:12], "little")
        elif body.startswith(b"\x01vorbis"):
            rate = int.from_bytes(body[12:16], "little")
        last = max(last, granule)  # -1 where no packet ends
    return max(0, last - before) / rate if rate else 0


def _of_mp4(file: BinaryIO) -> float:
    size = file.seek(0, 2)
    for movie in boxes(file, 0, size):
        if movie.name != b"moov":
            continue
        for box in boxes(file, movie.content, movie.end):
            if box.name == b"mvhd":
                file.seek(box.content)
                return _of_head(file.read(32))
    return 0


def _of_head(content: bytes) -> float:
    form = struct.Struct(">20xIQ" if content[:1] == b"\1" else ">12xII")
    if len(content) < form.size:
        raise Refused("damaged")
    scale, units = form.unpack_from(content)
    return units / scale if scale and units & UNKNOWN != UNKNOWN else 0


READERS: dict[str, Callable[[BinaryIO], float]] = {"mp3": _of_mp3, "ogg": _of_ogg, "mp4": _of_mp4, "m4a": _of_mp4}
