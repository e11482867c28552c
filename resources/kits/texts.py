"""The texts of a kit's ZIP beside its files, and what tells that the ZIP would be another."""

import csv
import hashlib
import json
from io import StringIO

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext

from publishing.words.clean import inert
from resources.kits import readme
from resources.kits.contents import Contents

# Raised when the way changes in which archives are written: every kit is then built anew.
FORMAT = 1
README, CONTENTS, CHECKSUMS = "BACA-SAYA.txt", "daftar-isi.csv", "SHA256SUMS"


def texts(contents: Contents) -> dict[str, bytes]:
    """The texts of the archive. With a mark in front and Windows' line ends, so that any computer shows them."""
    texts = {README: readme.text(contents), CONTENTS: _table(contents)}
    return {name: text.replace("\n", "\r\n").encode("utf-8-sig") for name, text in texts.items()}


def fingerprint_of(contents: Contents) -> str:
    """Changes when the archive would: the texts, and each file by its place, size and time."""
    sums = {name: hashlib.sha256(text).hexdigest() for name, text in texts(contents).items()}
    files = [[entry.path, entry.content.name, entry.size, _time(entry.content)] for entry in contents.entries]
    return hashlib.sha256(json.dumps([FORMAT, sums, files]).encode()).hexdigest()


def _table(contents: Contents) -> str:
    written = StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(
        [
            gettext("File"), gettext("Part"), gettext("Material"), gettext("Kind"), gettext("Purpose"),
            gettext("Format"), gettext("Size (bytes)"), gettext("Version"), gettext("Language"),
            gettext("Licence"), gettext("Address"),
        ]
    )  # fmt: skip
    for entry in contents.entries:
        material = entry.material
        row = [
            entry.path, entry.part.title, material.title, material.get_kind_display(), entry.purpose, entry.format,
            str(entry.size), material.version, material.get_language_display(), material.get_licence_display(),
            material.full_url or "",
        ]  # fmt: skip
        table.writerow(inert(cell) for cell in row)
    return written.getvalue()


def _time(content: FieldFile) -> int:
    return int(content.storage.get_modified_time(content.name).timestamp())
