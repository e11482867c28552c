"""The lists of an office file: what its parts are, how they lead to each other, and what the file is called."""

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.sax.saxutils import escape, quoteattr

from publishing.uploads.office.xml_filter import read_tree
from publishing.uploads.office.zips import MEBIBYTE, Archive
from publishing.uploads.refusals import Refused

LARGEST_LIST = 2 * MEBIBYTE  # unpacked; held in memory: relationships, types
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


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


class Types:
    """What each part calls itself."""

    def __init__(self, archive: Archive) -> None:
        if "[Content_Types].xml" not in archive:
            raise Refused("unknown")
        tree = read_tree(archive.read("[Content_Types].xml", LARGEST_LIST))
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
        return as_xml(f"<Types xmlns='{TYPES[1:-1]}'>{''.join(lines)}</Types>")


def tells(archive: Archive) -> bool:
    """Whether the file says more of itself than what it is called and its language."""
    beside = [name for name in archive.entries if name.lower().startswith("docprops/")]
    if beside != [CORE.target]:
        return bool(beside)
    return any(
        item.text and not item.tag.endswith(("}title", "}language"))
        for item in read_tree(archive.read(*beside, LARGEST_LIST))
    )


def core_properties(title: str, language: str) -> bytes:
    return as_xml(
        "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


def list_links(links: list[Relationship], folder: str) -> bytes:
    lines = []
    for link in links:
        within = posixpath.relpath("/" + link.target, "/" + folder).replace(" ", "%20")
        target = link.target if link.external else within
        mode = " TargetMode='External'" if link.external else ""
        lines.append(
            f"<Relationship Id={quoteattr(link.id)} Type={quoteattr(link.type)} Target={quoteattr(target)}{mode}/>"
        )
    space = RELATIONSHIP[1:].partition("}")[0]
    return as_xml(f"<Relationships xmlns='{space}'>{''.join(lines)}</Relationships>")


def as_xml(text: str) -> bytes:
    return b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n" + text.encode()
