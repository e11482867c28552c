"""
Copies of a Word or PowerPoint file only what is needed to show it.

Such a file is a ZIP of parts that lead to each other by relationships. From the main part on, those kinds of
relationships are followed that draw something; whatever no kept relationship leads to (author, thumbnail, comments,
printer, the tables behind charts, stray files) is not copied. Kinds that run or load something are refused.
"""

import posixpath
import re
from typing import BinaryIO
from urllib.parse import unquote

from publishing.uploads.office.ooxml_lists import (
    CORE,
    CORE_TYPE,
    LARGEST_LIST,
    RELATIONSHIP,
    Part,
    Relationship,
    Types,
    core_properties,
    list_links,
    tells,
)
from publishing.uploads.office.ooxml_rules import PartRules
from publishing.uploads.office.svg_rules import SvgRules
from publishing.uploads.office.xml_filter import filter_xml, read_tree
from publishing.uploads.office.zips import MEBIBYTE, Archive, Packed, refuse_broken
from publishing.uploads.pictures.strip import picture_kind, strip_or_draw
from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.embedded import copy_media

MOST_PARTS = 4000
LARGEST_XML = 50 * MEBIBYTE  # unpacked; copied event by event
LARGEST_PICTURE = 60 * MEBIBYTE  # held in memory once
LARGEST_MEDIA = 500 * MEBIBYTE  # unpacked on disk

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES = {
    "docx": f"{OFFICE}wordprocessingml.document.main+xml",
    "pptx": f"{OFFICE}presentationml.presentation.main+xml",
}
# What a main part calls itself -> the ending of the copy. Templates and slide shows become what is made of them.
ENDINGS = {content_type: ending for ending, content_type in MAIN_TYPES.items()} | {
    f"{OFFICE}wordprocessingml.template.main+xml": "docx",
    f"{OFFICE}presentationml.template.main+xml": "pptx",
    f"{OFFICE}presentationml.slideshow.main+xml": "pptx",
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
        self.removed: set[str] = {"metadata"} if tells(archive) else set()
        self.types = Types(archive)
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
        if content_type not in ENDINGS:
            raise Refused("unknown")
        self.ending = ENDINGS[content_type]
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
        elif link is self.main:
            content_type = MAIN_TYPES[self.ending]
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
        for item in read_tree(self.archive.read(listed, LARGEST_LIST)).iter(RELATIONSHIP):
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
        packed.write("_rels/.rels", list_links([self.main, CORE] if described else [self.main], ""))
        if described:
            packed.write(CORE.target, properties)
        for part in self.parts.values():
            if part.kept:
                folder, base = posixpath.split(part.name)
                packed.write(posixpath.join(folder, "_rels", f"{base}.rels"), list_links(part.kept, folder))
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
                filter_xml(content, entry, rules)


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
