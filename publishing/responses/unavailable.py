"""
What is said while something that the site needs is away, or full: a page that asks for patience, not an error.

An editor's form does not leave the browser then, for static/js/writing.js asks `still_here` first. One that came all
the same (it happened in between, or nobody could know before) is given back in the answer, to be sent again. That page,
and what readers get, need no database.
"""

import logging
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from publishing.accounts import writing
from publishing.accounts.areas import is_ajax
from publishing.media import disk_space
from publishing.media.storage import Away
from publishing.pages.sheets import SERVER_ERROR_PAGE
from publishing.responses.odd_forms import is_odd

SECONDS = 30
DATABASE_AWAY, BROKEN, ODD = "database", "broken", "odd"
DISK_FULL = "53100"  # as PostgreSQL says it
# To editors, who pass it on to whoever looks after the machine.
WORDS = {
    disk_space.FULL: _("The server's disk is full."),
    disk_space.FILES_AWAY: _("The place of the files does not answer."),
    DATABASE_AWAY: _("The site's database does not answer."),
    BROKEN: _("Something broke on our side."),
    ODD: _("What arrived fits no form of ours: parts of it are missing or were changed on the way."),
}
STATUS = {BROKEN: HTTPStatus.INTERNAL_SERVER_ERROR, ODD: HTTPStatus.BAD_REQUEST}  # anything else passes by itself

logger = logging.getLogger(__name__)


def still_here(request: HttpRequest) -> JsonResponse:
    """
    Who is logged in, and the present token: a form may leave. To others, Wagtail answers 403.

    `missing` ("full", "files" or nothing) is what would keep it from being saved. `?berkas` says that it carries files.
    """
    missing = disk_space.missing(with_files="berkas" in request.GET)
    return JsonResponse({"user": str(request.user.pk), "token": get_token(request), "missing": missing})


class FilesAway:
    """Nothing is wrong with the program then, so the journal needs no more than a line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.method != "POST" or not writing.is_in_the_area(request):
            return None
        _read = request.POST  # by now, unless the guard of forms had nothing to look at
        error = getattr(request, "no_room_for_files", None)
        return answer(request, error) if error else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if writing.is_in_the_area(request) and is_odd(exception):
            logger.warning("What was sent fits no form.", exc_info=exception)
            return answer(request, exception)
        if not isinstance(exception, Away):
            return None
        logger.error("The storage of files does not answer: %s", exception)
        if writing.is_in_the_area(request):
            return answer(request, exception)
        response = render(request, "publishing/files_away.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = str(SECONDS)
        return response


def answer(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """The answer to a request that `error` broke. It asks nobody for anything."""
    reason = reason_of(error)
    status = STATUS.get(reason, HTTPStatus.SERVICE_UNAVAILABLE)
    in_the_area = writing.is_in_the_area(request)
    if in_the_area and request.method == "POST" and _is_one_of_many_files(request):
        return JsonResponse({"success": False, "error_message": str(WORDS[reason])})
    response = HttpResponse(_page(request, reason) if in_the_area else SERVER_ERROR_PAGE.read_bytes(), status=status)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(SECONDS)
    return response


def _page(request: HttpRequest, reason: str) -> str | bytes:
    fields = _typed(request) if request.method == "POST" else []
    context = {
        "reason": WORDS[reason],
        "is_odd": reason == ODD,
        "fields": fields,
        "writer": request.POST.get(writing.WRITER, "") if fields else "",
        "had_files": bool(fields and request.FILES),
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    try:
        return render_to_string("wagtailadmin/writing/failed.html", context)
    except Exception:  # what broke may be the templates, or the static files that they name
        logger.exception("The page of the editors' area for errors is broken too.")
        return SERVER_ERROR_PAGE.read_bytes()


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return writing.given_back(request)
    except (DatabaseError, OSError):  # not even read to its end
        return []


def _is_one_of_many_files(request: HttpRequest) -> bool:
    """Wagtail's upload of many at once shows its words beside each file."""
    return is_ajax(request) and request.path_info.endswith("/multiple/add/")


def reason_of(error: BaseException | None) -> str:
    """A key of WORDS, by the first error on the way down that says one."""
    for each in _down(error):
        if trouble := disk_space.trouble_of(each):
            return trouble
        if getattr(each, "sqlstate", None) == DISK_FULL or "disk is full" in str(each):
            return disk_space.FULL
    # SQLite calls what PostgreSQL calls a fault of the program (no such table) operational as well.
    if any(getattr(each, "sqlite_errorname", None) == "SQLITE_ERROR" for each in _down(error)):
        return BROKEN
    if any(isinstance(each, OperationalError | InterfaceError) for each in _down(error)):
        return DATABASE_AWAY
    return ODD if is_odd(error) else BROKEN


def _down(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
