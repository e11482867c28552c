from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views

from publishing.pages.navigation import place_of, site_of
from publishing.pages.reading import FOREVER, KEEP, changes_at, is_for_everybody, read


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view of pages, with the way to the page found in memory."""
    request._wagtail_route_for_request = route = _route(request, path)
    response = views.serve(request, path)
    if response.status_code == 200 and is_for_everybody(request, route.page):
        request.META[KEEP] = changes_at(route.page) or FOREVER
    return response


def _route(request: HttpRequest, path: str):
    site = site_of(request)
    try:
        home = read(place_of(site.root_page_id)) if site else None
        return home.route(request, [part for part in path.split("/") if part]) if home else None
    except Http404:
        return None
