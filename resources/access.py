"""Who may have a file: whoever may open a page that offers it."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from publishing.visibility import is_open


def may_read_one_of(request: HttpRequest, pages: PageQuerySet) -> bool:
    """Whether the one who asks may open one of `pages`. Editors may have what a draft offers."""
    if pages.filter(is_open()).exists():
        return True
    if not request.user.is_authenticated:
        return False
    if request.user.has_perm("wagtailadmin.access_admin"):
        return pages.exists()
    return any(_lets_in(page, request) for page in pages.filter(live=True))


def _lets_in(page: Page, request: HttpRequest) -> bool:
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
