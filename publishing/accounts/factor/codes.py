"""Whether a code is right: of an authenticator app, or one of those on paper. Each opens once."""

import logging
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, normalize_user_code, validate_totp_code
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from publishing.accounts.attempts import LOGIN, Limit
from publishing.accounts.factor import passkeys
from publishing.accounts.factor.seeds import Unreadable
from publishing.accounts.user import User

APP, PAPER = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
# Only who has the password gets as far as this, so nobody can be shut out by strangers.
TRIES = Limit("second factor", LOGIN.rules)
# Half a minute of the app, and one before and after it for clocks that go wrong (MFA_TOTP_TOLERANCE).
USED = Limit("code that was used", ((1, timedelta(seconds=90)),))

logger = logging.getLogger(__name__)


class OnceOnly(TOTP):
    """allauth notes used codes in a cache, which each process has for itself; here it is the database."""

    def _mark_code_used(self, code: str) -> bool:
        return _first_use(self.instance.user_id, code)


def _first_use(account_id: int, code: str) -> bool:
    return not USED.wait_for(f"{account_id} {normalize_user_code(code)}")


def new_seed() -> str:
    """For an app, in base 32."""
    return generate_totp_secret()


def factor_of(user: User) -> Authenticator | None:
    """The app."""
    return Authenticator.objects.filter(user=user, type=APP).first()


def bound_to(user: User) -> QuerySet[Authenticator]:
    """App and passkeys: each of them opens the account. Paper is for the day on which they are lost."""
    return Authenticator.objects.filter(user=user, type__in=[APP, passkeys.KIND]).order_by("type", "pk")


def accept(user: User, code: str) -> bool:
    """Whether the code opens this account now. It opens nothing a second time, in whichever process."""
    for factor in _readable(user):
        kind = OnceOnly if factor.type == APP else RecoveryCodes
        try:
            right = kind(factor).validate_code(code)
        except Unreadable:
            logger.error("Second factor of account %d can't be read: was FACTOR_KEY or SECRET_KEY changed?", user.pk)
            continue
        if right:
            factor.record_usage()
            return True
    return False


def _readable(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user, type__in=[APP, PAPER])


@transaction.atomic
def enrol(user: User, seed: str, code: str) -> Authenticator | None:
    """Bind the app that holds `seed` and has shown `code`. None when the code is wrong or was used."""
    # Only one of two that come at once; the row of the account is what both know.
    User.objects.select_for_update().get(pk=user.pk)
    if factor_of(user) or not validate_totp_code(seed, code) or not _first_use(user.pk, code):
        return None
    RecoveryCodes.activate(user)
    return TOTP.activate(user, seed).instance


@transaction.atomic
def bind_passkey(request: HttpRequest, user: User, name: str, passkey: str) -> Authenticator | None:
    """Bind what the browser has made. None when it does not fit."""
    factor = passkeys.bind(request, user, name, passkey)
    if factor:
        RecoveryCodes.activate(user)
    return factor


def has_paper(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=PAPER).exists()


def on_paper(user: User) -> list[str]:
    """The codes that still open the account once each. Raises Unreadable."""
    stored = Authenticator.objects.filter(user=user, type=PAPER).first()
    return RecoveryCodes(stored).get_unused_codes() if stored else []


@transaction.atomic
def renew_paper(user: User) -> None:
    """New codes for paper; the former ones end."""
    Authenticator.objects.filter(user=user, type=PAPER).delete()
    RecoveryCodes.activate(user)


def remove(user: User) -> bool:
    """Take app, passkeys and paper from an account, which ends each of its sessions. False when it had none."""
    removed, _kinds = Authenticator.objects.filter(user=user).delete()
    return bool(removed)


@transaction.atomic
def remove_one(factor: Authenticator) -> None:
    """Take one that is bound. Sessions that it opened end; with the last one the codes on paper do, too."""
    factor.delete()
    if not bound_to(factor.user).exists():
        remove(factor.user)
