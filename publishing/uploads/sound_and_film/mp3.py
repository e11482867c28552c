"""
Takes name, pictures and comments out of an MP3: only the frames of sound are copied, one behind the other.

Whatever lies before, between and behind them (ID3, APE, lyrics, another file) stays behind. Memory does not grow with
the file.
"""

import struct
from typing import BinaryIO

from publishing.uploads.refusals import Refused

LARGEST_TAG = 32 * 1024 * 1024  # bytes; a cover in print quality stays below
MOST_NOISE = 64 * 1024  # bytes between frames; more means that the file is damaged or something else
FEWEST_FRAMES = 10  # a quarter of a second: less is no recording, and could be anything
CHUNK = 256 * 1024

BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
# version bits -> samples a second by index; MPEG 2.5, 2 and 1
RATES = {0: (11025, 12000, 8000), 2: (22050, 24000, 16000), 3: (44100, 48000, 32000)}


def clean(source: BinaryIO, target: BinaryIO) -> set[str]:
    size = source.seek(0, 2)
    start, end = _behind_tags(source, size), _before_last_tags(source, size)
    copied = frames = noise = 0
    position, in_step = start, False
    while position + 4 <= end:
        source.seek(position)
        chunk = source.read(min(CHUNK, end - position))
        is_last = position + len(chunk) == end
        place, kept = 0, []
        while place + 4 <= len(chunk):
            length = frame_length(chunk[place : place + 4])
            behind = place + length
            if length and behind + 4 > len(chunk) and not (is_last and behind <= len(chunk)):
                break  # go on with a chunk that begins with this frame
            if length and (in_step or behind == len(chunk) or frame_length(chunk[behind : behind + 4])):
                kept.append(chunk[place:behind])
                place, in_step = behind, True
                continue
            in_step = False
            found = chunk.find(b"\xff", place + 1)
            place = found if found >= 0 else len(chunk) - 3
        target.writelines(kept)
        frames += len(kept)
        copied += sum(map(len, kept))
        position += place
        noise = position - start - copied
        if noise > MOST_NOISE:
            raise Refused("damaged")
        if not place:
            break  # the last frame is cut off
    if frames < FEWEST_FRAMES or noise > copied:
        raise Refused("damaged")
    return {"metadata"} if copied < size else set()


def frame_length(head: bytes) -> int:
    """Bytes of the frame that begins so; 0 when none does. Layer III of a known bit rate only."""
    (word,) = struct.unpack(">I", head)
    version, layer, bitrate, rate = word >> 19 & 3, word >> 17 & 3, word >> 12 & 15, word >> 10 & 3
    if word >> 21 != 0x7FF or version == 1 or layer != 1 or bitrate in {0, 15} or rate == 3:
        return 0
    kilobits = (BITRATES_1 if version == 3 else BITRATES_2)[bitrate]
    samples = 144 if version == 3 else 72
    return samples * kilobits * 1000 // RATES[version][rate] + (word >> 9 & 1)


def _behind_tags(source: BinaryIO, size: int) -> int:
    position = 0
    while True:
        source.seek(position)
        head = source.read(10)
        if len(head) < 10 or not head.startswith(b"ID3") or any(byte & 0x80 for byte in head[6:10]):
            return position
        length = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
        if length > LARGEST_TAG:
            raise Refused("damaged")
        position += 10 + length + (10 if head[5] & 0x10 else 0)
        if position >= size:
            raise Refused("cut_off")


def _before_last_tags(source: BinaryIO, size: int) -> int:
    source.seek(max(0, size - 128))
    if size > 128 and source.read(3) == b"TAG":
        size -= 128
    source.seek(max(0, size - 32))
    foot = source.read(32)
    if len(foot) == 32 and foot.startswith(b"APETAGEX"):
        length, _items, flags = struct.unpack_from("<III", foot, 12)
        size -= min(size, length + (32 if flags >> 31 else 0))
    return size
