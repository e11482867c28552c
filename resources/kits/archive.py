"""Writes the ZIP of a kit: the same bytes for the same content, in constant memory."""

import hashlib
import zipfile
from typing import BinaryIO

from django.core.files.base import File

from resources.kits.contents import Contents, Entry
from resources.kits.texts import CHECKSUMS, texts

CHUNK = 1024 * 1024
# The time of every file in the archive, so that equal contents make equal bytes. ZIP knows none before 1980.
DATE = (2024, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o100644


class ShortFileError(OSError):
    """A file whose size is not the one that the disk tells: it was being changed."""


def write(target: BinaryIO, contents: Contents) -> None:
    """Write the archive. What is compressed already is stored as it is; the texts are deflated."""
    sums = []
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in texts(contents).items():
            archive.writestr(_info(name, len(text), zipfile.ZIP_DEFLATED), text)
            sums.append(f"{hashlib.sha256(text).hexdigest()}  {name}\n")
        for entry in contents.entries:
            sums.append(f"{_copy(entry, archive)}  {entry.path}\n")
        text = "".join(sums).encode()
        archive.writestr(_info(CHECKSUMS, len(text), zipfile.ZIP_DEFLATED), text)


def checksum(file: BinaryIO | File) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(entry: Entry, archive: zipfile.ZipFile) -> str:
    """Copy a file into the archive; its checksum."""
    digest, copied = hashlib.sha256(), 0
    info = _info(entry.path, entry.size, zipfile.ZIP_STORED)
    with entry.content.storage.open(entry.content.name, "rb") as source, archive.open(info, "w") as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
            copied += len(chunk)
    if copied != entry.size:
        raise ShortFileError
    return digest.hexdigest()


def _info(path: str, size: int, how: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, DATE)
    info.compress_type = how
    info.create_system = UNIX
    info.external_attr = PLAIN_FILE << 16
    info.file_size = size  # tells whether it needs ZIP64
    return info
