"""The addresses that a page or a record gives to its readers."""

import re
from collections.abc import Iterator
from html import unescape

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from publishing.pages.links import linked_page_ids
from publishing.pages.visibility import is_open

_HREF = re.compile(r'\bhref="([^"]*)"')
_WHOLE = re.compile(r"https?://\S+", re.IGNORECASE)


def addresses_in(record: models.Model) -> set[str]:
    """Of links to elsewhere and of typed paths of our own site: whole addresses, or beginning with one "/"."""
    found: set[str] = set()
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname, None)
        if isinstance(field, StreamField):
            texts = _texts(value.get_prep_value())
        elif isinstance(field, RichTextField | models.URLField) and value:
            texts = [value]
        else:
            continue
        for text in texts:
            found.update([text] if _WHOLE.fullmatch(text) else map(unescape, _HREF.findall(text)))
    return {url for url in found if _WHOLE.fullmatch(url) or re.match(r"/(?!/)", url)}


def closed_pages_of(page: Page) -> list[Page]:
    """Pages that its texts link to and that its readers can't open; they see the words without a link."""
    named = linked_page_ids(page)
    there = Page.objects.filter(pk__in=named).annotate(is_open=is_open(page)) if named else []
    return [other for other in there if not other.is_open]


def _texts(value: object) -> Iterator[str]:
    """Every text in what a StreamField stores."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
