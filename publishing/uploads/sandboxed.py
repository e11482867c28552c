"""
What publishing.uploads.sandbox starts, from stdin to stdout: python -m publishing.uploads.sandboxed <way> <details>
"""

import ctypes
import importlib
import json
import logging
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from typing import BinaryIO

from publishing.uploads.refusals import REFUSED, Refused

END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
MEBIBYTE = 1024 * 1024
MEMORY = 450 * MEBIBYTE  # that it fills itself
ADDRESSES = 1024 * MEBIBYTE  # with the libraries, which take 150, and files that are mapped
SECONDS = 90  # of the processor
LARGEST_COPY = 1024 * MEBIBYTE  # bytes on disk


def main(way: str, details: str = "{}") -> int:
    for kind, most in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_AS, ADDRESSES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_COPY),
        (resource.RLIMIT_CORE, 0),  # no picture of the memory is left on disk
    ):
        resource.setrlimit(kind, (most, most))
    if sys.platform == "linux":  # who asked for the work is gone: nobody waits for the answer
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    logging.disable()  # readers complain once for every damaged object; the answer is one line
    try:
        with os.fdopen(0, "rb") as source, os.fdopen(os.dup(1), "w+b") as target:
            answer = _function(way)(source, target, **json.loads(details))
    except Refused as refused:
        print(json.dumps({"code": refused.code, "details": refused.details}), file=sys.stderr)
        return REFUSED
    except MemoryError:
        print(json.dumps({"code": "too_hard", "details": {}}), file=sys.stderr)
        return REFUSED
    except Exception as error:  # whatever a reader of files breaks with, the file is at fault
        print(type(error).__name__, file=sys.stderr)
        print(json.dumps({"code": "damaged", "details": {}}), file=sys.stderr)
        return REFUSED
    print(json.dumps(answer), file=sys.stderr)
    return 0


def _function(way: str) -> Callable[..., dict]:
    """Only the site itself names it; nothing of an upload does."""
    if way in WAYS:
        return WAYS[way]
    module, _colon, name = way.partition(":")
    return getattr(importlib.import_module(module), name)


def _pdf(source: BinaryIO, target: BinaryIO, **known: str) -> dict:
    from publishing.uploads import words_inside
    from publishing.uploads.pdf import document

    removed = sorted(document.clean(source, target, **known))
    return {"ending": "pdf", "removed": removed, "words": words_inside.read(target)}


def _zip(source: BinaryIO, target: BinaryIO, **known: str) -> dict:
    from publishing.uploads import words_inside
    from publishing.uploads.office import odf, ooxml
    from publishing.uploads.office.zips import Archive

    way = odf if "mimetype" in Archive(source) else ooxml
    ending, removed = way.clean(source, target, **known)
    return {"ending": ending, "removed": sorted(removed), "words": words_inside.read(target)}


def _mp3(source: BinaryIO, target: BinaryIO) -> dict:
    from publishing.uploads.sound_and_film import mp3

    return _played("mp3", mp3.clean, source, target)


def _ogg(source: BinaryIO, target: BinaryIO) -> dict:
    from publishing.uploads.sound_and_film import ogg

    return _played("ogg", ogg.clean, source, target)


def _mp4(source: BinaryIO, target: BinaryIO) -> dict:
    from publishing.uploads.sound_and_film import mp4

    return _played("m4a" if mp4.is_sound_only(source) else "mp4", mp4.clean, source, target)


def _played(ending: str, clean: Callable[[BinaryIO, BinaryIO], set[str]], source: BinaryIO, target: BinaryIO) -> dict:
    from publishing.uploads.sound_and_film.length import seconds

    removed = clean(source, target)
    with tempfile.TemporaryFile() as again:  # the copy is read through as the upload was, before it is kept
        if clean(target, again):
            raise Refused("damaged")
    return {"ending": ending, "removed": sorted(removed), "seconds": seconds(target, ending)}


def _draw(source: BinaryIO, target: BinaryIO) -> dict:
    from publishing.uploads import preview

    return preview.first_pages(source, target)


def _slides(source: BinaryIO, target: BinaryIO) -> dict:
    from publishing.uploads import preview

    return preview.count_slides(source)


# Each loads only what it needs: starting is most of what a small file costs.
WAYS: dict[str, Callable[..., dict]] = {
    "pdf": _pdf,
    "zip": _zip,
    "mp3": _mp3,
    "ogg": _ogg,
    "mp4": _mp4,
    "draw": _draw,
    "slides": _slides,
}

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
