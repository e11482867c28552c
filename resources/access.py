"""Who may have a file: whoever may open a page that offers it."""

from collections.abc import Callable, Iterable

from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from publishing.accounts.areas import may_have_a_session
from publishing.pages.visibility import is_open


def answer_as(page: Page, request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """
    What `page` answers this reader, with `answer` in place of its content.

    The same hooks as for the page itself ask for the login or the password and keep the answer out of caches. Editors
    may have what a draft offers.
    """
    if not page.live:
        if may_have_a_session(request) and request.user.has_perm("wagtailadmin.access_admin"):
            return answer()
        raise Http404

    def serve(*_page_and_request) -> HttpResponseBase:
        return answer()

    for hook in reversed(hooks.get_hooks("on_serve_page")):
        serve = hook(serve)
    return serve(page, request, [], {})


def open_to_readers_of(page: Page, others: Iterable[int]) -> set[int]:
    """
    Those of `others` (numbers of pages) that are published and that whoever may read `page` may read as well.

    A page for partners may thus carry what is closed to everybody but them; a page for everybody may not. The number
    of queries does not depend on how many there are.
    """
    published = dict(Page.objects.live().filter(pk__in=others).values_list("pk", "path")) if others else {}
    closed = _restrictions_by_path() if published else []
    passed = [restriction for path, restriction in closed if page.path.startswith(path)]
    return {
        pk
        for pk, place in published.items()
        if all(
            any(_includes(restriction, known) for known in passed)
            for path, restriction in closed
            if place.startswith(path)
        )
    }


def _restrictions_by_path() -> list[tuple[str, PageViewRestriction]]:
    """Every restriction with the paths below which it holds: an alias is closed with its source."""
    restrictions = PageViewRestriction.objects.select_related("page").prefetch_related("groups", "page__aliases")
    return [
        (place.path, restriction)
        for restriction in restrictions
        for place in (restriction.page, *restriction.page.aliases.all())
    ]


def _includes(restriction: PageViewRestriction, passed: PageViewRestriction) -> bool:
    """Whether everybody whom `passed` lets in is let in by `restriction` too."""
    if restriction == passed:
        return True
    accounts = {PageViewRestriction.LOGIN, PageViewRestriction.GROUPS}
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return passed.restriction_type in accounts
    if restriction.restriction_type == passed.restriction_type == PageViewRestriction.GROUPS:
        return {group.pk for group in passed.groups.all()} <= {group.pk for group in restriction.groups.all()}
    return False


def may_read_one_of(request: HttpRequest, pages: PageQuerySet) -> bool:
    """
    Whether the one who asks may open one of `pages`: with an account, or with a page's password.

    Editors may have what a draft offers.
    """
    if pages.filter(is_open()).exists():
        return True
    if not may_have_a_session(request):
        return False
    if request.user.has_perm("wagtailadmin.access_admin"):
        return pages.exists()
    return any(_lets_in(page, request) for page in pages.filter(live=True))


def _lets_in(page: Page, request: HttpRequest) -> bool:
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
