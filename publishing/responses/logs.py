"""The journal of errors: what broke and where, without what anybody typed."""

import copy
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import suppress

from django.http import HttpRequest

QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")


class WithoutValues(logging.Formatter):
    """
    Takes the values out of the messages of exceptions: databases and parsers quote there what they were given.

    What stays is the first line, without what stands in quotes and without the words of the form and the query.
    """

    def format(self, record: logging.LogRecord) -> str:
        bare = copy.copy(record)
        bare.exc_info = bare.exc_text = None
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([super().format(bare), *_lines(error, _sent(getattr(record, "request", None)))])


def _lines(error: BaseException | None, sent: list[str]) -> Iterator[str]:
    """The traceback of an exception, behind those of the exceptions that led to it."""
    if error is None:
        return
    yield from _lines(error.__cause__ or (None if error.__suppress_context__ else error.__context__), sent)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    message = QUOTED.sub("…", str(error).partition("\n")[0])
    for word in sent:
        message = re.sub(re.escape(word), "…", message, flags=re.IGNORECASE)
    yield f"{type(error).__module__}.{type(error).__qualname__}: {message}"


def _sent(request: HttpRequest | None) -> list[str]:
    """Every word of the form and of the query, the longest first. Shorter than three letters they tell nothing."""
    with suppress(Exception):  # a form that can't be read has no values either
        words = {
            word
            for data in (request.GET, request.POST)
            for _key, many in data.lists()
            for word in " ".join(many).split()
        }
        return sorted((word for word in words if len(word) > 2), key=len, reverse=True)
    return []
