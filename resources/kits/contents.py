"""What goes into the ZIP of a kit."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail import hooks

from resources.kits.models import KitPage, KitPart
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage

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
    origin: str  # the content of the document that it is, or was made from: see MaterialFile.content

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
    def files(self) -> list[list]:
        """[number of the material, content] of each file, as KitArchive.files keeps it."""
        return [[entry.material.pk, entry.origin] for entry in self.entries]


def _entries(part: KitPart, material: MaterialPage, folder: str) -> list[Entry]:
    """The files of a material, and one small picture to pass on, under names that occur once."""
    found: list[tuple[str, FieldFile, str, str]] = []
    for file in material.ready_files:
        found.append((file.download_name, file.document.file, file.get_purpose_display(), file.content))
    if file := material.whatsapp_file:
        label = MaterialFile.Purpose.WHATSAPP.label
        found.append((file.whatsapp_name, file.preparation.whatsapp, label, file.content))
    taken: set[str] = set()
    return [
        Entry(
            f"{folder}/{_free(name, taken)}",
            content,
            content.storage.size(content.name),
            part,
            material,
            str(label),
            origin,
        )
        for name, content, label, origin in found
    ]


def _free(name: str, taken: set[str]) -> str:
    """`name`, with a number where it is taken: "poster-a3-2.pdf"."""
    path, free, number = PurePosixPath(name), name, 1
    while free.lower() in taken:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    taken.add(free.lower())
    return free
