"""What lies in the streams of a PDF: their filters, and the content behind those that pack without loss."""

import base64
import re
import zlib
from collections.abc import Iterator

from pikepdf import Array, Stream

from publishing.uploads.refusals import Refused

MEBIBYTE = 1024 * 1024
LARGEST_TEXT = 100 * MEBIBYTE  # unpacked, all that is no picture


def filters_of(stream: Stream) -> list[str]:
    value = stream.get("/Filter")
    if value is None:
        return []
    return [str(name) for name in value] if isinstance(value, Array) else [str(value)]


def unpack(filters: list[str], packed: bytes) -> Iterator[bytes]:
    """The content behind filters that pack without loss, in pieces. Only the last may grow without bounds."""
    for position, name in enumerate(filters):
        if name not in UNPACK:
            raise Refused("picture")
        pieces = UNPACK[name](packed)
        if position == len(filters) - 1:
            yield from pieces
            return
        packed = _joined(pieces)
    yield packed


def _joined(pieces: Iterator[bytes]) -> bytes:
    together = bytearray()
    for piece in pieces:
        together += piece
        if len(together) > LARGEST_TEXT:
            raise Refused("bomb")
    return bytes(together)


def _inflate(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    try:
        for start in range(0, len(packed), 65_536):
            waiting = packed[start : start + 65_536]
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, MEBIBYTE)
                waiting = inflater.unconsumed_tail
    except zlib.error:
        return  # readers stop here too


def _from_base85(packed: bytes) -> Iterator[bytes]:
    text = packed.strip().removeprefix(b"<~").partition(b"~")[0]
    try:
        yield base64.a85decode(text)
    except ValueError as error:
        raise Refused("damaged") from error


def _from_hex(packed: bytes) -> Iterator[bytes]:
    digits = re.sub(rb"[^0-9a-fA-F]", b"", packed.partition(b">")[0])
    yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


UNPACK = {
    "/FlateDecode": _inflate,
    "/Fl": _inflate,
    "/ASCII85Decode": _from_base85,
    "/A85": _from_base85,
    "/ASCIIHexDecode": _from_hex,
    "/AHx": _from_hex,
}
