"""
Who takes a page away for good: whoever may delete whole branches (the role Administrator), and the author of a draft that
readers never saw. Everybody else asks for it; taking down is always there, and can be undone.
"""

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Page, PagePermissionTester


class Permissions(PagePermissionTester):
    """What a user may do with a page of ours."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and may_delete(self.page, self.user, self.permissions)


def may_delete(page: Page, user: AbstractBaseUser, permissions: set[str]) -> bool:
    if user.is_superuser or "bulk_delete" in permissions:
        return True
    return not page.get_descendants(inclusive=True).exclude(owner=user, live=False, first_published_at=None).exists()
