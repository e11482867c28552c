"""What is said while the place of all files does not answer: a page that asks for patience, not an error."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publishing.media.storage import Away

SECONDS = 30
logger = logging.getLogger(__name__)


class FilesAway:
    """Nothing is lost: what was typed stands in the browser, and is sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Away):
            return None
        logger.error("The storage of files does not answer: %s", exception)
        response = render(request, "publishing/files_away.html", status=503)
        response.headers["Retry-After"] = str(SECONDS)
        return response
