"""
A session ends when nobody has used it for a while, by role, and with the working day at the latest.

It holds when it began, when a person last used it, and for how long it may lie unused: no address, no device. What was
being typed meanwhile stays in the browser (publishing.accounts.writing).
"""

import time
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from publishing.accounts.areas import EDITORS_AREA, may_have_a_session
from publishing.accounts.user import User

KEY, ENDED = "rest", "ended_at_rest"
NOTED_EVERY = 60  # seconds: not each click is worth a write
WRITING = "X-Suluah-Writing"  # with it the browser says that somebody is typing (static/js/writing.js)
# What an open page asks for without anybody before it.
BY_ITSELF = f"{EDITORS_AREA}editing-sessions/"


class EndsAtRest:
    """Stands right after the middleware that tells who is logged in; looks at nothing until that is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if may_have_a_session(request):
            known = request.user
            request.user = SimpleLazyObject(lambda: AnonymousUser() if _ends(request) else _noted(known, request))
        return self.get_response(request)


def watch() -> None:
    """Each login begins such a time, whoever makes it."""
    user_logged_in.connect(begin)


def begin(sender, request: HttpRequest, user: User, **signal) -> None:
    now = time.time()
    request.session[KEY] = {"began": now, "used": now, "lasts": seconds_for(user)}


def seconds_for(user: User) -> int:
    """The strictest of somebody's groups; an owner's is the strictest of all."""
    limits = settings.SESSION_RESTS_AFTER
    if user.is_superuser:
        return min(limits.values())
    groups = user.groups.values_list("name", flat=True)
    return min((limits[name] for name in groups if name in limits), default=limits[""])


def is_over(session: Mapping) -> bool:
    """Whether a session has lain unused too long, or is of yesterday."""
    rest, now = session.get(KEY), time.time()
    return bool(rest) and (now - rest["used"] > rest["lasts"] or now - rest["began"] > settings.SESSION_COOKIE_AGE)


def has_just_ended(request: HttpRequest) -> bool:
    """For the login, which says so, once."""
    return bool(request.session.pop(ENDED, False))


def _ends(request: HttpRequest) -> bool:
    if SESSION_KEY not in request.session or not is_over(request.session):
        return False
    request.session.flush()
    request.session[ENDED] = True
    request.session.set_expiry(0)
    return True


def _noted(user: User | AnonymousUser, request: HttpRequest) -> User | AnonymousUser:
    if user.is_authenticated and not _comes_by_itself(request):
        rest = request.session.get(KEY)
        if not rest:  # from before this was kept
            begin(User, request, user)
        elif time.time() - rest["used"] > NOTED_EVERY:
            request.session[KEY] = {**rest, "used": time.time()}
    return user


def _comes_by_itself(request: HttpRequest) -> bool:
    if request.path_info == reverse("still_here"):
        return WRITING not in request.headers
    return request.path_info.startswith(BY_ITSELF)
