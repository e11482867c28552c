"""
Copies of a Word or PowerPoint file only what is needed to show it.

Such a file is a ZIP of parts that lead to each other by relationships. From the main part on, those kinds of
relationships are followed that draw something; whatever no kept relationship leads to (author, thumbnail, comments,
printer, the tables behind charts, stray files) is not copied. Kinds that run or load something are refused.
"""

import posixpath
import re
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import unquote
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as DefusedTree

from publishing.uploads.office.ooxml_rules import PartRules
from publishing.uploads.office.svg_rules import SvgRules
from publishing.uploads.office.xml_filter import sift
from publishing.uploads.office.zips import MEBIBYTE, Archive, Packed, refuse_broken
from publishing.uploads.pictures.strip import picture_kind, strip_or_draw
from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.embedded import copy_media

MOST_PARTS = 4000
LARGEST_XML = 50 * MEBIBYTE  # unpacked; copied event by event
LARGEST_LIST = 2 * MEBIBYTE  # unpacked; held in memory: relationships, types
LARGEST_PICTURE = 60 * MEBIBYTE  # held in memory once
LARGEST_MEDIA = 500 * MEBIBYTE  # unpacked on disk

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES = {
    f"{OFFICE}wordprocessingml.document.main+xml": "docx",
    f"{OFFICE}presentationml.presentation.main+xml": "pptx",
}
SAFE_LINK = re.compile(r"\s*((https?|mailto|tel|sms):|#)", re.IGNORECASE)

# Kinds of relationships, by the last word of their address: the same in both editions of the standard.
XML_KINDS = {"officeDocument", "styles", "stylesWithEffects", "settings", "fontTable", "numbering", "theme"}
XML_KINDS |= {"themeOverride"}
XML_KINDS |= {"header", "footer", "footnotes", "endnotes", "chart", "chartEx", "chartStyle", "chartColorStyle"}
XML_KINDS |= {"chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"}
XML_KINDS |= {"slideMaster", "slideLayout", "slide", "notesMaster", "notesSlide", "handoutMaster", "presProps"}
XML_KINDS |= {"viewProps", "tableStyles"}
PICTURE_KINDS = {"image"}
MEDIA_KINDS = {"audio", "video", "media"}
FONT_KINDS = {"font"}
# What runs, or is another file that can't be looked into.
MACRO_KINDS = {"vbaProject", "wordVbaData", "attachedToolbars", "keyMapCustomizations", "extensibility", "macrosheet"}
OBJECT_KINDS = {"oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument", "frame", "model3d"}
# What a chart keeps its numbers in: the drawn values stand in the chart itself.
TABLES_OF_CHARTS = {"oleObject", "package"}
# Links to what lies on the maker's computer, which nothing that is shown needs.
FORGOTTEN = {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "transform"}
FORGOTTEN |= {"printerSettings"}
COMMENT_KINDS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "commentAuthors"}
COMMENT_KINDS |= {"threadedComment"}

PICTURE_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "tiff": "image/tiff", "bmp": "image/bmp"}
PICTURE_TYPES |= {"webp": "image/webp", "emf": "image/x-emf", "wmf": "image/x-wmf", "svg": "image/svg+xml"}


@dataclass
class Relationship:
    id: str
    type: str
    target: str  # the name of the part, or the address outside
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


@dataclass
class Part:
    name: str
    kind: str
    content_type: str
    kept: list[Relationship] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)  # ids of relationships that are no longer there
    odd: set[str] = field(default_factory=set)  # of these, those of pictures of a kind that can't be cleaned


# Where title and language of the file stand.
CORE = Relationship(
    "suluah",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "docProps/core.xml",
    external=False,
)
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def clean(source: BinaryIO, target: BinaryIO, *, title: str = "", language: str = "") -> tuple[str, set[str]]:
    """Write the cleaned copy, with its title and language if it has one. Returns its ending and what was taken out."""
    document = _Document(Archive(source))
    document.follow()
    with Packed(target) as packed:
        document.write(packed, core_properties(title, language) if title else b"")
    refuse_broken(target)
    return document.ending, document.removed


