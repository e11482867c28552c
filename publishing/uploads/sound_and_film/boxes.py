"""Boxes: a length, a name of four letters and a content that may be boxes again. MP4 and JPEG 2000 are made of them."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from publishing.uploads.detect import STRAY
from publishing.uploads.refusals import Refused


@dataclass(frozen=True, slots=True)
class Box:
    name: bytes
    start: int
    content: int  # where the content begins
    end: int


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie one behind the other from `start` to `end`. A last one without a length goes up to the end."""
    while start < end:
        file.seek(start)
        head = file.read(16)
        if end - start < 8 or len(head) < 8:
            if head[: end - start].strip(STRAY):
                raise Refused("cut_off")
            return
        length, name = struct.unpack_from(">I4s", head)
        content = start + 8
        if length == 1:
            if len(head) < 16:
                raise Refused("cut_off")
            (length,) = struct.unpack_from(">Q", head, 8)
            content = start + 16
        elif length == 0:
            length = end - start
        if length < content - start:
            raise Refused("damaged")
        if start + length > end:
            raise Refused("cut_off")
        yield Box(name, start, content, start + length)
        start += length
