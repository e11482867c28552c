"""Pages as readers get them: each read once a generation, and what it shows rendered once a generation."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from publishing.accounts.areas import may_have_a_session
from publishing.pages.generation import current
from publishing.pages.kept import Kept

T = TypeVar("T", str, bytes)
MOST_PAGES = 200  # with their texts parsed: some 50 kB each
MOST_LETTERS = 24 * 1024 * 1024  # of rendered content, in each process

# In `request.META` when every stranger gets this answer at this address: until when it is true, or FOREVER while nobody
# changes anything. For publishing.responses.page_cache.
KEEP, FOREVER = "suluah.keep", "forever"

# The name of the hooks that are asked for the next moment at which any page may change by itself; None for never.
ALL_PAGES_CHANGE_AT = "all_pages_change_at"

_pages = Kept(current, most=MOST_PAGES)
# One store for all of it: what nobody asked for again goes first, however many lists strangers think of.
_contents = Kept(current, most=MOST_LETTERS, weigh=len)


def read(place: Page) -> Page:
    """
    The page itself for a `place` of the tree (see `navigation.place_of`); raises Model.DoesNotExist.

    All requests of a process share it: nothing about a request may be noted at it.
    """
    return _pages.get(place.pk, lambda: _read(place), until=changes_at)


def _read(place: Page) -> Page:
    read_specific = getattr(place.specific_class, "read", None)
    page = read_specific(place.pk) if read_specific else place.specific
    page.found_open = place.is_open
    return page


def changes_at(page: Page) -> datetime | None:
    """When it shows something else though nobody changed anything; None for never."""
    asked = [getattr(page, "changes_at", lambda: None), *hooks.get_hooks(ALL_PAGES_CHANGE_AT)]
    return min((moment for ask in asked if (moment := ask())), default=None)


def is_for_everybody(request: HttpRequest, page: Page | None) -> bool:
    """Whether a stranger reads an open page at its own address, so that the next stranger gets the same."""
    return not request.META.get("QUERY_STRING") and _is_for_strangers(request, page)


def _is_for_strangers(request: HttpRequest, page: Page | None) -> bool:
    return (
        getattr(page, "found_open", False)
        and request.method in {"GET", "HEAD"}
        and not getattr(request, "is_preview", False)
        and not getattr(request, "answers_one_reader", False)
        and not may_have_a_session(request)
    )


def understood(request: HttpRequest, *values: Hashable) -> None:
    """
    Say what the page takes from the query of this request: wherever it takes the same, it shows the same.

    Without values it shows what it shows without a query. A page that says nothing is rendered anew for each query.
    """
    request.understood = values


def content(request: HttpRequest, page: Page | None, render: Callable[[], str]) -> str:
    """What `render` returns for the page at this address; kept where the next stranger gets the same."""
    if not _is_for_strangers(request, page):
        return render()
    values = getattr(request, "understood", None) if request.META.get("QUERY_STRING") else ()
    if values is None:
        return render()
    return _contents.get((request.path_info, *values), render, until=lambda _html: changes_at(page))


def part(key: tuple, render: Callable[[], T], until: Callable[[], datetime | None] | None = None) -> T:
    """
    A part of pages (text or bytes) that is the same wherever `key` (hashable values) is.

    `until` tells up to when, for what depends on time.
    """
    return _contents.get(key, render, until=until and (lambda _part: until()))


def parts(
    name: str, keys: Sequence[Hashable], render: Callable[[list[Hashable]], dict[Hashable, str]]
) -> dict[Hashable, str]:
    """
    Such parts of one kind by their keys; `render` makes all together that are not known yet.

    A key for which it makes none is left out.
    """
    found = {key: html for key in keys if (html := _contents.find((name, key))) is not None}
    if missing := [key for key in keys if key not in found]:
        for key, html in render(missing).items():
            found[key] = part((name, key), lambda html=html: html)
    return found
