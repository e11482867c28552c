"""A login whose password was right and whose second factor is not there yet: it opens the pages for that alone."""

import time
from dataclasses import asdict, dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from publishing.accounts import browsers
from publishing.accounts.factor import codes
from publishing.accounts.factor.middleware import MARK, POSTPONED
from publishing.accounts.factor.seeds import Unreadable
from publishing.accounts.user import User

KEY, LASTS = "half_way", 30 * 60  # seconds: somebody may have to install an app first
SHOWS, BINDS = "second_factor_code", "second_factor_new"  # steps, by the names of their addresses


@dataclass(frozen=True)
class HalfWay:
    account: int
    password: str  # a digest: a login that was begun with a former password leads nowhere
    began: float
    wanted: str  # the address that was asked for
    stays: bool  # "remember me"
    seed: str  # of the app that is being bound; encrypted, for a session lies in the database too
    binds: bool = False  # has shown a factor already, and binds another one

    @property
    def user(self) -> User | None:
        user = User.objects.filter(pk=self.account, is_active=True).first()
        same = user and constant_time_compare(self.password, user.get_session_auth_hash())
        return user if same and time.time() - self.began < LASTS else None

    def next_step(self, user: User) -> str:
        return BINDS if self.binds or not codes.bound_to(user).exists() else SHOWS

    def readable_seed(self) -> str | None:
        try:
            return decrypt(self.seed)
        except Unreadable:
            return None


def begin(request: HttpRequest, user: User, wanted: str, *, stays: bool = False, binds: bool = False) -> HttpResponse:
    """After the password. Whoever was logged in here before is not any more."""
    request.session.flush()
    seed = encrypt(codes.new_seed())
    way = HalfWay(user.pk, user.get_session_auth_hash(), time.time(), wanted, stays, seed, binds)
    request.session[KEY] = asdict(way)
    request.session.set_expiry(0)
    return redirect(way.next_step(user))


def of(request: HttpRequest) -> HalfWay | None:
    try:
        return HalfWay(**request.session[KEY])
    except (KeyError, TypeError):
        return None


def finish(
    request: HttpRequest, way: HalfWay, user: User, factor: Authenticator | None, lead_to: str = ""
) -> HttpResponse:
    """The login itself, in a session with a new number. Without a `factor` it was postponed."""
    del request.session[KEY]
    login(request, user)
    request.session[MARK] = factor.pk if factor else POSTPONED
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if way.stays else 0)
    response = redirect(lead_to or way.wanted)
    browsers.remember(request, response, user)
    return response
