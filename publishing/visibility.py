"""Which pages a stranger may open: a condition within a query, however many restrictions there are."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction


def is_open(seen_from: Page | None = None) -> Q:
    """
    A page is published, and nobody has to log in for it or for a page above it.

    Whoever reads `seen_from` has passed what closes that page: it closes no other for that reader.
    """
    above = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    if seen_from:
        above = above.exclude(page__path__in=paths_down_to(seen_from))
    return Q(live=True) & ~Exists(above)


def paths_down_to(page: Page) -> list[str]:
    """The tree paths of a page's ancestors and its own."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
