"""
Who may open which page.

Wagtail's own privacy (a password, any account, groups; it holds for everything below a page) is the only rule. As a
condition within a query, however many restrictions there are, and as an answer about one page for one reader.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from publishing.models import User


def is_open(seen_from: Page | None = None) -> Q:
    """
    A page is published, and nobody has to log in for it or for a page above it.

    Whoever reads `seen_from` has passed what closes that page: it closes no other for that reader.
    """
    above = _restrictions_above()
    if seen_from:
        above = above.exclude(page__path__in=paths_down_to(seen_from))
    return Q(live=True) & ~Exists(above)


def is_shared_with(user: "User") -> Q:
    """A page is published, closed to strangers, and open to this account: what partners see beyond the public pages."""
    passed = Q(restriction_type=PageViewRestriction.LOGIN)
    if user.is_superuser:
        passed |= Q(restriction_type=PageViewRestriction.GROUPS)
    else:
        passed |= Q(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all())
    above, passed = _restrictions_above(), PageViewRestriction.objects.filter(passed)
    return Q(live=True) & Exists(above) & ~Exists(above.exclude(pk__in=passed.values("pk")))


def may_read(request: HttpRequest, page: Page) -> bool:
    """
    Whether whoever sends `request` may read `page`, its files and its pictures.

    A page without restrictions asks for no session, so that an anonymous answer stays the same for everybody.
    """
    restrictions = restrictions_on(page).prefetch_related("groups")
    return page.live and all(restriction.accept_request(request) for restriction in restrictions)


def restrictions_on(page: Page) -> QuerySet[PageViewRestriction]:
    """Wagtail's answer in one query instead of two or more: what this page, or one above it, restricts."""
    paths = paths_down_to(page)
    return PageViewRestriction.objects.filter(Q(page__path__in=paths) | Q(page__aliases__path__in=paths)).distinct()


def may_have_a_session(request: HttpRequest) -> bool:
    """Whether it is worth asking who the reader is. A request without this cookie is a stranger's."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _restrictions_above() -> QuerySet[PageViewRestriction]:
    """For a query over pages: the restrictions on each and on those above it, an alias under those of its source."""
    return PageViewRestriction.objects.filter(
        Q(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
        | Q(page__aliases__path=Substr(OuterRef("path"), 1, Length("page__aliases__path")))
    )


def paths_down_to(page: Page) -> list[str]:
    """The tree paths of a page's ancestors and its own."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
