"""
What an editor typed is not lost when the login has ended meanwhile, or the browser its cookies.

As a rule the form does not leave the browser then (static/js/writing.js asks publishing.responses.unavailable first).
This catches a form that came all the same: the answer is a page that holds what was typed, to be sent again after a
login. The server keeps nothing.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from publishing.accounts.areas import EDITORS_AREA, is_ajax

WRITER = "suluah-writer"  # the script's mark in each form: who had it open
NOT_TYPED = {WRITER, "csrfmiddlewaretoken"}


class FormsOfStrangers:
    """A form of the editors' area that comes without a login: Wagtail would lead to the login and drop it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.method != "POST" or is_ajax(request) or not is_in_the_area(request) or request.user.is_authenticated:
            return None
        return refused(request) if given_back(request) else None


def is_in_the_area(request: HttpRequest) -> bool:
    return request.path_info.startswith(EDITORS_AREA)


def is_by_script(request: HttpRequest) -> bool:
    """
    Whether nobody reads the answer: an open page looks after itself.

    A page with a form would put a new guard in place of the one of the login that stands open beside it.
    """
    return "XMLHttpRequest" in request.headers.get("X-Requested-With", "") or (
        request.headers.get("Sec-Fetch-Dest") == "empty"
    )


def refused(request: HttpRequest) -> HttpResponse:
    """The page that gives the form back, as far as it may be given."""
    door = reverse("wagtailadmin_login")
    context = {
        "fields": given_back(request),
        "writer": request.POST.get(WRITER, ""),
        "had_files": bool(request.FILES),
        "address": request.get_full_path(),
        "back": reverse("wagtailadmin_home") if request.path == door else request.get_full_path(),
    }
    return render(request, "wagtailadmin/writing/refused.html", context, status=403)


def given_back(request: HttpRequest) -> list[tuple[str, str]]:
    """
    The fields of a form in their order, for the browser that has just sent them from a page of ours.

    None when it does not say who wrote it, or when a password is among them.
    """
    if not request.POST.get(WRITER) or not _comes_from_here(request):
        return []
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_TYPED]
    return [] if any("password" in name for name, _value in pairs) else pairs


def _comes_from_here(request: HttpRequest) -> bool:
    """Another site must not be able to put words into our pages."""
    sent_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(sent_from).netloc == request.get_host()
