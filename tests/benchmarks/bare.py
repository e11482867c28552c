"""A WSGI application that always answers the same 8 kB: what the site's own server makes of no work at all."""

from collections.abc import Callable
from typing import Any

from django.core.wsgi import get_wsgi_application

get_wsgi_application()  # the server's own words need the settings
BODY = b"x" * 8192


def application(environ: dict[str, Any], start_response: Callable) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]
