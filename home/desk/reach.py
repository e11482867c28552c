"""
Which pages a user may change, as the beginnings of their paths: one question for the whole desk; and where any record
is changed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.apps import apps
from django.db.models import Q
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import page_permission_policy


@dataclass(frozen=True)
class Reach:
    """`roots` are the paths of the pages below which (and at which) the user may change or publish."""

    roots: tuple[str, ...]

    @classmethod
    def of(cls, user) -> "Reach":
        if user.is_superuser:
            return cls(("",))
        granted = page_permission_policy.get_cached_permissions_for_user(user)
        actions = {"change_page", "publish_page"}
        return cls(tuple({one.page.path for one in granted if one.permission.codename in actions}))

    def holds(self, path: str) -> bool:
        return path.startswith(self.roots)

    def within(self, prefix: str = "") -> Q:
        """A condition on `{prefix}path`."""
        if not self.roots:
            return Q(pk__in=[])
        return Q(*((f"{prefix}path__startswith", root) for root in self.roots if root), _connector=Q.OR)


class Note(Protocol):
    """What was noted about a record of any model, "campaigns.articlepage" and so on."""

    model: str
    object_id: str


AnyNote = TypeVar("AnyNote", bound=Note)


def with_addresses(notes: Iterable[AnyNote], user) -> list[tuple[AnyNote, str | None]]:
    """Each whose record is still there, with the address where this user can change it; a query a model."""
    by_model = defaultdict(list)
    for note in notes:
        by_model[note.model].append(note)
    finder, found = AdminURLFinder(user), []
    for label, of_model in by_model.items():
        there = apps.get_model(label)._base_manager.in_bulk([note.object_id for note in of_model])
        records = {str(pk): record for pk, record in there.items()}
        found += [
            (note, finder.get_edit_url(records[note.object_id])) for note in of_model if note.object_id in records
        ]
    return found
