"""
Reads an archive that somebody else packed, and writes one that the same content always packs alike.

The list of contents is measured before it is read: an archive may claim millions of files, or unpack to more than a
disk holds.
"""

import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from publishing.uploads.detect import MOST_STRAY, STRAY
from publishing.uploads.refusals import Refused

MEBIBYTE = 1024 * 1024
MOST_ENTRIES = 5000
LARGEST_LIST = 4 * MEBIBYTE  # bytes of the list of contents
LARGEST_ALL = 500 * MEBIBYTE  # unpacked, all entries
STEEPEST = 200  # times: XML packs to a fiftieth; what packs to less than this is a bomb
HARMLESS = 2 * MEBIBYTE  # bytes unpacked, below which the steepness does not matter
END = struct.Struct("<4sHHHHIIH")
NEVER_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\\:]")
OLDEST_DAY = (1980, 1, 1, 0, 0, 0)


class Archive:
    """The entries of a ZIP by their names. Opening it raises Refused for what no office program writes."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        _measure(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
            raise Refused("damaged") from error
        self.entries = {entry.filename: entry for entry in self._zip.infolist() if not entry.is_dir()}
        self._check(self._zip.infolist())

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        names = [entry.filename.lower() for entry in entries]
        if len(set(names)) < len(names):
            raise Refused("zip_names")
        for entry in entries:
            name = entry.filename
            if NEVER_IN_NAMES.search(entry.orig_filename) or name.startswith("/") or ".." in name.split("/"):
                raise Refused("zip_names")
            if stat.S_ISLNK(entry.external_attr >> 16):
                raise Refused("zip_names")
            if entry.flag_bits & 1:
                raise Refused("encrypted")
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Refused("damaged")
            if entry.file_size > max(HARMLESS, STEEPEST * entry.compress_size):
                raise Refused("bomb")
        if sum(entry.file_size for entry in entries) > LARGEST_ALL:
            raise Refused("bomb")

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    @contextmanager
    def open(self, name: str, largest: int) -> Iterator[IO[bytes]]:
        """The content of an entry, at most `largest` bytes of it. Whoever reads to its end knows that it is whole."""
        if self.entries[name].file_size > largest:
            raise Refused("bomb")
        try:
            with self._zip.open(self.entries[name]) as content:
                yield content
        except (zipfile.BadZipFile, NotImplementedError, EOFError, zipfile.zlib.error) as error:
            raise Refused("damaged") from error

    def read(self, name: str, largest: int) -> bytes:
        with self.open(name, largest) as content:
            return content.read()

    def size(self, name: str) -> int:
        return self.entries[name].file_size


def _measure(file: BinaryIO) -> None:
    """The archive is the whole file, but for stray spaces before or behind it, and its list fits into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END.size - 65_535))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < END.size:
        raise Refused("cut_off")
    _sign, disk, first_disk, here, entries, length, start, comment = END.unpack_from(tail, place)
    end_at = size - len(tail) + place
    if entries > MOST_ENTRIES or length > LARGEST_LIST:
        raise Refused("bomb")
    before, behind = end_at - length - start, size - end_at - END.size - comment
    # A few bytes of any kind are left behind by Word 2013 in its ODT. Neither these nor those before are copied.
    if not _is_stray(file, before) or not 0 <= behind <= MOST_STRAY:
        raise Refused("two_in_one")
    if disk or first_disk or here != entries or not entries:
        raise Refused("damaged")


def _is_stray(file: BinaryIO, length: int) -> bool:
    """Whether the file begins with nothing, or with a line end or the like that a program put there."""
    file.seek(0)
    return 0 <= length <= MOST_STRAY and not file.read(length).strip(STRAY)


def refuse_broken(copy: BinaryIO) -> None:
    """Opens the finished copy and reads it once."""
    try:
        with zipfile.ZipFile(copy) as archive:
            if archive.testzip() is not None:
                raise Refused("damaged")
    except zipfile.BadZipFile as error:
        raise Refused("damaged") from error


class Packed:
    """A ZIP to write: no dates, no names of computers, packed the same way each time."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w")

    def __enter__(self) -> "Packed":
        return self

    def __exit__(self, *trouble: object) -> None:
        self._zip.close()

    @contextmanager
    def entry(self, name: str, *, packed: bool = True) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(name, OLDEST_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o644 << 16
        info.create_system = 0
        with self._zip.open(info, "w") as content:
            yield content

    def write(self, name: str, content: bytes, *, packed: bool = True) -> None:
        with self.entry(name, packed=packed) as entry:
            entry.write(content)
