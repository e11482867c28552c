"""What search finds a page by. Each class of pages says it of itself, and so do the addresses below a page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from publishing.words.shown_blocks import shown_as_stored


class Group(TextChoices):
    """Under which heading readers find it. The order is that of the groups where nothing else decides."""

    HELP = "help", _("Help")
    ARTICLE = "article", _("Explanations")
    CHECKLIST = "checklist", _("Checklists")
    SESSION = "session", _("Sessions")
    INSTITUTION = "institution", _("Adat institutions")
    MATERIAL = "material", _("Material")
    OTHER = "other", _("Other pages")


@dataclass(frozen=True)
class Found:
    """
    One thing to be found: its texts, from what says most to what says least.

    `names` are further words that name it (other spellings, places, people, days in words), which no extract shows.
    """

    title: str
    group: Group
    weight: int  # in percent of an article's, where a query asks for nothing in particular
    summary: str = ""
    names: str = ""
    headings: str = ""
    text: str = ""
    route: str = ""  # behind the address of the page
    ends_at: datetime | None = None  # of what is over one day


def texts_of(page: Page, fields: Iterable[str]) -> tuple[str, str]:
    """(headings, everything) of these fields of a page: streams of blocks, rich texts and plain ones."""
    pieces = [piece for name in fields for piece in _pieces_of(page, name)]
    pieces = [(is_heading, " ".join(text.split())) for is_heading, text in pieces]
    headings = [text for is_heading, text in pieces if is_heading and text]
    return " · ".join(headings), " · ".join(text for _is_heading, text in pieces if text)


def _pieces_of(page: Page, name: str) -> Iterator[tuple[bool, str]]:
    value = getattr(page, name)
    if hasattr(value, "stream_block"):
        stored = json.loads(json.dumps(value.get_prep_value()))
        yield from _texts(list(shown_as_stored(stored)), is_heading=False)
    elif isinstance(page._meta.get_field(name), RichTextField):
        yield False, get_text_for_indexing(value)
    else:
        yield False, str(value)


# Of the stored form of a block: what is no text of it, and what stands above other text.
_NO_TEXT, _HEADINGS = {"id", "type", "icon", "kind", "url"}, {"title", "question"}


def _texts(stored: object, is_heading: bool) -> Iterator[tuple[bool, str]]:
    """The words in the stored form of a stream of blocks, without tags."""
    if isinstance(stored, dict):
        of_heading = stored.get("type") == "heading"
        for name, value in stored.items():
            if name not in _NO_TEXT:
                yield from _texts(value, name in _HEADINGS or of_heading)
    elif isinstance(stored, list):
        for value in stored:
            yield from _texts(value, is_heading)
    elif isinstance(stored, str):
        yield is_heading, get_text_for_indexing(stored)
