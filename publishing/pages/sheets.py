"""
The style sheets of pages, put together from the parts in `static/css/`, and the script that stands in the page.

A page has two sheets. The first stands in the page itself: what its frame and its first screen need, without a
further request. The other is a file behind the lead (`sheet_files` makes it): what this kind of page needs below, on
screens and on paper. Nothing may stay on a reader's device, so each page fetches its sheet anew: it holds what this
kind of page may show and nothing else. Parts are concatenated in the order of the cascade, and shrunk.
"""

import base64
import hashlib
import re
from functools import lru_cache

import rcssmin
import rjsmin
from django.conf import settings

COMMON = ("tokens", "base", "layout", "lead")
# The sheets that stand in pages: name -> what it adds to the common parts.
SHEETS = {
    "page": (),
    "home": ("cards", "home"),
    "topic": ("cards",),
    "checklist": ("checklist",),
    "contact": ("contact",),
    "lists": ("contact", "lists"),
    "form": ("form",),
    "account": ("account",),
    "session": ("session",),
    "paper": ("paper",),
    "blocks": ("checklist", "contact"),
}
# What an editor may put into a body.
BODY = ("blocks", "steps", "chart")
# The sheets behind the lead: name -> what it adds to `frame`, of `screen/` and of `print/`, which may lack it.
FURTHER = {
    "frame": (),
    "page": BODY,
    "article": (*BODY, "article", "wallet"),
    "checklist": (*BODY, "checklist", "wallet"),
    "contact": (*BODY, "help", "wallet"),
    "data": (*BODY, "figures"),
    "help": ("help",),
    "home": ("chart", "covers", "sessions"),
    "library": ("steps", "covers", "filters", "pager", "library"),
    "report": (*BODY, "totals", "figures"),
    "session": (*BODY, "session"),
    "sessions": (*BODY, "totals", "sessions", "filters", "pager"),
    "topic": (*BODY, "pager"),
}
STYLES = settings.ROOT / "static" / "css"
EXIT_SCRIPT = settings.ROOT / "static" / "js" / "exit.js"
SERVER_ERROR_PAGE = settings.ROOT / "templates" / "500.html"
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@lru_cache(maxsize=len(SHEETS))
def _style_sheet(name: str) -> str:
    return _shrunk("", (*COMMON, *SHEETS[name]))


def style_sheet(name: str = "page") -> str:
    if settings.DEBUG:
        _style_sheet.cache_clear()
        _sources.cache_clear()
    return _style_sheet(name)


def further_style_sheet(name: str) -> str:
    """For screens and for paper, each apart, so that neither undoes the other."""
    parts = ("frame", *FURTHER[name])
    return f"@media screen{{{_shrunk('screen', parts)}}}@media print{{{_shrunk('print', parts)}}}"


def _shrunk(folder: str, parts: tuple[str, ...]) -> str:
    files = (STYLES / folder / f"{part}.css" for part in parts)
    return rcssmin.cssmin("\n".join(file.read_text() for file in files if not folder or file.exists()))


@lru_cache(maxsize=1)
def exit_script() -> str:
    return rjsmin.jsmin(EXIT_SCRIPT.read_text())


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    return {text: _hash(text) for text in map(style_sheet, SHEETS)}


def style_source(html: str) -> str:
    """The style-src expression for the sheet that stands in this page; none for a text that is not ours."""
    found = STYLE.search(html)
    return _sources().get(found[1], "") if found else ""


@lru_cache(maxsize=1)
def error_page_source() -> str:
    """The style-src expression for the static error page."""
    return _hash(STYLE.search(SERVER_ERROR_PAGE.read_text())[1])


@lru_cache(maxsize=1)
def script_sources() -> str:
    return _hash(exit_script())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
