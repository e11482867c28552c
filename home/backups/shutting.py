"""
What is there, but no more for everybody: a page that was closed, an account that was switched off.

Unlike what is gone it may be opened again. So both are noted, and the newest line counts.
"""

from wagtail.models import Page, PageViewRestriction

from publishing.models import User

SHUT, OPENED = "shut", "opened"


def is_shut(record: Page | User) -> bool:
    if isinstance(record, User):
        return not record.is_active
    return PageViewRestriction.objects.filter(page_id=record.pk).exists()


def shut(record: Page | User) -> None:
    """A page with all below it: for administrators alone, who open it to whom they like."""
    if isinstance(record, User):
        record.is_active = False
        record.save(update_fields=["is_active"])
    else:
        PageViewRestriction.objects.create(page_id=record.pk, restriction_type=PageViewRestriction.GROUPS)
