"""The texts of a kit's ZIP beside its files, and what tells that the ZIP would be another."""

import hashlib
import json

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext

from publishing.spreadsheets.writing import csv_text
from resources.kits import readme
from resources.kits.contents import Contents

# Raised when the way changes in which archives are written: every kit is then built anew.
FORMAT = 1
README, CONTENTS, CHECKSUMS = "BACA-SAYA.txt", "daftar-isi.csv", "SHA256SUMS"


def texts(contents: Contents) -> dict[str, bytes]:
    """The texts of the archive. With a mark in front and Windows' line ends, so that any computer shows them."""
    read_me = readme.text(contents).replace("\n", "\r\n").encode("utf-8-sig")
    return {README: read_me, CONTENTS: _table(contents).encode()}


def fingerprint_of(contents: Contents) -> str:
    """Changes when the archive would: the texts, and each file by its place, size and time."""
    sums = {name: hashlib.sha256(text).hexdigest() for name, text in texts(contents).items()}
    files = [[entry.path, entry.content.name, entry.size, _time(entry.content)] for entry in contents.entries]
    return hashlib.sha256(json.dumps([FORMAT, sums, files]).encode()).hexdigest()


def _table(contents: Contents) -> str:
    heading = [
        gettext("File"), gettext("Part"), gettext("Material"), gettext("Kind"), gettext("Purpose"), gettext("Format"),
        gettext("Size (bytes)"), gettext("Version"), gettext("Language"), gettext("Licence"), gettext("Address"),
    ]  # fmt: skip
    rows = (
        [
            entry.path, entry.part.title, entry.material.title, entry.material.get_kind_display(), entry.purpose,
            entry.format, entry.size, entry.material.version, entry.material.get_language_display(),
            entry.material.get_licence_display(), entry.material.full_url,
        ]
        for entry in contents.entries
    )  # fmt: skip
    return csv_text(heading, rows)


def _time(content: FieldFile) -> int:
    return int(content.storage.get_modified_time(content.name).timestamp())
