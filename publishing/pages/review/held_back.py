"""What is held back on a way without a form of its own is told on the next screen, and ends in no error page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from publishing.accounts.areas import EDITORS_AREA, is_ajax
from publishing.guard.gate import HeldBack, let_through
from publishing.pages.review.fit import Unfit, refuse_unfit
from publishing.pages.review.second_person import OwnWork, refuse_own_work


class HeldBackIsTold:
    """Middleware of the editors' area."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, HeldBack | OwnWork | Unfit) or not request.path_info.startswith(EDITORS_AREA):
            return None
        tell(request, error)
        address = _address(request, getattr(error, "record", None))
        if is_ajax(request):  # one of Wagtail's small windows
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def tell(request: HttpRequest, error: ValidationError) -> None:
    record = getattr(error, "record", None)
    name = f"“{record}”: " if record else ""
    messages.error(request, name + _("not published.") + " " + " ".join(error.messages))


def _address(request: HttpRequest, record: object) -> str:
    if record and record.pk and (address := AdminURLFinder(request.user).get_edit_url(record)):
        return address
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc == request.get_host() and before.path.startswith(EDITORS_AREA):
        return before.path
    return reverse("wagtailadmin_home")


def look_at_all_first(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    """Before many pages are published at once: when one of them may not be, none is, and each is named."""
    if action_type != "publish" or not all(isinstance(page, Page) for page in objects):
        return None
    with_drafts_below = "include_descendants" in request.POST
    below = [draft for page in objects for draft in page.get_descendants().not_live() if with_drafts_below]
    refused = [error for page in [*objects, *below] if (error := _refusal(page, request.user))]
    for error in refused:
        tell(request, error)
    return redirect(_address(request, None)) if refused else None


def _refusal(page: Page, user) -> ValidationError | None:
    try:
        refuse_own_work(page, user)
        version = page.get_latest_revision_as_object()
        refuse_unfit(version)
        let_through(version)
    except (HeldBack, OwnWork, Unfit) as error:
        error.record = page
        return error
    return None
