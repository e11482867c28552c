"""
Copies XML event by event and leaves out what rules name. Memory does not grow with the file.

Prefixes are copied as they stand, since office programs refer to them by name. Declarations of types and entities end
the reading at once (defusedxml); comments and processing instructions are not copied.
"""

from enum import Enum, auto
from typing import IO, Protocol
from xml.etree.ElementTree import Element as Tree  # nosec: the reader is that of defusedxml
from xml.sax import SAXException  # nosec
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as DefusedTree
from defusedxml.sax import make_parser

from publishing.uploads.refusals import Refused

DEEPEST = 500  # elements within each other; a deck of slides has about 30
CHUNK = 65_536
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns/"


class Verdict(Enum):
    KEEP = auto()
    DROP = auto()  # with all that is in it
    UNWRAP = auto()  # what is in it takes its place
    SPOIL = auto()  # drop it; inside one of several ways to show something, that whole way goes


class Element:
    """An element that is about to be copied. Rules may remove or change its attributes."""

    __slots__ = ("attributes", "name", "space", "spaces")

    def __init__(self, space: str, name: str, attributes: dict[str, str], spaces: dict[str, str]) -> None:
        self.space, self.name, self.attributes, self.spaces = space, name, attributes, spaces

    def named(self, space: str) -> dict[str, str]:
        """The attributes of a namespace ("" for those without a prefix): local name -> name as written."""
        found = {}
        for written in self.attributes:
            prefix, _colon, local = written.rpartition(":")
            if prefix != "xmlns" and written != "xmlns" and (self.spaces[prefix] if prefix else "") == space:
                found[local] = written
        return found

    def used_spaces(self) -> set[str]:
        """The namespaces that attributes with a prefix belong to."""
        prefixes = {written.rpartition(":")[0] for written in self.attributes}
        return {self.spaces[prefix] for prefix in prefixes - {"", "xmlns"}}

    def get(self, space: str, name: str) -> str | None:
        written = self.named(space).get(name)
        return None if written is None else self.attributes[written]

    def remove(self, space: str, name: str) -> None:
        written = self.named(space).get(name)
        if written is not None:
            del self.attributes[written]


class Rules(Protocol):
    def start(self, element: Element) -> Verdict: ...

    def text(self, text: str) -> str:
        """What is copied of it."""
        ...

    def end(self, space: str, name: str) -> None: ...

    def finish(self) -> None: ...

    def alternative(self, space: str, name: str) -> bool:
        """Whether the element is one of several ways to show the same thing."""
        ...


def filter_xml(source: IO[bytes], target: IO[bytes], rules: Rules) -> None:
    """Copy `source` to `target` as UTF-8. Raises Refused when it is no XML, or XML that brings its own language."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Copy(target, rules))
    try:
        while chunk := source.read(CHUNK):
            parser.feed(chunk)
        parser.close()
        rules.finish()
    except DefusedXmlException as error:
        raise Refused("xml_entities") from error
    except (SAXException, KeyError, ValueError, LookupError) as error:
        raise Refused("damaged") from error


def read_tree(content: bytes) -> Tree:
    """A small list of an office file, whole. Raises Refused like `filter_xml`."""
    try:
        return DefusedTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("xml_entities") from error
    except (DefusedTree.ParseError, ValueError, LookupError) as error:
        raise Refused("damaged") from error


class _Copy(ContentHandler):
    def __init__(self, target: IO[bytes], rules: Rules) -> None:
        self.target, self.rules = target, rules
        self.open: list[tuple[str, str, str, Verdict, dict[str, str]]] = []
        self.dropping = 0
        # Where the output goes: the file, or an alternative that may turn out to be spoilt.
        self.outputs: list[list[str]] = [[]]
        self.spoilt: list[bool] = []

    def startDocument(self) -> None:
        self.outputs[0].append('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')

    def endDocument(self) -> None:
        self._flush()

    def startElement(self, written: str, attrs) -> None:
        if self.dropping:
            self.dropping += 1
            return
        if len(self.open) >= DEEPEST:
            raise Refused("bomb")
        attributes = dict(attrs.items())
        spaces = self._spaces(attributes)
        prefix, _colon, local = written.rpartition(":")
        element = Element(spaces[prefix], local, attributes, spaces)
        verdict = self.rules.start(element)
        if verdict is Verdict.SPOIL and self.spoilt:
            self.spoilt[-1] = True
        if verdict in {Verdict.DROP, Verdict.SPOIL}:
            self.dropping = 1
            return
        self.open.append((written, element.space, local, verdict, spaces))
        if self.rules.alternative(element.space, local):
            self.outputs.append([])
            self.spoilt.append(False)
        if verdict is Verdict.KEEP:
            inside = "".join(f" {name}={quoteattr(value, LINES)}" for name, value in attributes.items())
            self._write(f"<{written}{inside}>")

    def _spaces(self, attributes: dict[str, str]) -> dict[str, str]:
        inherited = self.open[-1][4] if self.open else {"": "", "xml": XML, "xmlns": XMLNS}
        declared = {name: value for name, value in attributes.items() if name == "xmlns" or name.startswith("xmlns:")}
        if not declared:
            return inherited
        return {**inherited, **{name.partition(":")[2]: value for name, value in declared.items()}}

    def endElement(self, written: str) -> None:
        if self.dropping:
            self.dropping -= 1
            return
        written, space, local, verdict, _spaces = self.open.pop()
        if verdict is Verdict.KEEP:
            self._write(f"</{written}>")
        self.rules.end(space, local)
        if self.rules.alternative(space, local):
            alternative = self.outputs.pop()
            if not self.spoilt.pop():
                self.outputs[-1].extend(alternative)

    def characters(self, text: str) -> None:
        if not self.dropping:
            self._write(escape(self.rules.text(text), RETURN))

    ignorableWhitespace = characters

    def _write(self, text: str) -> None:
        self.outputs[-1].append(text)
        if len(self.outputs) == 1 and len(self.outputs[0]) > 2000:
            self._flush()

    def _flush(self) -> None:
        self.target.write("".join(self.outputs[0]).encode())
        self.outputs[0].clear()


RETURN = {"\r": "&#13;"}  # a reader would take it for the end of a line
LINES = {**RETURN, "\n": "&#10;", "\t": "&#9;"}
