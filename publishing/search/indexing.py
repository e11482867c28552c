"""Writes down what is found: of a page that changed, of all pages anew."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log2

from django.db import transaction
from wagtail.models import Page

from publishing.pages import generation
from publishing.pages.found import Found, texts_of
from publishing.pages.models import SitePage
from publishing.search.models import OfficePage, SearchEntry
from publishing.search.stems import stem
from publishing.search.words import STOP, plain_words

# How much a word says of a page that has it there.
TITLE, NAMES, SUMMARY, HEADING = 110, 70, 45, 35
MOST_OF_TEXT = 36
USUAL_LENGTH = 500  # words of a page
AT_ONCE = 100  # pages


def keep(page: SitePage) -> None:
    """Bring what is found of a page in line with its published text, and for the office with its latest version."""
    keep_pages([page])


@transaction.atomic
def keep_pages(pages: Iterable[SitePage]) -> None:
    """`pages` of their own classes, as they are published. One that is not published is found by the office alone."""
    wanted = {(page.pk, one.route): _entry(page.pk, one) for page in pages for one in _found_of(page)}
    stored = {
        (page, route): (pk, digest)
        for pk, page, route, digest in SearchEntry.objects.filter(page__in=[page.pk for page in pages]).values_list(
            "pk", "page_id", "route", "digest"
        )
    }
    gone = [pk for key, (pk, _digest) in stored.items() if key not in wanted]
    fresh = [entry for key, entry in wanted.items() if stored.get(key, ("", ""))[1] != entry.digest]
    for entry in fresh:
        entry.pk = stored.get((entry.page_id, entry.route), (None, ""))[0]
    if gone:
        SearchEntry.objects.filter(pk__in=gone).delete()
    SearchEntry.objects.bulk_create([entry for entry in fresh if not entry.pk])
    SearchEntry.objects.bulk_update([entry for entry in fresh if entry.pk], FIELDS)
    if gone or fresh:
        generation.renew()
    keep_for_office(pages)


def keep_for_office(pages: Iterable[SitePage]) -> None:
    """The words of their latest versions, published or not."""
    rows = [OfficePage(page_id=page.pk, stems=_words_for_office(page)) for page in pages]
    OfficePage.objects.bulk_create(rows, update_conflicts=True, unique_fields=["page"], update_fields=["stems"])


def _words_for_office(page: SitePage) -> str:
    latest = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
    _headings, text = texts_of(latest, latest.found_in)
    names = " ".join(map(str, latest.found_names()))
    words = dict.fromkeys(stem(word) for word in plain_words(f"{latest.title} {latest.summary} {names} {text}"))
    return "".join(f" {word}" for word in words)


def _found_of(page: SitePage) -> list[Found]:
    return [*page.found_here(), *page.found_below()] if page.live else []


FIELDS = [field.name for field in SearchEntry._meta.concrete_fields if field.name not in {"id", "page", "route"}]


def keep_all() -> Iterator[tuple[int, int]]:
    """
    All pages anew, (done, of how many) after each hundred. It can be stopped and begun again at any time.

    Readers find the former entries until a page's new ones are there.
    """
    pks = list(Page.objects.type(SitePage).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        keep_pages(list(Page.objects.filter(pk__in=pks[start : start + AT_ONCE]).specific()))
        yield min(start + AT_ONCE, len(pks)), len(pks)


def _entry(page_id: int, found: Found) -> SearchEntry:
    weights, spellings = weighed(found)
    entry = SearchEntry(
        page_id=page_id, route=found.route, group=found.group, weight=found.weight, title=found.title[:300],
        summary=found.summary, text=found.text, ends_at=found.ends_at,
        stems=" ".join(f"{word} {weight}" for word, weight in weights.items()), spellings=" ".join(spellings),
    )  # fmt: skip
    content = [str(getattr(entry, name)) for name in FIELDS if name != "digest"]
    entry.digest = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]
    return entry


def weighed(found: Found) -> tuple[dict[str, int], list[str]]:
    """Each stem with its weight from 1 to 255, and all words as they are spelt."""
    spellings: set[str] = set()

    def stems_of(text: str) -> list[str]:
        words = plain_words(text)
        spellings.update(word for word in words if len(word) > 3 and word.isalpha())
        return [stem(word) for word in words if word not in STOP]

    total: Counter[str] = Counter()
    # Where nothing else is asked for: "siapa bisa apa".
    total.update({stem(word): TITLE for word in plain_words(found.title) if word in STOP})
    for text, weight in ((found.title, TITLE), (found.names, NAMES), (found.summary, SUMMARY)):
        total.update(dict.fromkeys(stems_of(text), weight))
    total.update(dict.fromkeys(stems_of(found.headings), HEADING))
    in_text = Counter(stems_of(found.text))
    length = sum(in_text.values())
    fit = 1 / (0.7 + 0.3 * length / USUAL_LENGTH)  # of two texts that say a word as often, the short one is about it
    for word, times in in_text.items():
        total[word] += max(1, min(MOST_OF_TEXT, round(9 * (1 + log2(times)) * min(fit, 1.2))))
    return {word: min(weight, 255) for word, weight in total.items()}, sorted(spellings)
