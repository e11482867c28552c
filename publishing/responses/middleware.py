"""What every response has in common."""

import gzip
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from publishing.accounts.areas import EDITORS_AREA, may_have_a_session
from publishing.pages import links, sheets
from publishing.responses import headers

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\ufffd]")


TEXT = ("text/", "application/json", "application/xml", "application/atom+xml")
# The templates' own: no public page has preformatted text, and the inlined style and script have no indented lines.
INDENTATION = re.compile(rb"\n\s+")


class CompressText(GZipMiddleware):
    """
    Compresses words only: pictures are small already, and a compressed file could not be resumed.

    Public pages hold no secret, so they go without Django's random padding (a defence of secrets), without the
    indentation of their templates (150 bytes of nine thousand), and as small as gzip can make them.
    """

    # "gzip;q=0" names gzip in order to refuse it.
    takes_gzip = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        if not self.takes_gzip.search(request.headers.get("Accept-Encoding", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        secret = request.path_info.startswith(EDITORS_AREA) or _is_personal(request, response)
        if secret or response.streaming or "Content-Encoding" in response.headers:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if response.headers["Content-Type"].startswith("text/html"):
            response.content = INDENTATION.sub(b"\n", response.content)
        if len(response.content) > 200:
            response.content = gzip.compress(response.content, compresslevel=9, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        return response


class ForgottenRedirects:
    """A browser keeps a permanent redirect in its cache for ever, and with it the address that somebody visited."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in (301, 308):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ProtectedResponses:
    """
    Refuses addresses that no page can have, and sets the headers that protect the reader.

    A control character in a path reaches the database as an error (PostgreSQL refuses NUL), so it ends here as 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        links.forget()
        if CONTROL_CHARACTERS.search(request.path_info):
            request.path_info = "/"  # nor may the menu of the error page look for it
            response = render(request, "404.html", status=404)
        else:
            response = self.get_response(request)
        for name, value in _headers(request, response).items():
            response.headers[name] = value
        return response


def _headers(request: HttpRequest, response: HttpResponse) -> dict[str, str]:
    if request.path_info.startswith(EDITORS_AREA):
        return headers.admin_headers(response)
    # Wagtail asks for a page's password at the page's own address: the cookie tells that there is a form to guard.
    if settings.CSRF_COOKIE_NAME in response.cookies:
        chosen = headers.form_headers(_style(response))
    elif response.headers.get("Content-Disposition", "").startswith("attachment"):
        chosen = headers.saved_headers()
    else:
        chosen = headers.public_headers(_style(response))
    return chosen | headers.personal_headers() if _is_personal(request, response) else chosen


def _style(response: HttpResponse) -> str:
    """What allows the sheet that stands in this page, and no other."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
    return sheets.style_source(response.text) if is_page else ""


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is for this reader: somebody known asked, it sets a cookie, or the page is a closed one."""
    closed = "private" in response.headers.get("Cache-Control", "")
    return closed or bool(response.cookies) or may_have_a_session(request)
