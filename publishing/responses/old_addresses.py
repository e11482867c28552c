"""
Addresses that pages once had lead on to where the pages are now, and so does everything below them.

Wagtail notes a redirect for each page that gets another address, and for those below it. What a page answers for beside
itself (a calendar, a sheet to print, the ZIP of a kit) has none: it is found by the longest noted address that the
asked one begins with, and the page says what the rest of it leads to.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import resolve_url
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from publishing.accounts.areas import EDITORS_AREA, may_have_a_session
from publishing.pages.models import SitePage
from publishing.pages.navigation import Navigation, Tree, site_of
from publishing.pages.reading import read

DEEPEST = 12  # parts of an address
MOST_STEPS = 4  # from an address that was noted to one that was noted later


class OldAddresses:
    """In place of Wagtail's own, which knows whole addresses only and names those of closed pages to anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asks = request.method in {"GET", "HEAD"} and not request.path_info.startswith(EDITORS_AREA)
        if response.status_code != 404 or not asks:
            return response
        return led_on(request) or response


def led_on(request: HttpRequest) -> HttpResponse | None:
    """
    The redirect from where `request` asked. None when no page was there, or none that this reader may know of.

    A stranger is asked to log in before the new address of a closed page is told, and comes back to the old one.
    """
    path, found = request.path_info, None
    for _step in range(MOST_STEPS):
        step = _step_from(path, request)
        if not step:
            break
        found, path = step, step[1]
    if not found:
        return None
    redirect, address, page = found
    if address == request.path_info:
        return None
    if page and not _may_open(page, request):
        is_known = may_have_a_session(request) and request.user.is_authenticated
        login = resolve_url(settings.WAGTAIL_FRONTEND_LOGIN_URL)
        return None if is_known else redirect_to_login(request.get_full_path(), login)
    kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
    query = request.META.get("QUERY_STRING") if page else ""
    return kind(f"{address}?{query}" if query else address)


def _step_from(path: str, request: HttpRequest) -> tuple[Redirect, str, Page | None] | None:
    """What was noted of the longest part of `path`: the redirect, the address that it makes, and the page there."""
    site = site_of(request)
    parts = [part for part in path.split("/") if part]
    if not site or "//" in path or len(parts) > DEEPEST:
        return None
    home = site.root_page
    beginnings = {"/" + "/".join(parts[:end]): end for end in range(1, len(parts) + 1)}
    noted = Redirect.objects.filter(Q(site=site) | Q(site=None), old_path__in=beginnings)
    redirects = noted.annotate(length=Length("old_path")).order_by("-length", "site").select_related("redirect_page")
    for redirect in redirects:
        rest = parts[beginnings[redirect.old_path] :]
        if redirect.redirect_link:
            if not rest:
                return redirect, redirect.redirect_link, None
        elif redirect.redirect_page and not _is_taken(parts[: beginnings[redirect.old_path]], home):
            below = [part for part in redirect.redirect_page_route_path.split("/") if part] + rest
            if found := _below(redirect.redirect_page.specific, request, below, home, ends_open=path.endswith("/")):
                return redirect, *found
    return None


def _is_taken(parts: list[str], home: Page) -> bool:
    """Whether a published page has this address now: what is not found there was never elsewhere."""
    return bool(Tree.below(home).addresses.among([f"{home.url_path}{'/'.join(parts)}/"]))


def _below(
    page: Page, request: HttpRequest, below: list[str], home: Page, *, ends_open: bool
) -> tuple[str, Page] | None:
    """The address of what lies `below` a page, and the page that answers there. None where there is nothing."""
    if not page.live or not (start := page.get_url(request)):
        return None
    if isinstance(page, SitePage) and (address := page.file_address(below)):
        return address, page
    address = start.rstrip("/") + "".join(f"/{part}" for part in below)
    place, rest = Navigation(home, [part for part in address.split("/") if part]).target()
    try:
        answering = read(place)
        answering.route(request, rest)
    except (Http404, Page.DoesNotExist):
        return None
    return (address + "/" if ends_open or not below else address), answering


def _may_open(page: Page, request: HttpRequest) -> bool:
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
