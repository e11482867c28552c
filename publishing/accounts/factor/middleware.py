"""
One door before every address: a session without its second factor is nobody's.

Nothing is listed, so nothing can be left out: whatever asks who the reader is, the editors' area, a closed page, a
document, the partners' list, gets the answer that it gives to strangers.
"""

from collections.abc import Callable
from ipaddress import ip_address

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from publishing.accounts.areas import may_have_a_session
from publishing.accounts.user import User

MARK = "second_factor"  # in a session: the number of the factor that opened it, or
POSTPONED = "postponed"
HERE = ("localhost", "127.0.0.1", "[::1]")


class NobodyWithoutTheSecond:
    """Stands right after the middleware that tells who is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and may_have_a_session(request):
            known = request.user  # lazy: a page that asks for nobody looks nobody up
            request.user = SimpleLazyObject(lambda: known if _may_be(known, request) else AnonymousUser())
        return self.get_response(request)


def has_shown_one(session: SessionBase) -> bool:
    """For what is asked before there is a request: whether a session bears a mark at all. The door looks at it then."""
    return not settings.REQUIRE_SECOND_FACTOR or MARK in session


def is_asked_of(user: User) -> bool:
    """Everybody who may enter the editors' area: drafts, partners and requests are in there too. No partner."""
    return settings.REQUIRE_SECOND_FACTOR and user.has_perm("wagtailadmin.access_admin")


def _may_be(user: User | AnonymousUser, request: HttpRequest) -> bool:
    return not user.is_authenticated or _shown(user, request) or not is_asked_of(user)


def _shown(user: User, request: HttpRequest) -> bool:
    """Whether this session has shown it. One that was removed since, or exchanged, opens nothing any more."""
    mark = request.session.get(MARK)
    if mark == POSTPONED:
        return may_wait(user, request)
    return isinstance(mark, int) and Authenticator.objects.filter(pk=mark, user_id=user.pk).exists()


def may_wait(user: User, request: HttpRequest) -> bool:
    """The first administrator, on a machine of one's own, and from that machine: a first look needs no phone."""
    if not settings.SECOND_FACTOR_MAY_WAIT or not user.is_superuser or request.headers.get("X-Forwarded-For"):
        return False
    first = User.objects.filter(is_superuser=True).order_by("pk").values_list("pk", flat=True).first()
    return user.pk == first and _name(request.get_host()) in HERE and _is_this_machine(request.META["REMOTE_ADDR"])


def _name(host: str) -> str:
    return host.rsplit(":", 1)[0] if not host.endswith("]") else host


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
