"""
The file of a backup: a ZIP that any computer opens.

    tables/<app.Model>.jsonl      the rows of a table, one JSON list a line
    media/…, private/…            the files, as they are
    manifest.json                 the last: when and of what version, and of each entry its size and sha-256

With a passphrase it lies in a ZIP of two entries that the program `age` opens as well: `key.age` is a key that the
passphrase opens, `backup.zip.age` the backup that the key opens. (age's own passphrases want all in memory.)
"""

import hashlib
import io
import json
import os
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pyrage

from home.backups import manifests

FORMAT = 1
MANIFEST, KEY, LOCKED = "manifest.json", "key.age", "backup.zip.age"
BLOCK = 1024 * 1024
TRIES, BETWEEN_TRIES = 60, 0.5  # seconds
LONGEST_MANIFEST = 256 * 1024 * 1024  # a million files
# What Python's zipfile raises for a ZIP that is damaged here or there.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError)


NOT_OURS = "This is no backup of Suluah, or it is not complete."


class BadBackup(Exception):
    """The file can't be used; the message says why, for whoever restores."""


class Writer:
    def __init__(self, file: IO[bytes], **about: Any) -> None:
        self.zip = zipfile.ZipFile(file, "w", allowZip64=True)
        self.manifest = {"format": FORMAT, **about, "tables": {}, "entries": {}}

    def add_table(self, label: str, columns: list[str], lines: Iterable[str]) -> None:
        count = 0

        def blocks() -> Iterator[bytes]:
            nonlocal count
            for line in lines:
                count += 1
                yield line.encode() + b"\n"

        self._add(table_entry(label), blocks(), zipfile.ZIP_DEFLATED)
        self.manifest["tables"][label] = {"columns": columns, "rows": count}

    def add_file(self, entry: str, file: IO[bytes], *, modified_ns: int) -> None:
        self._add(entry, iter(lambda: file.read(BLOCK), b""), zipfile.ZIP_STORED)
        self.manifest["entries"][entry]["modified_ns"] = modified_ns

    def _add(self, entry: str, blocks: Iterable[bytes], how: int) -> None:
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(entry)
        info.compress_type = how
        with self.zip.open(info, "w", force_zip64=True) as stored:
            for block in blocks:
                digest.update(block)
                size += len(block)
                stored.write(block)
        self.manifest["entries"][entry] = {"size": size, "sha256": digest.hexdigest()}

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind, *error) -> None:
        if kind is None:
            self.zip.writestr(MANIFEST, json.dumps(self.manifest, ensure_ascii=False), zipfile.ZIP_DEFLATED)
            self.zip.close()
        else:  # the file is thrown away
            with suppress(OSError, ValueError):
                self.zip.close()


class Reader:
    """Raises BadBackup when the file is none of ours, or is damaged."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            packed = {info.compress_type for info in self.zip.infolist()}
            if packed - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or self._size_of(MANIFEST) > LONGEST_MANIFEST:
                raise BadBackup(NOT_OURS)
            self.manifest = json.loads(self.zip.read(MANIFEST))
        except DAMAGED as error:
            raise BadBackup(NOT_OURS) from error
        if not isinstance(self.manifest, dict) or "format" not in self.manifest:
            raise BadBackup(NOT_OURS)
        if self.manifest["format"] != FORMAT:
            raise BadBackup("The backup was made by another version of the program: install that one.")
        if not manifests.is_whole(self.manifest):
            raise BadBackup(NOT_OURS)

    def _size_of(self, entry: str) -> int:
        return self.zip.getinfo(entry).file_size

    def size(self, *tops: str) -> int:
        """Unpacked, in bytes: of everything in it, or of what lies in these folders."""
        entries = self.manifest["entries"].items()
        return sum(entry["size"] for name, entry in entries if not tops or name.partition("/")[0] in tops)

    def check(self, told: Callable[[float], None] = lambda share: None) -> None:
        """Every entry has the size and the checksum that the manifest names, and there is no other."""
        entries = self.manifest["entries"]
        if sorted(self.zip.namelist()) != sorted([MANIFEST, *entries]) or any(
            self._size_of(name) != entry["size"] for name, entry in entries.items()
        ):
            raise BadBackup("The backup does not hold what its manifest says.")
        whole, done = self.size() or 1, 0
        for name, entry in entries.items():
            digest = hashlib.sha256()
            try:
                with self.zip.open(name) as file:
                    for block in iter(lambda: file.read(BLOCK), b""):
                        digest.update(block)
            except (OSError, *DAMAGED) as error:
                raise BadBackup(f"The backup is damaged: {name} can't be read.") from error
            if digest.hexdigest() != entry["sha256"]:
                raise BadBackup(f"The backup is damaged: {name} has another checksum.")
            done += entry["size"]
            told(done / whole)

    def table(self, label: str) -> tuple[list[str], Iterator[str]] | None:
        table = self.manifest["tables"].get(label)
        return table and (table["columns"], self._lines(label))

    def _lines(self, label: str) -> Iterator[str]:
        with self.zip.open(table_entry(label)) as file:
            # Only a line end ends a line: texts may hold other characters that Python takes for one.
            yield from io.TextIOWrapper(file, encoding="utf-8", newline="\n")

    def files(self, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Names below a folder, with what the manifest says of them."""
        for entry, about in self.manifest["entries"].items():
            if entry.startswith(f"{folder}/"):
                yield entry.removeprefix(f"{folder}/"), about

    def open(self, entry: str) -> IO[bytes]:
        return self.zip.open(entry)


