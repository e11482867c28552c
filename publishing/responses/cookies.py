"""
Which cookies are ours.

Others come along from the city's other sites, whose counters set them for the whole domain.
"""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import parse_cookie

from publishing.accounts import browsers

# deploy/nginx/suluah.conf names those that public pages may get ($known).
OURS = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, browsers.COOKIE, CookieStorage.cookie_name})


def forget_others(environ: dict[str, Any]) -> None:
    """Who sends only cookies that are none of ours is a stranger, and is answered as one: also while all is down."""
    if "HTTP_COOKIE" in environ and OURS.isdisjoint(parse_cookie(environ["HTTP_COOKIE"])):
        del environ["HTTP_COOKIE"]
