"""
Browsers in which an editor has logged in before.

A stranger who tries an editor's name again and again makes that name wait. The owner's own browser carries a signed
mark, in the editors' area only, and its tries are counted apart from all others. The mark opens nothing: it names an
account, whose password is asked for as before. It holds for the password it was given with, and nobody keeps a list.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from publishing.accounts.user import User

COOKIE, PATH, KEPT = "known_browser", "/admin/", timedelta(days=180)
SALT = "publishing.accounts.browsers"


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Give the browser of somebody who has just logged in a mark, or a fresh one."""
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, _digest(user), secrets.token_hex(8)], salt=SALT),
        max_age=KEPT,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
        httponly=True,
        samesite="Strict",
    )


def mark_of(request: HttpRequest | None, name: str) -> str:
    """What tells this browser from others, when the account of that name has logged in here. Empty otherwise."""
    try:
        pk, digest, number = signing.loads(request.COOKIES[COOKIE], salt=SALT, max_age=KEPT)
    except (AttributeError, KeyError, TypeError, ValueError, signing.BadSignature):
        return ""
    user = User.objects.filter(pk=pk).first()
    if not user or user.get_username() != name or not constant_time_compare(digest, _digest(user)):
        return ""
    return f"{pk} {number}"


def _digest(user: User) -> str:
    """Another one after each change of the password."""
    return salted_hmac(SALT, user.password, algorithm="sha256").hexdigest()[:32]
