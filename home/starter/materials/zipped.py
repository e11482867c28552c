"""Office files are ZIPs: the same content becomes the same bytes, without the names and dates of who wrote it."""

import re
import zipfile
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
# Author, program and thumbnail; and the printer of whoever made the template that python-pptx begins with.
DROPPED = ("docProps/", "ppt/printerSettings/")
MENTIONS = re.compile(rb'<(?:Override|Relationship) [^>]*"[^"]*(?:docProps|printerSettings)/[^>]*/>')


def without_dates(office_file: bytes) -> bytes:
    """The file without its properties, every part dated like the others."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(office_file)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            if name.startswith(DROPPED):
                continue
            content = old.read(name)
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                content = MENTIONS.sub(b"", content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content, compresslevel=9)
    return written.getvalue()
