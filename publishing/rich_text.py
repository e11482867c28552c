"""Links in rich text: to our own pages without a query a paragraph, to others without telling them who sends."""

import json
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar

from django.utils.html import escape
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from publishing.visibility import is_open

# Reads the pages that the page being rendered names; set by `remember`, emptied before each request.
_named: ContextVar[Callable[[], Iterable[Page]]] = ContextVar("named_pages", default=tuple)
_PAGE_ID = re.compile(r"[0-9]{1,18}")  # what a database takes for an id
_PAGE_LINK = re.compile(
    rf'linktype="page"[^>]*?\bid="({_PAGE_ID.pattern})"|\bid="({_PAGE_ID.pattern})"[^>]*?linktype="page"'
)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)


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


def forget() -> None:
    _named.set(tuple)


class PageLinks(PageLinkHandler):
    """
    Links to our own pages, as far as the reader may open them.

    What was not remembered is read, as Wagtail would, but without its specific table.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        ids = [int(text) if _PAGE_ID.fullmatch(text := str(attrs.get("id", ""))) else 0 for attrs in attrs_list]
        known = {page.pk: page for page in _named.get()()}
        unknown = {pk for pk in ids if pk and pk not in known}
        pages = {**known, **(Page.objects.annotate(is_open=is_open()).in_bulk(unknown) if unknown else {})}
        return [page if (page := pages.get(pk)) and page.is_open else None for pk in ids]


def without_dead_links(html: str) -> str:
    """Rendered rich text, in which a link that leads nowhere is its words only."""
    return _LINK.sub(lambda link: link[0] if "href=" in link[1] else link[2], html)


class ExternalLinks(LinkHandler):
    """Links that an editor typed to other sites: they learn neither the page nor hold a handle on it."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        href = escape(attrs.get("href", ""))
        return f'<a href="{href}" rel="noreferrer noopener">' if "://" in href else f'<a href="{href}">'
