"""
Dates of a schedule that have run. They stay in a page's versions, where Wagtail would refuse the page's form for them,
or take the page down a second time.
"""

from datetime import datetime

from django.utils import timezone
from wagtail.models import Page, PageLogEntry

EXPIRED = "wagtail.unpublish.scheduled"  # what Wagtail's log calls it


def has_ended_it(moment: datetime | None, page: Page | None) -> bool:
    """Whether `page` (as stored) was taken down by this date. A date that passed while it waited has done nothing."""
    if not moment or not page or not page.pk or moment > timezone.now():
        return False
    if page.expired and page.expire_at and moment <= page.expire_at:
        return True
    return PageLogEntry.objects.filter(page=page.pk, action=EXPIRED, timestamp__gte=moment).exists()


def drop_spent_dates(version: Page, page: Page | None) -> None:
    """Take off `version` what has run for `page`, as stored. None: it is not stored yet."""
    if page and page.live and version.go_live_at and version.go_live_at <= timezone.now():
        version.go_live_at = None
    if has_ended_it(version.expire_at, page):
        version.expire_at = None
