"""Which pages a user may change, as the beginnings of their paths: one question for the whole desk."""

from dataclasses import dataclass

from django.db.models import Q
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
