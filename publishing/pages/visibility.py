"""
Who may open which page.

Wagtail's own privacy (a password, any account, groups; it holds for everything below a page) is the only rule. As a
condition within a query, however many restrictions there are, and as an answer about one page for one reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from wagtail.models import Page, PageViewRestriction

from publishing.pages.generation import cache_for_generation

DEEPEST = 8  # levels of pages that a query looks up to; a system check compares it with the tree that editors can build


# A condition names at most so many closed branches: a longer one costs more than to ask the database for them.
MOST_CLOSED = 40


@dataclass(frozen=True)
class ClosedBranch:
    """A page closed to strangers with all below it, by the restriction at `closed_at` (of an alias: at its source)."""

    path: str
    closed_at: str
    is_leaf: bool  # it has no pages below it, and its class may have none, as materials and sessions


def closed_branches() -> list[ClosedBranch]:
    """Every one of the site, read once a generation."""
    return cache_for_generation("closed branches", _read_closed_branches)


def _read_closed_branches() -> list[ClosedBranch]:
    restrictions = PageViewRestriction.objects.order_by()
    own = restrictions.values_list("page__path", "page__path", "page__content_type", "page__numchild")
    aliases = Page.objects.filter(alias_of__in=restrictions.values("page")).order_by()
    rows = {*own, *aliases.values_list("path", "alias_of__path", "content_type", "numchild")}
    leaves = {kind: _takes_no_pages(kind) for _path, _closed_at, kind, _below in rows}
    branches = (ClosedBranch(*paths, not below and leaves[kind]) for *paths, kind, below in rows)
    return sorted(branches, key=lambda branch: branch.path)


def _takes_no_pages(content_type: int) -> bool:
    model = ContentType.objects.get_for_id(content_type).model_class()
    return model is not None and not model.clean_subpage_models()


def is_open(seen_from: Page | None = None) -> Q:
    """
    A page is published, and nobody has to log in for it or for a page above it.

    Whoever reads `seen_from` has passed what closes that page: it closes no other for that reader.
    """
    above = set(paths_down_to(seen_from)) if seen_from else set()
    passed = [branch.closed_at for branch in closed_branches() if branch.closed_at in above]
    closed = [branch for branch in closed_branches() if branch.closed_at not in passed]
    opened = Q(live=True)
    if len(closed) > MOST_CLOSED:
        closed = [branch for branch in closed if not branch.is_leaf]
        if len(closed) > MOST_CLOSED:
            shut = (restrictions.exclude(page__path__in=passed) for restrictions in _restrictions_above())
            return opened & ~_any_of(shut)
        opened &= _is_not_closed_itself(passed)
    for branch in closed:
        opened &= ~Q(path__startswith=branch.path)
    return opened


def _is_not_closed_itself(passed: list[str]) -> Q:
    """
    There is no restriction on the page, nor on the source of an alias, but those at the paths of `passed`.

    Asked once a query and not once a page, however many there are.
    """
    restrictions = PageViewRestriction.objects.order_by()
    if passed:
        restrictions = restrictions.exclude(page__path__in=passed)
    return ~Q(pk__in=restrictions.values("page")) & ~Q(alias_of__in=restrictions.values("page"))


def is_shared_with(user: AbstractUser) -> Q:
    """A page is published, closed to strangers, and open to this account: what partners see beyond the public pages."""
    passed = Q(restriction_type=PageViewRestriction.LOGIN)
    if user.is_superuser:
        passed |= Q(restriction_type=PageViewRestriction.GROUPS)
    else:
        passed |= Q(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all())
    above, passed = _restrictions_above(), PageViewRestriction.objects.filter(passed)
    shut = [restrictions.exclude(pk__in=passed.values("pk")) for restrictions in above]
    return Q(live=True) & _any_of(above) & ~_any_of(shut)


def stands_below(page: Page) -> Q:
    """
    Directly below `page`, as Wagtail's `child_of`: but a range of paths, which the index on them answers.

    The beginning of a path is looked for in all pages of the site.
    """
    return _stands_below(page.path, page.depth)


def stands_beside(page: Page) -> Q:
    """Directly below the same page; itself too."""
    return _stands_below(page.path[: -page.steplen], page.depth - 1)


def _stands_below(path: str, depth: int) -> Q:
    return Q(path__range=Page._get_children_path_interval(path), depth=depth + 1)


def restrictions_on(page: Page) -> QuerySet[PageViewRestriction]:
    """Wagtail's answer in one query instead of two or more: what this page, or one above it, restricts."""
    paths = paths_down_to(page)
    return PageViewRestriction.objects.filter(Q(page__path__in=paths) | Q(page__aliases__path__in=paths)).distinct()


def _restrictions_above() -> list[QuerySet[PageViewRestriction]]:
    """
    For a query over pages: the restrictions on each and on those above it, and those on the sources of aliases there.

    Each page on the way is looked up by its path, so that the time does not grow with the number of restrictions.
    """
    on_the_way = [Substr(OuterRef("path"), 1, Page.steplen * depth) for depth in range(1, DEEPEST + 1)]
    return [
        PageViewRestriction.objects.filter(page__path__in=on_the_way),
        PageViewRestriction.objects.filter(page__aliases__path__in=on_the_way),
    ]


def _any_of(querysets: Iterable[QuerySet]) -> Q:
    return reduce(or_, (Q(Exists(queryset)) for queryset in querysets))


def paths_down_to(page: Page) -> list[str]:
    """The tree paths of a page's ancestors and its own."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