def table_entry(label: str) -> str:
    return f"tables/{label}.jsonl"


@contextmanager
def locked(file: IO[bytes], passphrase: str) -> Iterator[IO[bytes]]:
    """What is written into this block's file lies in `file`, encrypted. In plain it is nowhere."""
    key = pyrage.x25519.Identity.generate()
    with zipfile.ZipFile(file, "w", allowZip64=True) as outer:
        outer.writestr(KEY, pyrage.passphrase.encrypt(str(key).encode(), passphrase))
        reading, writing = os.pipe()
        failures: list[BaseException] = []

        def encrypt() -> None:
            try:
                with open(reading, "rb") as plain, outer.open(LOCKED, "w", force_zip64=True) as stored:
                    pyrage.encrypt_io(plain, stored, [key.to_public()])
            except BaseException as error:
                failures.append(error)

        thread = Thread(target=encrypt, name="encrypting")
        thread.start()
        try:
            with open(writing, "wb") as plain:
                yield plain
        except BrokenPipeError:
            if not failures:
                raise
        finally:
            thread.join()
        if failures:
            raise failures[0]


def is_locked(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as outer:
            return KEY in outer.namelist()
    except DAMAGED as error:
        raise BadBackup(NOT_OURS) from error


def _open_key(locked_key: bytes, passphrase: str) -> str:
    """
    age makes a passphrase dear to try by the speed of the machine at that moment, and refuses at once what would take
    sixteen times as long at this one. A busy machine measures anew until it can.
    """
    for _try in range(TRIES):
        try:
            return pyrage.passphrase.decrypt(locked_key, passphrase).decode()
        except pyrage.DecryptError as error:
            if "Excessive work" not in str(error):
                raise BadBackup("The passphrase is not the one of this backup.") from error
            time.sleep(BETWEEN_TRIES)
    raise BadBackup(
        "This machine is too busy or too slow for the passphrase of this backup. Try again when it has less to do, or "
        "open the backup with the programs unzip and age."
    )


def unlock(path: Path, passphrase: str, to: Path) -> None:
    """Write the backup in plain to a new file that only its owner may read."""
    try:
        with zipfile.ZipFile(path) as outer:
            key = pyrage.x25519.Identity.from_str(_open_key(outer.read(KEY), passphrase))
    except (pyrage.IdentityError, *DAMAGED) as error:
        raise BadBackup("The backup is damaged: its key can't be read.") from error
    try:
        with (
            zipfile.ZipFile(path) as outer,
            outer.open(LOCKED) as stored,
            open(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as plain,
        ):
            pyrage.decrypt_io(stored, plain, [key])
    except (pyrage.DecryptError, *DAMAGED) as error:
        raise BadBackup("The backup is damaged: it can't be decrypted.") from error
