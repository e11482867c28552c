"""Search over the public pages: one entry, `find`, behind which it can grow (stemming, synonyms, typing errors)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from campaigns.sessions.queries import Status
from home.help.points import Help
from home.models import HelpPoint
from publishing.pages.visibility import is_open
from publishing.words.stated import stated
from resources.materials.models import is_outdated

MOST_RESULTS, MOST_RANKED = 30, 300
EXTRACT_LENGTH = 200  # characters
WITH_SUMMARY = (
    "articlepage", "topicpage", "warningsignspage", "sessionpage", "sessionindexpage", "datapage", "contactpage",
    "plainpage", "homepage", "materialindexpage", "materialpage", "kitindexpage", "kitpage",
)  # fmt: skip
# Where the texts of each class stand: as stored, so that the extracts of all classes come with one query.
STREAMS = (
    "articlepage__body", "warningsignspage__signs", "warningsignspage__body", "contactpage__sections",
    "plainpage__body", "topicpage__body", "datapage__body", "sessionpage__body", "sessionpage__programme",
    "sessionpage__speakers", "sessionpage__partners", "sessionpage__photos", "sessionindexpage__body",
    "materialpage__use_steps",
)  # fmt: skip
RICH_TEXTS = (
    "articlepage__urgent_advice", "warningsignspage__intro", "warningsignspage__advice_none",
    "warningsignspage__advice_some", "warningsignspage__advice_grave",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    title: SafeString
    extract: SafeString
    url: str
    section: str


@dataclass
class Results:
    """What was found: help points first, then pages."""

    points: list[HelpPoint] = field(default_factory=list)
    pages: list[Result] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.points) + len(self.pages)


def find(query: str, request: HttpRequest) -> Results:
    """
    Find live, public pages and shown help points for words cleaned by `publishing.words.clean.cleaned_query`.

    Pages with all the words come first; when there are none, pages with any of them.
    """
    words = [word for word in re.split(r"[\s/'-]+", query) if word]
    if not words:
        return Results()
    ids = _page_ids(words, "and") or _page_ids(words, "or")
    pages = (
        Page.objects.filter(pk__in=ids)
        .annotate(
            summary=Coalesce(*(f"{name}__summary" for name in WITH_SUMMARY), Value("")),
            session_status=F("sessionpage__status"),
            **_as_stored(STREAMS),
            **_as_stored(RICH_TEXTS),
        )
        .in_bulk()
    )
    parents = {page.path: page.title for page in pages.values()}
    missing = {page.path[: -Page.steplen] for page in pages.values()} - parents.keys()
    parents.update(Page.objects.filter(is_open(), path__in=missing, depth__gt=1).values_list("path", "title"))
    return Results(
        points=[point for point in Help().points if _matches(point, words)],
        pages=[
            Result(
                title=marked(stated(page.title, _state_of(page)), words),
                extract=marked(
                    extract(page.summary, _texts_of(page, STREAMS), _texts_of(page, RICH_TEXTS), words), words
                ),
                url=page.get_url(request),
                section=parents.get(page.path[: -Page.steplen], ""),
            )
            for page in (pages[pk] for pk in ids if pk in pages)
        ],
    )


def _state_of(page: Page) -> str:
    return Status(page.session_status).said if page.session_status else ""


def extract(summary: str, streams: list[str], rich_texts: list[str], words: list[str]) -> str:
    """The summary when it has one of the words, else the sentences around the first of them in the page's text."""
    pattern = _pattern(words)
    if pattern.search(summary):
        return summary
    text = " · ".join(_texts([*rich_texts, *map(json.loads, streams)]))
    match = pattern.search(text)
    if not match:
        return summary
    start = max(0, match.start() - EXTRACT_LENGTH // 2)
    return Truncator(_from_a_word(text, start)).chars(EXTRACT_LENGTH)


def _from_a_word(text: str, start: int) -> str:
    return f"… {text[start:].partition(' ')[2]}" if start else text


def marked(text: str, words: list[str]) -> SafeString:
    """`text` as HTML with every word that begins with one of `words` marked."""
    parts, end = [], 0
    for match in _pattern(words).finditer(text):
        parts += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\w*", re.IGNORECASE)


def _as_stored(names: tuple[str, ...]) -> dict[str, Cast]:
    """Several fields as the database holds them, a column each (joined there, they nest too deep for SQLite)."""
    return {_column(name): Cast(name, TextField()) for name in names}


def _texts_of(page: Page, names: tuple[str, ...]) -> list[str]:
    return [text for name in names if (text := getattr(page, _column(name)))]


def _column(name: str) -> str:
    return f"stored_{name}"


def _texts(stored: object) -> Iterator[str]:
    """The words in the stored form of a stream of blocks, without tags."""
    if isinstance(stored, dict):
        for name, value in stored.items():
            if name not in {"id", "type", "icon", "kind"}:
                yield from _texts(value)
    elif isinstance(stored, list):
        for value in stored:
            yield from _texts(value)
    elif isinstance(stored, str):
        yield get_text_for_indexing(stored)


def _page_ids(words: list[str], operator: str) -> list[int]:
    """The best of the pages that are found, best first."""
    text = " ".join(words)
    found = Page.objects.search(text, operator=operator, order_by_relevance=False).get_queryset()
    open_pages = found.filter(is_open(), depth__gt=1).exclude(is_outdated())
    # To rank a page, SQLite searches for it once more. Of very many, those with the words in their title are ranked.
    in_title = reduce(add, (Case(When(title__icontains=word, then=1), default=0) for word in words))
    likeliest = open_pages.order_by(in_title.desc(), "-pk").values("pk")[:MOST_RANKED]
    results = Page.objects.filter(pk__in=likeliest).search(text, operator=operator)
    return [page.pk for page in results[:MOST_RESULTS]]


def _matches(point: HelpPoint, words: list[str]) -> bool:
    """Whether a word of the point begins with one of `words`; two letters begin too many."""
    long_words = [word for word in words if len(word) > 2]
    text = f"{point.name} {point.description} {point.get_kind_display()}"
    return bool(long_words and _pattern(long_words).search(text))
