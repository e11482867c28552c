"""Addresses that are no pages: search, robots, errors."""

import sys
from datetime import timedelta
from io import BytesIO

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.help import picture
from home.help.context import help_points
from home.help.points import Help
from home.search import missed
from home.search.results import Results, results_for
from publishing.accounts import writing
from publishing.pages.generation import cache_for_generation
from publishing.pages.navigation import absolute
from publishing.pages.sheets import SERVER_ERROR_PAGE
from publishing.responses import unavailable
from publishing.words.unseen import one_spaced

LONGEST_QUERY, MOST_READ = 200, 1000  # characters
SECURITY_TXT_LASTS = timedelta(days=180)
LONGEST_ADDRESS = 300  # characters; a longer one is no page of ours and makes a code that no phone reads


@csrf_exempt  # it only reads, and a token would be a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """
    Search. The box sends by POST, so that the words stay out of the address and the browser's history.

    A link with ?q= works as well. `persis` asks for exactly these words, where others were read in their place.
    """
    query = one_spaced((request.POST.get("q", "") or request.GET.get("q", ""))[:MOST_READ].replace("\x00", " "))
    query, exactly = query[:LONGEST_QUERY], bool(request.POST.get("persis"))
    results = results_for(query, request, help_points(request)["help"], exactly) if query else Results()
    if request.method == "POST" and results.answer and not results.card and not exactly:
        missed.waiting.add(missed.words_of(query, results.answer))
    return render(request, "home/search.html", {"query": query, "results": results})


@require_safe
def qr_code(request: HttpRequest, address: str) -> HttpResponse:
    """The QR code of an address of this site, for paper. Another site's can't be asked for: the host is ours."""
    if len(address) > LONGEST_ADDRESS:
        raise Http404
    picture = BytesIO()
    segno.make(settings.WAGTAILADMIN_BASE_URL + address, error="m", micro=False).save(
        picture, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The first numbers of help as a picture for a messenger's status."""
    png = cache_for_generation("picture of numbers", lambda: picture.draw(Help()))
    return HttpResponse(png, content_type="image/png")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Disallow: {reverse('search')}",
        f"Disallow: {reverse('partners:home')}",
        f"Sitemap: {absolute(request, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to tell of a hole (RFC 9116). Only an address that somebody reads is named; without one there is none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = (timezone.now() + SECURITY_TXT_LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: id, en",
        f"Canonical: {absolute(request, reverse('security_txt'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # The request itself is not to be trusted here (its host may be forged): no page of ours is rendered from it.
    return HttpResponse(SERVER_ERROR_PAGE.read_bytes(), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the cookie that guards it: nothing is forbidden, it only has to be sent again."""
    if writing.is_in_the_area(request):
        return HttpResponseForbidden() if writing.is_by_script(request) else writing.refused(request)
    return render(request, "403_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """For readers a static page: what broke may be the database or the templates. Editors get back what they typed."""
    return unavailable.answer(request, sys.exception())
