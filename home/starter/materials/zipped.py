"""Office files are ZIPs: the same content becomes the same bytes, without the names and dates of who wrote it."""

import re
import zipfile
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
PROPERTIES = "docProps/"


def without_dates(office_file: bytes) -> bytes:
    """The file without its properties (author, program, thumbnail), every part dated like the others."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(office_file)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.startswith(PROPERTIES):
                continue
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = re.sub(rb'<Override [^>]*PartName="/docProps/[^>]*/>', b"", content)
            elif name == "_rels/.rels":
                content = re.sub(rb'<Relationship [^>]*Target="docProps/[^>]*/>', b"", content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content, compresslevel=9)
    return written.getvalue()
