"""
Takes title, author, place and cover out of an OGG of sound (Vorbis or Opus): its packet of comments becomes empty.

The file is a row of pages with a checksum each. They are copied one by one, at most 64 KiB at a time; the packets of
the beginning are packed anew, and the pages behind them get new numbers.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from publishing.uploads.detect import STRAY
from publishing.uploads.refusals import Refused

LARGEST_HEADERS = 16 * 1024 * 1024  # bytes; a cover is among the comments
MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
HEAD = struct.Struct("<4sBBqIIIB")
CONTINUED, FIRST = 1, 2
# First packet -> how many packets of headers a stream has, and its empty packet of comments.
KINDS = {
    b"\x01vorbis": (3, b"\x03vorbis" + struct.pack("<II", 0, 0) + b"\x01"),
    b"OpusHead": (2, b"OpusTags" + struct.pack("<II", 0, 0)),
}


@dataclass(frozen=True, slots=True)
class Page:
    flags: int
    granule: int
    serial: int
    number: int
    lacing: bytes
    body: bytes

    def packed(self) -> bytes:
        head = HEAD.pack(b"OggS", 0, self.flags, self.granule, self.serial, self.number, 0, len(self.lacing))
        checksum = struct.pack("<I", checksum_of(head + self.lacing + self.body))
        return head[:22] + checksum + head[26:] + self.lacing + self.body


def checksum_of(content: bytes) -> int:
    """OGG's checksum is that of ZIP with every byte's bits mirrored and no inversion, so zlib can do it."""
    mirrored = zlib.crc32(content.translate(MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)


def clean(source: BinaryIO, target: BinaryIO) -> set[str]:
    pages = _pages(source)
    first = next(pages, None)
    if first is None or not first.flags & FIRST:
        raise Refused("damaged")
    kind = next((kind for sign, kind in KINDS.items() if first.body.startswith(sign)), None)
    if kind is None:
        raise Refused("no_sound")
    packets, comments = kind
    headers = _headers(pages, packets - 1)
    tags = headers[0]
    if not tags.startswith(comments[:7]) or not all(packet.startswith(b"\x05vorbis") for packet in headers[1:]):
        raise Refused("damaged")
    target.write(first.packed())
    number = 1
    for page in _laid_out([comments, *headers[1:]], first.serial, number):
        target.write(page.packed())
        number += 1
    sounding = 0
    for page in pages:
        if page.flags & FIRST or page.serial != first.serial:
            raise Refused("no_sound")  # a film, or several recordings in one file
        target.write(replace(page, number=number).packed())
        number += 1
        sounding += 1
    if not sounding:
        raise Refused("cut_off")
    return {"metadata"} if tags.rstrip(b"\0") != comments.rstrip(b"\0") else set()


def _pages(source: BinaryIO) -> Iterator[Page]:
    source.seek(0)
    while head := source.read(HEAD.size):
        if len(head) < HEAD.size:
            if head.strip(STRAY):
                raise Refused("cut_off")
            return
        sign, version, flags, granule, serial, number, checksum, segments = HEAD.unpack(head)
        if sign != b"OggS" or version:
            raise Refused("damaged")
        lacing = source.read(segments)
        body = source.read(sum(lacing))
        if len(lacing) < segments or len(body) < sum(lacing):
            raise Refused("cut_off")
        if checksum_of(head[:22] + b"\0\0\0\0" + head[26:] + lacing + body) != checksum:
            raise Refused("damaged")
        yield Page(flags, granule, serial, number, lacing, body)


def _headers(pages: Iterator[Page], count: int) -> list[bytes]:
    """The packets of headers behind the first. They fill their pages: sound begins on a page of its own."""
    packets: list[bytes] = []
    packet = bytearray()
    for page in pages:
        if page.flags & FIRST:
            raise Refused("no_sound")
        place = 0
        for length in page.lacing:
            packet += page.body[place : place + length]
            place += length
            if length < 255:
                packets.append(bytes(packet))
                packet.clear()
        if len(packet) > LARGEST_HEADERS:
            raise Refused("damaged")
        if len(packets) >= count:
            if len(packets) > count or packet:
                raise Refused("damaged")
            return packets
    raise Refused("cut_off")


def _laid_out(packets: list[bytes], serial: int, number: int) -> Iterator[Page]:
    lengths = [length for packet in packets for length in [*[255] * (len(packet) // 255), len(packet) % 255]]
    content = b"".join(packets)
    place, continued = 0, False
    for start in range(0, len(lengths), 255):
        lacing = bytes(lengths[start : start + 255])
        body = content[place : place + sum(lacing)]
        ends_a_packet = any(length < 255 for length in lacing)
        yield Page(CONTINUED if continued else 0, 0 if ends_a_packet else -1, serial, number, lacing, body)
        place += len(body)
        number += 1
        continued = lacing[-1] == 255
