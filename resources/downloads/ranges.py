"""The Range header of a download (RFC 9110, section 14): one part of a file, for those who go on where it broke off."""

import re
from dataclasses import dataclass

# One range of bytes. Other scripts' digits, signs and several ranges are no match, and then the whole file goes out.
ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,24})-([0-9]{0,24})[ \t]*", re.IGNORECASE | re.ASCII)


class UnsatisfiableError(Exception):
    """The range lies behind the end of the file: 416."""


@dataclass(frozen=True)
class Span:
    """From byte `start` up to `stop`, which is no longer part of it."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        return self.stop - self.start


def asked_span(header: str, size: int) -> Span | None:
    """
    The part that `header` asks for of a file of `size` bytes; None where the whole file is the answer.

    A header that is not understood is ignored, as the standard wants it. So are several ranges at once: no browser
    asks for them, and the whole file is a right answer too.
    """
    match = ONE_RANGE.fullmatch(header)
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        wanted = int(last)
        if not wanted or not size:
            raise UnsatisfiableError
        return Span(max(0, size - wanted), size)
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return Span(start, min(int(last) + 1, size) if last else size)
