"""What the site noted by itself of pages and records: what may be public and should not, old drafts, dead links."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from home.desk.reach import Reach
from home.desk.words import edit, on_day
from home.links.models import DeadLink, Trouble
from publishing.desk import MOST_NAMED, Group, Part, Task
from publishing.models import OldStop, PublicFinding, User
from publishing.pages.review.old_stops import name_of

FINDING, STOP, LINK = "finding", "stop", "link"


class Note(NamedTuple):
    """
    About the record `object_id` of a `model` ("campaigns.articlepage"), as `name` calls it.

    `what` was found (of a link its address), and the `detail`: what was masked, or the kind of trouble with a link.
    """

    kind: str
    pk: int
    model: str
    object_id: str
    name: str
    what: str
    detail: str
    since: datetime | None  # of old drafts


class Notes:
    """All of them, and of what each is: one query, one for the pages, one a model of other records."""

    def __init__(self, user: User) -> None:
        self.user, self.reach = user, Reach.of(user)
        self.by_kind: dict[str, list[Note]] = defaultdict(list)
        self.ids: dict[str, set[str]] = defaultdict(set)  # by model
        for note in map(Note._make, _rows()):
            self.by_kind[note.kind].append(note)
            self.ids[note.model].add(note.object_id)
        for notes in self.by_kind.values():
            notes.sort(key=lambda note: (note.since.timestamp() if note.since else 0, note.pk))

    @cached_property
    def pages(self) -> dict[str, Page]:
        ids = [pk for model, ids in self.ids.items() if _is_page(model) for pk in ids]
        return {str(page.pk): page for page in Page.objects.filter(pk__in=ids)} if ids else {}

    @cached_property
    def records(self) -> dict[tuple[str, str], str | None]:
        """By model and number the address where the user can change it, of all that are there still."""
        finder, found = AdminURLFinder(self.user), {}
        for model, ids in self.ids.items():
            if not _is_page(model):
                there = apps.get_model(model)._base_manager.in_bulk(list(ids))
                found |= {(model, str(pk)): finder.get_edit_url(record) for pk, record in there.items()}
        return found

    def of(self, kind: str) -> Iterator[tuple[Note, str | None]]:
        """Those whose record is still there, each with the address where this user can change it."""
        for note in self.by_kind[kind]:
            if page := self.pages.get(note.object_id) if _is_page(note.model) else None:
                yield note, edit(page.pk) if self.reach.holds(page.path) else None
            elif (record := (note.model, note.object_id)) in self.records:
                yield note, self.records[record]


def _is_page(model: str) -> bool:
    return issubclass(apps.get_model(model), Page)


def _rows() -> QuerySet:
    none, word = Value(None, DateTimeField()), CharField()
    findings = PublicFinding.objects.values_list(
        Value(FINDING), "pk", "model", "object_id", "name", "label", "masked", none
    )
    stops = OldStop.objects.values_list(
        Value(STOP), "pk", Value("wagtailcore.page"), Cast("page_id", word), Value(""), "label", "masked", "since"
    )
    links = DeadLink.objects.values_list(Value(LINK), "pk", "model", "object_id", "name", "url", "trouble", none)
    return findings.union(stops, links, all=True)


def groups(user: User) -> Iterator[Group]:
    notes = Notes(user)
    yield Group(
        Part.MINE,
        _("Public, and perhaps it should not be"),
        [
            Task(note.name, address, f"{note.what}: {note.detail}")
            for note, address in list(notes.of(FINDING))[:MOST_NAMED]
        ],
        len(notes.by_kind[FINDING]),
        _("Take it out or take the page down. A phone number may also be one that nobody has verified any more."),
    )
    stops = [note for note, address in notes.of(STOP) if address]
    yield Group(
        Part.MINE,
        _("Old drafts with what may never be public"),
        [_old_stop(note, notes.pages[note.object_id]) for note in stops[:MOST_NAMED]],
        len(stops),
        _("Take it out, or let the versions that hold it be erased."),
    )
    # For who may mend it: a reader of the list could do nothing about the others.
    links = [(note, address) for note, address in notes.of(LINK) if address]
    yield Group(
        Part.TIDY,
        _("Links that lead nowhere"),
        [
            Task(note.name, address, f"{note.what}: {Trouble(note.detail).label}")
            for note, address in links[:MOST_NAMED]
        ],
        len(links),
    )


def _old_stop(note: Note, page: Page) -> Task:
    said = {"label": note.what, "masked": note.detail, "day": on_day(timezone.localdate(note.since))}
    words = gettext("%(label)s: %(masked)s, since %(day)s") % said
    return Task(name_of(page), reverse("erase_versions", args=[page.pk]), words)
