"""
Looks at every address once a week, one after the other, and never twice at one website within a few seconds.

One failure says little: a site may be down for a night. What failed is asked again after two days and told then. Where
nothing at all answers, the fault is ours (a server without a way out), and nothing is counted.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Page

from home.emergency_copy.asking import Stranger
from home.links import collecting
from home.links.asking import NotForUs, trouble_with
from home.links.models import LONGEST, DeadLink, LookedLink, Trouble
from publishing.pages.public_check import public_records
from publishing.watching import look_for_ever

LOOK_EVERY = 3600  # seconds
AGAIN, AFTER_TROUBLE = timedelta(days=7), timedelta(days=2)
TOLD_FROM = 2  # failures in a row
MOST_AT_ONCE = 200  # addresses an hour
REST = 5  # seconds between two requests to one website
ENOUGH = 3  # addresses: where none of so many answers, we have no way out
OURS = {Trouble.NO_SITE, Trouble.SILENT}  # what a server without a way out finds everywhere

logger = logging.getLogger(__name__)
Found = dict[str, list[models.Model]]  # the public records that give an address


def watch() -> None:
    """Sweep for ever. Nothing that goes wrong ends it."""
    look_for_ever(run, LOOK_EVERY, "The links could not be looked at.")


def run() -> None:
    given, closed = _collected()
    stranger = Stranger()
    elsewhere = {url for url in given if not _is_ours(url, stranger)}
    if settings.CHECK_LINKS:
        look_at(elsewhere)
    dead = [*closed, *_dead_of_ours(given, elsewhere, stranger), *_dead_elsewhere(given)]
    with transaction.atomic():
        DeadLink.objects.all().delete()
        DeadLink.objects.bulk_create(dead)


def look_at(urls: set[str]) -> None:
    """Ask those that are due, and forget those that no page gives any more."""
    LookedLink.objects.exclude(url__in=urls).delete()
    LookedLink.objects.bulk_create([LookedLink(url=url) for url in sorted(urls)], ignore_conflicts=True)
    answers = {link: _answer(link.url) for link in _due()}
    if len(answers) >= ENOUGH and set(answers.values()) <= OURS:
        logger.warning("No website answers: this server has no way out, or no names are resolved.")
        return
    for link, trouble in answers.items():
        link.trouble = trouble
        link.failures = link.failures + 1 if trouble else 0
        link.save(update_fields=["trouble", "failures"])


def _due() -> Iterator[LookedLink]:
    """Each is ours to ask then: the worker of another machine leaves it alone until it is due again."""
    now = timezone.now()
    due = LookedLink.objects.filter(
        models.Q(looked_at=None)
        | models.Q(failures=0, looked_at__lt=now - AGAIN)
        | models.Q(failures__gt=0, looked_at__lt=now - AFTER_TROUBLE)
    )
    for link in due.order_by("looked_at", "pk")[:MOST_AT_ONCE]:
        if LookedLink.objects.filter(pk=link.pk, looked_at=link.looked_at).update(looked_at=timezone.now()):
            yield link


_asked: dict[str, float] = {}


def _answer(url: str) -> str:
    host = urlsplit(url).netloc
    time.sleep(max(0.0, _asked.get(host, float("-inf")) + REST - time.monotonic()))
    try:
        return trouble_with(url)
    except NotForUs:
        return ""
    finally:
        _asked[host] = time.monotonic()


def _collected() -> tuple[Found, list[DeadLink]]:
    given: Found = {}
    closed: list[DeadLink] = []
    for record in public_records():
        for url in collecting.addresses_in(record):
            if len(url) <= LONGEST:
                given.setdefault(url, []).append(record)
        if isinstance(record, Page):
            closed += [_dead(record, page.title, Trouble.CLOSED) for page in collecting.closed_pages_of(record)]
    return given, closed


def _dead_of_ours(given: Found, elsewhere: set[str], stranger: Stranger) -> Iterator[DeadLink]:
    for url in given.keys() - elsewhere:
        parts = urlsplit(url)
        with stranger.ask(unquote(parts.path) or "/", parts.query) as answer:
            status = answer.status
        if status in {404, 410}:
            yield from (_dead(record, url, Trouble.GONE) for record in given[url])


def _dead_elsewhere(given: Found) -> Iterator[DeadLink]:
    for link in LookedLink.objects.filter(failures__gte=TOLD_FROM, url__in=given):
        yield from (_dead(record, link.url, link.trouble) for record in given[link.url])


def _dead(record: models.Model, url: str, trouble: str) -> DeadLink:
    label, name = record._meta.label_lower, str(record)[:255]
    return DeadLink(model=label, object_id=str(record.pk), name=name, url=url[:LONGEST], trouble=trouble)


def _is_ours(url: str, stranger: Stranger) -> bool:
    return url.startswith("/") or urlsplit(url).netloc in stranger.hosts
