"""
Takes place, camera and dates out of an MP4 without touching picture and sound.

Players find the pictures by their place in the file, so nothing may move: what goes is overwritten with an empty box of
the same length. The file is copied piece by piece; memory does not grow with it.
"""

import shutil
from contextlib import suppress
from typing import BinaryIO

from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film.boxes import Box, boxes

MOST_BOXES = 200_000  # a film of ten hours in pieces of two seconds stays below

BRANDS = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"msnv", b"M4V "}
BRANDS |= {b"M4A ", b"mmp4", b"3gp4", b"3gp5", b"3gp6", b"f4v "}
# What is kept inside of what; all else becomes an empty box. None: kept as it is.
KEPT: dict[bytes, set[bytes]] = {
    b"": {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx"},
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tref", b"trgr"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"nmhd", b"dinf", b"stbl"},
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"},
}
CONTAINERS = set(KEPT) | {b"dinf", b"stbl"}
DATED = {b"mvhd", b"tkhd", b"mdhd"}
# Where a description of samples ends and its boxes begin, by the kind of track; and which of these say how to play it.
DESCRIPTIONS = {b"vide": 86, b"soun": 36}  # bytes
PLAYED_BY = {b"avcC", b"hvcC", b"lhvC", b"av1C", b"vpcC", b"esds", b"dvcC", b"dvvC", b"colr", b"pasp", b"btrt", b"clap"}
PLAYED_BY |= {
    b"fiel",
    b"mdcv",
    b"clli",
    b"SmDm",
    b"CoLL",
    b"dOps",
    b"dac3",
    b"dec3",
    b"dac4",
    b"chan",
    b"chnl",
    b"srat",
}
PLAYED_BY |= {b"pcmC", b"alac", b"dfLa", b"d263", b"damr", b"wave"}
COMPRESSOR = (50, 82)  # the name of the encoder, within the description of a picture's samples
# A track of any other kind may hold where the camera was at each moment.
PLAYS = {b"vide", b"soun"}
ENCRYPTED = {b"encv", b"enca"}


def clean(source: BinaryIO, target: BinaryIO) -> set[str]:
    size = source.seek(0, 2)
    film = _Film(source)
    film.look_into(b"", 0, size)
    if not film.tracks or not film.has_content:
        raise Refused("damaged")
    source.seek(0)
    shutil.copyfileobj(source, target)
    for start, content in film.patches:
        target.seek(start)
        target.write(content)
    for start, end in film.blanks:
        target.seek(start)
        _blank(target, end - start)
    target.seek(0, 2)
    return film.removed


def is_sound_only(source: BinaryIO) -> bool:
    """Players of telephones open such a file by the ending "m4a"."""
    film = _Film(source)
    film.look_into(b"", 0, source.seek(0, 2))
    return film.kinds == {b"soun"}


def _blank(target: BinaryIO, length: int) -> None:
    while length > 0:
        piece = min(length, 65_536)
        target.write(bytes(piece))
        length -= piece


class _Film:
    """Walks through the boxes of a file and notes what to overwrite."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.patches: list[tuple[int, bytes]] = []
        self.blanks: list[tuple[int, int]] = []
        self.removed: set[str] = set()
        self.tracks = 0
        self.kinds: set[bytes] = set()  # of the tracks
        self.has_content = False
        self.seen = 0
        self.plays = b""  # the kind of the track that is looked into
        self.described: list[Box] = []  # its descriptions of samples

    def look_into(self, container: bytes, start: int, end: int) -> None:
        if container == b"mdia":
            self.plays, self.described = b"", []
        for box in boxes(self.source, start, end):
            self.seen += 1
            if self.seen > MOST_BOXES:
                raise Refused("bomb")
            if container in KEPT and box.name not in KEPT[container]:
                self._empty(box)
            elif box.name in CONTAINERS:
                self.look_into(box.name, box.content, box.end)
            else:
                self._keep(box)
        if container == b"mdia":
            for box in self.described:
                self._description(box)

    def _empty(self, box: Box) -> None:
        if box.name == b"cmov":
            raise Refused("damaged")
        self.patches.append((box.start + 4, b"free"))
        self.blanks.append((box.content, box.end))
        if box.name not in {b"free", b"skip", b"wide"}:
            self.removed.add("metadata")

    def _keep(self, box: Box) -> None:
        content = self._read(box, 64) if box.name != b"mdat" else b""
        if box.name == b"ftyp":
            named = {content[:4], *(content[place : place + 4] for place in range(8, min(len(content), 48), 4))}
            if not named & BRANDS:
                raise Refused("unknown")
        elif box.name == b"mdat":
            self.has_content = True
        elif box.name in DATED:
            self.blanks.append((box.content + 4, box.content + (20 if content[:1] == b"\1" else 12)))
        elif box.name == b"hdlr":
            self._handler(box, content)
        elif box.name == b"dref":
            self._references(box)
        elif box.name == b"stsd":
            if content[12:16] in ENCRYPTED:
                raise Refused("encrypted")
            self.described.append(box)

    def _handler(self, box: Box, content: bytes) -> None:
        if content[8:12] not in PLAYS:
            raise Refused("track")
        self.tracks += 1
        self.plays = content[8:12]
        self.kinds.add(self.plays)
        self.blanks.append((box.content + 24, box.end))  # the name of the camera's program

    def _description(self, described: Box) -> None:
        """How the samples of a track are to be played. The name of the camera's program stands here too."""
        for entry in boxes(self.source, described.content + 8, described.end):
            start, end = (entry.start + place for place in COMPRESSOR)
            if self.plays == b"vide" and end <= entry.end:
                self.source.seek(start)
                if any(self.source.read(end - start)):
                    self.removed.add("metadata")
                self.blanks.append((start, end))
            begin = entry.start + DESCRIPTIONS.get(self.plays, entry.end)
            with suppress(Refused):  # an older form, with more before its boxes: nothing can be told apart there
                for box in list(boxes(self.source, begin, entry.end)):
                    if box.name not in PLAYED_BY:
                        self._empty(box)

    def _references(self, box: Box) -> None:
        """Picture and sound must lie in the file itself."""
        for reference in boxes(self.source, box.content + 8, box.end):
            flags = self._read(Box(reference.name, reference.start, reference.content, reference.end), 4)
            if not flags or not flags[-1] & 1:
                raise Refused("external")

    def _read(self, box: Box, most: int) -> bytes:
        self.source.seek(box.content)
        return self.source.read(min(most, box.end - box.content))
