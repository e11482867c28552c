"""Whether somebody may send more than a form. Asked before the first large piece of it is kept."""

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.http import HttpRequest, parse_cookie

from campaigns.field_reports.views import opens
from publishing.accounts import idle
from publishing.accounts.factor.middleware import has_shown_one


def may_upload(cookies: str) -> bool:
    """An editor sent these cookies. A session's name alone can be made up."""
    request = HttpRequest()
    request.session = SessionStore(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME))
    try:
        if idle.is_over(request.session) or not has_shown_one(request.session):
            return False
        return get_user(request).has_perm("wagtailadmin.access_admin")
    finally:
        close_old_connections()


def is_invited(path: str) -> bool:
    """The path is that of a link by which somebody may send photos now."""
    try:
        return opens(path)
    finally:
        close_old_connections()
