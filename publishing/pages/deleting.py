"""
Who takes a page away for good: whoever may delete whole branches (the role Administrator), and the author of a draft
that readers never saw. Everybody else asks for it; taking down is always there, and can be undone.
"""

from wagtail.models import PagePermissionTester


class Permissions(PagePermissionTester):
    """What a user may do with a page of ours."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """`ignore_bulk` is how Wagtail asks whether the page may be moved: that is no deleting."""
        return super().can_delete(ignore_bulk) and (ignore_bulk or self._may_delete_for_good())

    def _may_delete_for_good(self) -> bool:
        if self.user.is_superuser or "bulk_delete" in self.permissions:
            return True
        unseen_of_own = {"owner": self.user, "live": False, "first_published_at": None}
        return not self.page.get_descendants(inclusive=True).exclude(**unseen_of_own).exists()
