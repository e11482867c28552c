"""
What comes along with a reader from other sites, and is nobody's business here.

Cookies that the counters of the city's other sites set for the whole domain, and what Facebook, Instagram and others
hang on addresses (`?fbclid=…`). Who comes with nothing else is a stranger who asks for the page: from memory, from a
server in front, and also while everything behind it is down.
"""

import re
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import parse_cookie

from publishing.accounts import browsers

# deploy/nginx/suluah.conf knows both ($known, $page).
OUR_COOKIES = frozenset(
    {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, browsers.COOKIE, CookieStorage.cookie_name}
)
TRACKERS = "utm_[a-z]+|fbclid|gclid|gbraid|wbraid|msclkid|ttclid|twclid|igsh|igshid|mibextid|srsltid"
ONLY_TRACKERS = re.compile(rf"(?:(?:{TRACKERS})=[^&]*(?:&|$))+")


def forget(environ: dict[str, Any]) -> None:
    if "HTTP_COOKIE" in environ and OUR_COOKIES.isdisjoint(parse_cookie(environ["HTTP_COOKIE"])):
        del environ["HTTP_COOKIE"]
    if environ.get("QUERY_STRING") and ONLY_TRACKERS.fullmatch(environ["QUERY_STRING"]):
        environ["QUERY_STRING"] = ""
