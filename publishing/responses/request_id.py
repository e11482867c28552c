"""A number for each request, by which a line of the journal is found again. It is drawn by lot and tells nothing."""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

NONE = "-"
current: ContextVar[str] = ContextVar("request_id", default=NONE)


class RequestIds:
    """An answer that failed carries the number, so that whoever tells of it can read it out. No other answer does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current.set(secrets.token_hex(6))
        try:
            response = self.get_response(request)
            if response.status_code >= 500:
                response.headers["X-Request-Id"] = current.get()
            return response
        finally:
            current.reset(token)


class WithRequestId(logging.Filter):
    """Gives every line of the journal `request_id`; outside of requests it is "-"."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        return True
