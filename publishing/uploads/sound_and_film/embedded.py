"""Sound and film within slides are cleaned like those that come alone."""

import tempfile
from typing import IO

from publishing.uploads.refusals import Refused
from publishing.uploads.sound_and_film import mp3, mp4, ogg, wav

PIECE = 1024 * 1024  # bytes; neither the original nor the copy is held in memory


def copy_media(content: IO[bytes], entry: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as raw, tempfile.TemporaryFile() as cleaned:
        while piece := content.read(PIECE):
            raw.write(piece)
        raw.seek(0)
        beginning = raw.read(12).ljust(12, b"\0")
        if beginning[4:8] == b"ftyp":
            way = mp4
        elif beginning.startswith(b"RIFF") and beginning[8:] == b"WAVE":
            way = wav
        elif beginning.startswith(b"OggS"):
            way = ogg
        elif beginning.startswith(b"ID3") or mp3.frame_length(beginning[:4]):
            way = mp3
        else:
            raise Refused("media")
        try:
            way.clean(raw, cleaned)
        except Refused as refused:
            raise refused if refused.code == "track" else Refused("media") from refused
        cleaned.seek(0)
        while piece := cleaned.read(PIECE):
            entry.write(piece)
