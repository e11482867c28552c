"""
Copies of a text or a presentation of LibreOffice only what is needed to show it.

Such a file is a ZIP whose content.xml and styles.xml name the pictures, films and charts that they show. Those are
copied; whatever they don't name (author, thumbnail, earlier versions, printer, macros) is not.
"""

import posixpath
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from publishing.uploads.office.odf_rules import ContentRules, SettingsRules
from publishing.uploads.office.svg_rules import SvgRules
from publishing.uploads.office.xml_filter import filter_xml, read_tree
from publishing.uploads.office.zips import MEBIBYTE, Archive, Packed, refuse_broken
from publishing.uploads.pictures.strip import picture_kind, strip_or_draw
from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.embedded import copy_media

LARGEST_XML = 50 * MEBIBYTE  # unpacked; copied event by event
LARGEST_LIST = 2 * MEBIBYTE  # unpacked; held in memory
LARGEST_PICTURE = 60 * MEBIBYTE  # held in memory once
LARGEST_MEDIA = 500 * MEBIBYTE  # unpacked on disk
MOST_FILES = 4000
DEEPEST = 3  # charts and formulas within each other

MIME = "application/vnd.oasis.opendocument."
ENDINGS = {f"{MIME}text": "odt", f"{MIME}presentation": "odp"}
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
DRAWN_OBJECTS = {f"{MIME}chart", f"{MIME}formula"}
PROGRAMS = ("basic/", "scripts/", "dialogs/")
# What StarOffice writes for "no programs".
EMPTY_PROGRAMS = {"basic/script-lc.xml", "basic/standard/script-lb.xml", "basic/standard/dialog-lb.xml"}
EMPTY_PROGRAMS |= {"dialogs/dialog-lc.xml", "basic/dialog-lc.xml"}


META = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta>'
    "<dc:title>{title}</dc:title><dc:language>{language}</dc:language></office:meta></office:document-meta>"
)


def clean(source: BinaryIO, target: BinaryIO, *, title: str = "", language: str = "") -> tuple[str, set[str]]:
    """Write the cleaned copy, with its title and language if it has one. Returns its ending and what was taken out."""
    archive = Archive(source)
    document = _Document(archive)
    with Packed(target) as packed:
        packed.write("mimetype", document.mime.encode(), packed=False)
        document.copy_folder("", packed, 0)
        if title:
            document.describe(title, language, packed)
        packed.write("META-INF/manifest.xml", document.listing())
    refuse_broken(target)
    return ENDINGS[document.mime], document.removed


class _Document:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.removed: set[str] = set()
        self.mime = archive.read("mimetype", 200).decode("ascii", "replace").strip() if "mimetype" in archive else ""
        if self.mime not in ENDINGS or "content.xml" not in archive:
            raise Refused("unknown")
        names = {name.lower() for name in archive.entries}
        if any(name.startswith(PROGRAMS) for name in names - EMPTY_PROGRAMS):
            raise Refused("macros")
        self.types = self._manifest()
        if self._tells():
            self.removed.add("metadata")
        self.copied: dict[str, str] = {}

    def _tells(self) -> bool:
        """Whether the file says more of itself than what it is called and its language."""
        if "Thumbnails/thumbnail.png" in self.archive or "meta.xml" not in self.archive:
            return "Thumbnails/thumbnail.png" in self.archive
        facts = [item for item in read_tree(self.archive.read("meta.xml", LARGEST_LIST)).iter() if not len(item)]
        return any(not item.tag.endswith(("}title", "}language")) for item in facts)

    def _manifest(self) -> dict[str, str]:
        """What each file calls itself; refuses what is locked with a password."""
        if "META-INF/manifest.xml" not in self.archive:
            raise Refused("damaged")
        tree = read_tree(self.archive.read("META-INF/manifest.xml", LARGEST_LIST))
        if next(tree.iter(f"{{{MANIFEST}}}encryption-data"), None) is not None:
            raise Refused("encrypted")
        return {
            item.get(f"{{{MANIFEST}}}full-path", ""): item.get(f"{{{MANIFEST}}}media-type", "")
            for item in tree.iter(f"{{{MANIFEST}}}file-entry")
        }

    def copy_folder(self, folder: str, packed: Packed, depth: int) -> None:
        """The document itself, or a chart or formula in a folder of its own."""
        if depth > DEEPEST:
            raise Refused("bomb")
        if folder:
            self.copied[f"{folder}/"] = self.types.get(f"{folder}/", "")
        named: dict[str, str] = {}
        for base in ("styles.xml", "content.xml"):
            name = posixpath.join(folder, base)
            if name in self.archive:
                self._copy_xml(name, packed, ContentRules(folder, named, self.removed, self._is_odd))
        if (name := posixpath.join(folder, "settings.xml")) in self.archive:
            self._copy_xml(name, packed, SettingsRules())
        for name, way in named.items():
            if way == "object":
                if self.types.get(f"{name}/") not in DRAWN_OBJECTS:
                    raise Refused("objects")  # a file of another program, with whatever is in it
                if f"{name}/" not in self.copied:
                    self.copy_folder(name, packed, depth + 1)
            elif name in self.archive and name not in self.copied:
                self._copy_file(name, way, packed)

    def _is_odd(self, name: str) -> bool:
        """A picture that is there and of no kind that can be cleaned."""
        if name not in self.archive or name.startswith("ObjectReplacements/"):
            return False
        with self.archive.open(name, LARGEST_PICTURE) as content:
            beginning = content.read(2048)
        return not picture_kind(beginning) and b"<svg" not in beginning

    def describe(self, title: str, language: str, packed: Packed) -> None:
        self._note("meta.xml", "text/xml")
        packed.write("meta.xml", META.format(title=escape(title), language=escape(language)).encode())

    def _copy_xml(self, name: str, packed: Packed, rules: ContentRules | SettingsRules | SvgRules) -> None:
        self._note(name, "text/xml")
        with self.archive.open(name, LARGEST_XML) as content, packed.entry(name) as entry:
            filter_xml(content, entry, rules)

    def _copy_file(self, name: str, way: str, packed: Packed) -> None:
        if way == "media":
            self._note(name, self.types.get(name, ""))
            with self.archive.open(name, LARGEST_MEDIA) as content, packed.entry(name, packed=False) as entry:
                copy_media(content, entry)
            return
        content = self.archive.read(name, LARGEST_PICTURE)
        if way == "font":
            self._note(name, self.types.get(name, ""))
            packed.write(name, content)
        elif picture_kind(content):
            self._note(name, self.types.get(name, ""))
            packed.write(name, strip_or_draw(content), packed=False)
        elif b"<svg" in content[:2048]:
            self._copy_xml(name, packed, SvgRules())
            self.copied[name] = "image/svg+xml"
        elif not name.startswith("ObjectReplacements/"):  # these are drawn anew from the object itself
            raise Refused("picture")

    def _note(self, name: str, content_type: str) -> None:
        self.copied[name] = content_type
        if len(self.copied) > MOST_FILES:
            raise Refused("bomb")

    def listing(self) -> bytes:
        lines = [_entry("/", self.mime), *(_entry(name, kind) for name, kind in self.copied.items())]
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{MANIFEST}" '
            f'manifest:version="1.2">{"".join(lines)}</manifest:manifest>'
        ).encode()


def _entry(name: str, content_type: str) -> str:
    return f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(content_type)}/>"
