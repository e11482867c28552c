"""
Style sheet and script that stand in the page itself: no further request before the first screen shows.

The parts of a style sheet are concatenated in the order of the cascade (tokens first, what one kind of page adds
last). Everything is shrunk once a process, and the Content-Security-Policy allows exactly these texts by their hash.
"""

import base64
import hashlib
import re
from functools import lru_cache

import rcssmin
import rjsmin
from django.conf import settings

COMMON = ("tokens", "base", "layout", "lead")
# The style sheets that exist: name -> what it adds to the common parts.
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
    "blocks": ("checklist", "contact", "body"),
}
STATIC = settings.ROOT / "static"
SERVER_ERROR_PAGE = settings.ROOT / "templates" / "500.html"


@lru_cache(maxsize=len(SHEETS))
def _style_sheet(name: str) -> str:
    parts = (STATIC / "css" / f"{part}.css" for part in (*COMMON, *SHEETS[name]))
    return rcssmin.cssmin("\n".join(part.read_text() for part in parts))


def style_sheet(name: str = "page") -> str:
    if settings.DEBUG:
        _style_sheet.cache_clear()
    return _style_sheet(name)


@lru_cache(maxsize=1)
def exit_script() -> str:
    return rjsmin.jsmin((STATIC / "js" / "exit.js").read_text())


@lru_cache(maxsize=1)
def style_sources() -> str:
    """The style-src expressions that allow our style sheets, the static error page's included."""
    error_page = re.findall(r"<style>(.*?)</style>", SERVER_ERROR_PAGE.read_text(), re.DOTALL)
    return " ".join(_hash(text) for text in [*map(style_sheet, SHEETS), *error_page])


@lru_cache(maxsize=1)
def script_sources() -> str:
    return _hash(exit_script())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