class _Document:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.removed: set[str] = {"metadata"} if _tells(archive) else set()
        self.types = _Types(archive)
        # Parts are found whether their letters are small or large.
        self.real_names = {name.lower(): name for name in archive.entries}
        if any(name.endswith("vbaproject.bin") for name in self.real_names):
            raise Refused("macros")
        mains = [link for link in self._relationships("") if link.kind == "officeDocument" and not link.external]
        if len(mains) != 1:
            raise Refused("unknown")
        self.main = mains[0]
        content_type = self.types.of(self.main.target)
        if "macroenabled" in content_type.lower():
            raise Refused("macros")
        if content_type not in MAIN_TYPES:
            raise Refused("unknown")
        self.ending = MAIN_TYPES[content_type]
        self.parts: dict[str, Part] = {}

    def follow(self) -> None:
        waiting = [self._part(self.main)]
        while waiting:
            part = waiting.pop()
            for link in self._relationships(part.name):
                if not self._is_kept(link, part):
                    part.dropped.add(link.id)
                    continue
                if link.kind in PICTURE_KINDS and not link.external and not self._picture_kind(link.target):
                    part.dropped.add(link.id)
                    part.odd.add(link.id)
                    continue
                part.kept.append(link)
                if link.external:
                    continue
                known = self.parts.get(link.target)
                if known is None:
                    waiting.append(self._part(link))
                elif _way(known.kind) != _way(link.kind):
                    raise Refused("damaged")

    def _part(self, link: Relationship) -> Part:
        content_type = self.types.of(link.target)
        if link.kind in PICTURE_KINDS:
            content_type = PICTURE_TYPES.get(self._picture_kind(link.target), "")
        part = Part(link.target, link.kind, content_type)
        self.parts[part.name] = part
        if len(self.parts) > MOST_PARTS:
            raise Refused("bomb")
        return part

    def _is_kept(self, link: Relationship, part: Part) -> bool:
        kind = link.kind
        if kind in MACRO_KINDS:
            raise Refused("macros")
        if kind == "hyperlink" and link.external:
            if SAFE_LINK.match(link.target):
                return True
            self.removed.add("links")
            return False
        if kind in TABLES_OF_CHARTS and part.kind in {"chart", "chartEx"}:
            self.removed.add("tables")
            return False
        if kind in OBJECT_KINDS:
            raise Refused("objects")
        if kind in FORGOTTEN:
            return False
        if link.external:
            raise Refused("external")
        if kind in COMMENT_KINDS:
            self.removed.add("comments")
        return _way(kind) != "" and link.target in self.archive

    def _relationships(self, name: str) -> list[Relationship]:
        folder, base = posixpath.split(name)
        listed = self.real_names.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
        if not listed:
            return []
        links = []
        for item in _tree(self.archive.read(listed, LARGEST_LIST)).iter(RELATIONSHIP):
            target = item.get("Target", "")
            external = item.get("TargetMode", "").lower() == "external"
            if not external:
                target = self._part_name(folder, target.partition("#")[0])
            links.append(Relationship(item.get("Id", ""), item.get("Type", ""), target, external))
        if len({link.id for link in links}) < len(links):
            raise Refused("damaged")
        return links

    def _part_name(self, folder: str, target: str) -> str:
        for path in (target, unquote(target)):
            name = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
            if name.lower() in self.real_names:
                return self.real_names[name.lower()]
        return name

    def _picture_kind(self, name: str) -> str:
        with self.archive.open(name, LARGEST_PICTURE) as content:
            beginning = content.read(512)
        kind = picture_kind(beginning)
        return "svg" if not kind and b"<svg" in beginning else kind

    def write(self, packed: Packed, properties: bytes) -> None:
        described = [Part(CORE.target, CORE.kind, CORE_TYPE)] if properties else []
        packed.write("[Content_Types].xml", self.types.listing([*self.parts.values(), *described]))
        packed.write("_rels/.rels", _links([self.main, CORE] if described else [self.main], ""))
        if described:
            packed.write(CORE.target, properties)
        for part in self.parts.values():
            if part.kept:
                folder, base = posixpath.split(part.name)
                packed.write(posixpath.join(folder, "_rels", f"{base}.rels"), _links(part.kept, folder))
            self._copy(part, packed)

    def _copy(self, part: Part, packed: Packed) -> None:
        way = _way(part.kind)
        if way == "picture" and part.content_type != PICTURE_TYPES["svg"]:
            packed.write(part.name, strip_or_draw(self.archive.read(part.name, LARGEST_PICTURE)), packed=False)
        elif way == "media":
            with self.archive.open(part.name, LARGEST_MEDIA) as content, packed.entry(part.name, packed=False) as entry:
                copy_media(content, entry)
        elif way == "font":
            packed.write(part.name, self.archive.read(part.name, LARGEST_PICTURE))
        else:
            rules = SvgRules() if way == "picture" else PartRules(part.dropped, self.removed, part.odd)
            with self.archive.open(part.name, LARGEST_XML) as content, packed.entry(part.name) as entry:
                sift(content, entry, rules)


