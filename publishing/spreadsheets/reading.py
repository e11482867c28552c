"""
Opens what an editor uploads as a spreadsheet. Runs apart: publishing.uploads.sandbox calls `read` by its name.

Known by their content: .xlsx and its kin, .ods, and text with any separator. Others are refused by their names, so that
the editor hears what to do: the codes are put into words where the upload is received.
"""

import json
import zipfile
from typing import BinaryIO

from publishing.spreadsheets import delimited, ods, xlsx
from publishing.spreadsheets.cells import Sheet, from_json, to_json
from publishing.spreadsheets.zipped import Parts
from publishing.uploads.refusals import Refused

LARGEST_FILE = 5 * 1024 * 1024  # bytes
OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
ENCRYPTED, OLD_BOOKS = "EncryptedPackage".encode("utf-16-le"), ("Workbook".encode("utf-16-le"), b"B\0o\0o\0k\0\0\0")


def read(source: BinaryIO, target: BinaryIO) -> dict:
    """The sheets as JSON into `target` (see `sheets_from`), and in what encoding a text was read. Raises Refused."""
    content = source.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused("too_large")
    if not content.strip():
        raise Refused("empty")
    encoding = ""
    if content.startswith(ZIP):
        sheets = _of_zip(source)
    else:
        _refuse_others(content)
        sheet, encoding = delimited.read(content)
        sheets = [sheet]
    target.write(json.dumps([to_json(sheet) for sheet in sheets]).encode())
    return {"encoding": encoding}


def sheets_from(written: BinaryIO) -> list[Sheet]:
    """What `read` wrote."""
    written.seek(0)
    return [from_json(said) for said in json.load(written)]


def _of_zip(source: BinaryIO) -> list[Sheet]:
    try:
        parts = Parts(source)
    except zipfile.BadZipFile as error:
        raise Refused("damaged") from error
    if ods.is_it(parts):
        return list(ods.read(parts))
    if "xl/workbook.bin" in parts:
        raise Refused("old_or_odd", ending=".xlsb")
    if "Index/Document.iwa" in parts:
        raise Refused("old_or_odd", ending=".numbers")
    if xlsx.is_it(parts):
        return list(xlsx.read(parts))
    raise Refused("no_sheet")


def _refuse_others(content: bytes) -> None:
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise Refused("locked")
        is_book = any(name in content for name in OLD_BOOKS)
        raise Refused("old_or_odd", ending=".xls") if is_book else Refused("no_sheet")
    if content[:4] in {b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x00\x04\x00"}:
        raise Refused("old_or_odd", ending=".xls")  # of the years before 1995
    start = content[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ").replace(b"\0", b"").lower()
    if start.startswith(b"id;p"):
        raise Refused("old_or_odd", ending=".slk")
    if start.startswith(b"mime-version:"):
        raise Refused("web_page")
    if start.startswith(b"<"):
        is_book = b"schemas-microsoft-com:office:spreadsheet" in start or b"opendocument" in start
        raise Refused("old_or_odd", ending=".xml") if is_book else Refused("web_page")
    if start.startswith((b"%pdf", b"{\\rtf", b"\x89png", b"\xff\xd8", b"gif8")):
        raise Refused("no_sheet")
