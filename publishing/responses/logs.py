"""The journal of errors: what broke and where, without what anybody typed."""

import copy
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus

from django.http import HttpRequest

QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
# A word that may be an address, or part of one: a path, a query, a token, an e-mail.
ADDRESS = re.compile(r"\S*[/?=@%]\S*|\b[\w-]{20,}\b")
PHRASES = {status.phrase for status in HTTPStatus}
# Whose messages are written as they are, because they are written with care: ours. Everybody else's lose their values.
OURS = ("publishing", "resources", "campaigns", "home", "suluah")


class WithoutValues(logging.Formatter):
    """
    Takes the values out of messages and exceptions: frameworks name the address there, parsers quote what they read.

    Of a message that is not ours the sentence stays, and in place of the address the pattern that led to the view. Of
    an exception the first line stays, without what stands in quotes and without the words of the form and the query.
    """

    def format(self, record: logging.LogRecord) -> str:
        bare = copy.copy(record)
        bare.exc_info = bare.exc_text = bare.stack_info = None
        if record.name.partition(".")[0] not in OURS:
            bare.msg, bare.args = _sentence(record), ()
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([super().format(bare), *_lines(error, _sent(getattr(record, "request", None)))])


def _sentence(record: logging.LogRecord) -> str:
    """What the message says, without what it says it about."""
    bare = copy.copy(record)
    if isinstance(bare.args, Mapping):
        bare.args = {name: _plain(value) for name, value in bare.args.items()}
    elif bare.args:
        bare.args = tuple(map(_plain, bare.args))
    pattern = getattr(getattr(getattr(record, "request", None), "resolver_match", None), "route", None)
    return _without_values(bare.getMessage()) + (f" [{pattern}]" if pattern else "")


def _plain(value: object) -> object:
    """Numbers, and HTTP's own words for an answer. Nothing else is known to hold no address."""
    return value if isinstance(value, int | float) or (isinstance(value, str) and value in PHRASES) else "…"


def _without_values(text: str) -> str:
    return ADDRESS.sub("…", QUOTED.sub("…", text))


def _lines(error: BaseException | None, sent: list[str]) -> Iterator[str]:
    """The traceback of an exception, behind those of the exceptions that led to it."""
    if error is None:
        return
    yield from _lines(error.__cause__ or (None if error.__suppress_context__ else error.__context__), sent)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    message = _without_values(str(error).partition("\n")[0])
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
