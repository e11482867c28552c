"""What the server itself answers, before Django has seen the request: our words, and the headers of every page."""

import re
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from publishing.pages.sheets import SERVER_ERROR_PAGE
from publishing.responses import headers as ours
from suluah.server import limits

WORDS = {
    400: (
        _("This request could not be read"),
        _("Check the address, or begin at the home page. You reach help all the same:"),
    ),
    405: (
        _("This site can't be asked like that"),
        _("Begin at the home page. You reach help all the same:"),
    ),
    408: (
        _("This took too long"),
        _("What was sent did not arrive completely. Try again with a better signal. You reach help here:"),
    ),
    413: (
        _("This is too large"),
        _("More was sent than is taken here. Make it shorter and try again. You reach help all the same:"),
    ),
    414: (
        _("This address is too long"),
        _("Begin at the home page. You reach help all the same:"),
    ),
    431: (
        _("This request is too long"),
        _("Delete this site's cookies in your browser and try again. You reach help all the same:"),
    ),
    503: (
        _("Many people are here just now"),
        _("Wait half a minute and try again. You reach help all the same:"),
    ),
    507: (
        _("The server's disk is full"),
        _("What was sent could not be taken. Go back and try again later. You reach help all the same:"),
    ),
}
# The heading and the sentence below it, in the page for errors that needs neither database nor templates.
SAID = re.compile(r"<h1>.*?</h1>\s*<p>.*?</p>", re.DOTALL)


@cache
def page(status: int) -> bytes:
    """HTML in Indonesian with the numbers to call."""
    whole = SERVER_ERROR_PAGE.read_text()
    if status not in WORDS:
        return whole.encode()
    with override(settings.LANGUAGE_CODE):
        heading, sentence = map(str, WORDS[status])
    return SAID.sub(f"<h1>{heading}</h1>\n      <p>{sentence}</p>", whole).encode()


@cache
def headers(status: int) -> list[tuple[bytes, bytes]]:
    """Those of a public page, with the size of `page`."""
    named = ours.complete_headers() | {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(page(status))),
    }
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        named["Allow"] = b", ".join(limits.METHODS).decode()
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        named["Retry-After"] = str(limits.RETRY)
    return [(name.lower().encode(), value.encode()) for name, value in named.items()]


@cache
def answer(status: int) -> bytes:
    """All of the answer, for a connection that ends with it."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()]
    lines += [name + b": " + value for name, value in headers(status)]
    return b"\r\n".join([*lines, b"connection: close", b"", page(status)])


def prepare() -> None:
    """Make all of them now: when they are needed, there may be no file left to open."""
    for status in (*WORDS, 500):
        answer(status)
