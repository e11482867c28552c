"""Links in rich text: to our own pages without a query a paragraph, to others without telling them who sends."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextvars import ContextVar
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.utils.html import escape
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from publishing.pages.visibility import is_open
from publishing.words.named_numbers import Way, linked
from publishing.words.phones import dialled
from publishing.words.rich_text import PAGE_ID

# Reads the pages that the page being rendered names; set by `remember`, emptied before each request.
_named: ContextVar[Callable[[], Iterable[Page]]] = ContextVar("named_pages", default=tuple)
_PAGE_LINK = re.compile(
    rf'linktype="page"[^>]*?\bid="({PAGE_ID.pattern})"|\bid="({PAGE_ID.pattern})"[^>]*?linktype="page"'
)
# Reads the phone numbers that somebody checked; set by `vouch`, emptied before each request.
_vouched: ContextVar[Callable[[], Container[str]]] = ContextVar("vouched_numbers", default=tuple)
# Reads the numbers that become links where a text names them; set and emptied with those above.
_ways: ContextVar[Callable[[], Sequence[Way]]] = ContextVar("ways_to_help", default=tuple)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')
WHATSAPP = {"wa.me", "www.wa.me", "whatsapp.com", "www.whatsapp.com", "api.whatsapp.com", "web.whatsapp.com"}


def linked_page_ids(page: Page) -> set[int]:
    """The pages that the rich texts of `page` link to."""
    found: set[int] = set()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            text = json.dumps(getattr(page, field.name).get_prep_value(), ensure_ascii=False).replace('\\"', '"')
        elif isinstance(field, RichTextField):
            text = getattr(page, field.name)
        else:
            continue
        found.update(int(first or second) for first, second in _PAGE_LINK.findall(text))
    return found


def remember(pages: Callable[[], Iterable[Page]]) -> None:
    """
    Let the links that are rendered from here on find the pages that `pages` returns; asked when the first is.

    Each page says `is_open`: whether the reader may open it.
    """
    _named.set(pages)


def vouch(numbers: Callable[[], Container[str]], ways: Callable[[], Sequence[Way]]) -> None:
    """
    Let the texts that are rendered from here on call the numbers that `numbers` returns, and no others.

    Those of `ways` become links wherever a text names them.
    """
    _vouched.set(numbers)
    _ways.set(ways)


def forget() -> None:
    _named.set(tuple)
    _vouched.set(tuple)
    _ways.set(tuple)


def with_numbers(html: str) -> str:
    """A finished part of a page, in which every number of help that is named is a link."""
    return linked(html, _ways.get()())


class PageLinks(PageLinkHandler):
    """
    Links to our own pages, as far as the reader may open them.

    What was not remembered is read, as Wagtail would, but without its specific table.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        ids = [int(text) if PAGE_ID.fullmatch(text := str(attrs.get("id", ""))) else 0 for attrs in attrs_list]
        known = {page.pk: page for page in _named.get()()}
        unknown = {pk for pk in ids if pk and pk not in known}
        pages = {**known, **(Page.objects.annotate(is_open=is_open()).in_bulk(unknown) if unknown else {})}
        return [page if (page := pages.get(pk)) and page.is_open else None for pk in ids]

    @classmethod
    def extract_references(cls, attrs: dict) -> Iterator[tuple]:
        if PAGE_ID.fullmatch(attrs.get("id", "")):
            yield from super().extract_references(attrs)


def checked(html: str) -> str:
    """Rendered rich text, in which a link that a reader must not follow is its words only."""
    return _LINK.sub(_checked_link, html)


def _checked_link(link: re.Match) -> str:
    attributes, words = link.groups()
    typed = _HREF.search(attributes)
    href = unescape(typed[1]).strip() if typed else ""
    try:
        parts = urlsplit(href.replace("\\", "/"))  # as browsers read it
    except ValueError:
        return words
    if not href or (parts.scheme == "tel" and dialled(parts.path) not in _vouched.get()()):
        return words
    if not parts.netloc:
        return link[0]
    if parts.hostname in WHATSAPP:
        # What was typed for the reader to send would stand in the history of a shared phone.
        phone = parse_qs(parts.query).get("phone")
        href = urlunsplit(parts._replace(query=urlencode({"phone": phone[0]}) if phone else "", fragment=""))
    return f'<a href="{escape(href)}" rel="noreferrer noopener">{words}</a>'
