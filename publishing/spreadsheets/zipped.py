"""The XML within a zipped spreadsheet, read as a stream: never more of it in memory than one element."""

import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from publishing.uploads.refusals import Refused

LARGEST_UNPACKED = 40 * 1024 * 1024  # bytes of XML; a schedule of 2,000 rows takes two MB
PIECE = 64 * 1024
Attributes = dict[str, str]


class Parts:
    """The parts of a zipped file by name, without regard to case and slashes: some programs write both oddly."""

    def __init__(self, source: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(source)
        self._names = {_plain(entry.filename): entry.filename for entry in self._archive.infolist()}
        self._left = LARGEST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._names

    def start_of(self, name: str) -> bytes:
        with self._archive.open(self._names[_plain(name)]) as part:
            return part.read(PIECE)

    def read(self, name: str, handler: "Handler") -> None:
        """Feed a part to the handler. Raises Refused for one that unpacks to too much or declares entities."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda tag, attributes: handler.start(_local(tag), _local_names(attributes))
        parser.EndElementHandler = lambda tag: handler.end(_local(tag))
        parser.CharacterDataHandler = handler.text
        with self._archive.open(self._names[_plain(name)]) as part:
            while piece := part.read(PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise Refused("too_large_unpacked")
                parser.Parse(piece)
            parser.Parse(b"", True)


class Handler:
    """What a reader does with the elements of a part, by their names without prefix."""

    def start(self, tag: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, text: str) -> None: ...


class EachElement(Handler):
    """Calls `then(tag, attributes)` at the start of every element."""

    def __init__(self, then: Callable[[str, Attributes], None]) -> None:
        self.start = then


def _refuse(*_declared: object) -> None:
    raise Refused("entities")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _local_names(attributes: Attributes) -> Attributes:
    return {_local(name): value for name, value in attributes.items()}