def _way(kind: str) -> str:
    """How the part at the end of such a relationship is copied; empty when it is not."""
    for way, kinds in (
        ("xml", XML_KINDS),
        ("picture", PICTURE_KINDS),
        ("media", MEDIA_KINDS),
        ("font", FONT_KINDS),
    ):
        if kind in kinds:
            return way
    return ""


class _Types:
    """What each part calls itself."""

    def __init__(self, archive: Archive) -> None:
        if "[Content_Types].xml" not in archive:
            raise Refused("unknown")
        tree = _tree(archive.read("[Content_Types].xml", LARGEST_LIST))
        self.by_ending = {
            item.get("Extension", "").lower(): item.get("ContentType", "") for item in tree.iter(f"{TYPES}Default")
        }
        self.by_name = {
            unquote(item.get("PartName", "")).lstrip("/").lower(): item.get("ContentType", "")
            for item in tree.iter(f"{TYPES}Override")
        }

    def of(self, name: str) -> str:
        return self.by_name.get(name.lower()) or self.by_ending.get(name.rpartition(".")[2].lower(), "")

    @staticmethod
    def listing(parts) -> bytes:
        lines = ["<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"]
        lines += [
            f"<Override PartName={quoteattr('/' + part.name)} ContentType={quoteattr(part.content_type)}/>"
            for part in parts
        ]
        return _xml(f"<Types xmlns='{TYPES[1:-1]}'>{''.join(lines)}</Types>")


def _tells(archive: Archive) -> bool:
    """Whether the file says more of itself than what it is called and its language."""
    beside = [name for name in archive.entries if name.lower().startswith("docprops/")]
    if beside != [CORE.target]:
        return bool(beside)
    return any(
        item.text and not item.tag.endswith(("}title", "}language"))
        for item in _tree(archive.read(*beside, LARGEST_LIST))
    )


def core_properties(title: str, language: str) -> bytes:
    return _xml(
        "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def _links(links: list[Relationship], folder: str) -> bytes:
    lines = []
    for link in links:
        within = posixpath.relpath("/" + link.target, "/" + folder).replace(" ", "%20")
        target = link.target if link.external else within
        mode = " TargetMode='External'" if link.external else ""
        lines.append(
            f"<Relationship Id={quoteattr(link.id)} Type={quoteattr(link.type)} Target={quoteattr(target)}{mode}/>"
        )
    space = RELATIONSHIP[1:].partition("}")[0]
    return _xml(f"<Relationships xmlns='{space}'>{''.join(lines)}</Relationships>")


def _xml(text: str) -> bytes:
    return b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + text.encode()


def _tree(content: bytes):
    try:
        return DefusedTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("xml_entities") from error
    except (DefusedTree.ParseError, ValueError, LookupError) as error:
        raise Refused("damaged") from error
