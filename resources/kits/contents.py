"""What goes into the ZIP of a kit."""

import csv
import hashlib
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail import hooks

from publishing.words.clean import inert
from resources.kits import readme
from resources.models import KitPage, KitPart, MaterialFile, MaterialPage

# Raised when the way changes in which archives are written: every kit is then built anew.
FORMAT = 1
README, CONTENTS, CHECKSUMS = "BACA-SAYA.txt", "daftar-isi.csv", "SHA256SUMS"
LONGEST_FOLDER = 40


@dataclass(frozen=True)
class Entry:
    """One file of the archive: where it lies in it, and where it comes from."""

    path: str
    content: FieldFile
    size: int
    part: KitPart
    material: MaterialPage
    purpose: str

    @property
    def format(self) -> str:
        return PurePosixPath(self.path).suffix.removeprefix(".").upper().replace("JPG", "JPEG")


@dataclass(frozen=True)
class Contents:
    kit: KitPage
    entries: list[Entry]
    folders: dict[int, str]  # the number of a part -> its folder, for parts that have one
    shown: dict[int, str]  # the number of a part -> the folder where its material lies, its own or an earlier one
    help_lines: list[str]

    @classmethod
    def of(cls, kit: KitPage) -> "Contents":
        """Whatever the kit's readers may have. Raises FileNotFoundError when a file is lost."""
        parts = kit.plan
        digits = len(str(len(parts)))
        entries, folders, shown = [], {}, {}
        lies_in: dict[int, str] = {}  # the number of a material -> its folder: once is enough
        for number, part in enumerate(parts, 1):
            material = part.open_material
            if not material:
                continue
            if material.pk not in lies_in:
                name = slugify(part.title)[:LONGEST_FOLDER].strip("-") or gettext("part")
                lies_in[material.pk] = folders[part.pk] = f"{number:0{digits}}-{name}"
                entries += _entries(part, material, folders[part.pk])
            shown[part.pk] = lies_in[material.pk]
        lines = [line for hook in hooks.get_hooks("kit_help_lines") for line in hook()]
        return cls(kit, entries, folders, shown, lines)

    @property
    def materials(self) -> list[int]:
        return list(dict.fromkeys(entry.material.pk for entry in self.entries))

    def texts(self) -> dict[str, bytes]:
        """The texts of the archive. With a mark in front and Windows' line ends, so that any computer shows them."""
        texts = {README: readme.text(self), CONTENTS: self._table()}
        return {name: text.replace("\n", "\r\n").encode("utf-8-sig") for name, text in texts.items()}

    def fingerprint(self) -> str:
        """Changes when the archive would: the texts, and each file by its place, size and time."""
        texts = {name: hashlib.sha256(text).hexdigest() for name, text in self.texts().items()}
        files = [[entry.path, entry.content.name, entry.size, _time(entry.content)] for entry in self.entries]
        return hashlib.sha256(json.dumps([FORMAT, texts, files]).encode()).hexdigest()

    def _table(self) -> str:
        written = StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow(
            [
                gettext("File"), gettext("Part"), gettext("Material"), gettext("Kind"), gettext("Purpose"),
                gettext("Format"), gettext("Size (bytes)"), gettext("Version"), gettext("Language"),
                gettext("Licence"), gettext("Address"),
            ]
        )  # fmt: skip
        for entry in self.entries:
            material = entry.material
            row = [
                entry.path, entry.part.title, material.title, material.get_kind_display(), entry.purpose, entry.format,
                str(entry.size), material.version, material.get_language_display(), material.get_licence_display(),
                material.full_url or "",
            ]  # fmt: skip
            table.writerow(inert(cell) for cell in row)
        return written.getvalue()


def _entries(part: KitPart, material: MaterialPage, folder: str) -> list[Entry]:
    """The files of a material, and one small picture to pass on, under names that occur once."""
    found: list[tuple[str, FieldFile, str]] = []
    for file in material.ready_files:
        found.append((file.download_name, file.document.file, file.get_purpose_display()))
    for file in material.ready_files:
        if file.has_whatsapp_copy:
            found.append((file.whatsapp_name, file.preparation.whatsapp, MaterialFile.Purpose.WHATSAPP.label))
            break
    taken: set[str] = set()
    return [
        Entry(f"{folder}/{_free(name, taken)}", content, content.storage.size(content.name), part, material, str(label))
        for name, content, label in found
    ]


def _free(name: str, taken: set[str]) -> str:
    """`name`, with a number where it is taken: "poster-a3-2.pdf"."""
    path, free, number = PurePosixPath(name), name, 1
    while free.lower() in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    taken.add(free.lower())
    return free


def _time(content: FieldFile) -> int:
    return int(content.storage.get_modified_time(content.name).timestamp())
