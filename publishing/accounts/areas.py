"""Who is where: strangers on the public pages, and those who may have logged in."""

from django.conf import settings
from django.http import HttpRequest

EDITORS_AREA = "/admin/"


def may_have_a_session(request: HttpRequest) -> bool:
    """Whether it is worth asking who the reader is. A request without this cookie is a stranger's."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def is_ajax(request: HttpRequest) -> bool:
    """Whether a script of the editors' area says that it asks: Wagtail's small windows do, and our own scripts."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"
