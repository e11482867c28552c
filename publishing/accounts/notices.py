"""What becomes known of somebody's way in: noted in the trail, and mailed to the owner where mail is set up."""

from allauth.mfa.models import Authenticator
from django.utils import translation

from publishing.accounts import mail, trail
from publishing.accounts.factor import passkeys
from publishing.accounts.user import User


def factor_removed(account: User, by: User | None) -> None:
    """All of it: app, passkeys and paper. `by` is nobody when a command did it."""
    trail.note(trail.FACTOR_REMOVED, account, by)
    send(account, "factor_removed")


def passkey_removed(account: User, factor: Authenticator, by: User | None) -> None:
    trail.note(trail.PASSKEY_REMOVED, account, by, title=_title(account, factor))
    send(account, "passkey_removed", passkey=passkeys.name_of(factor))


def passkey_added(account: User, factor: Authenticator) -> None:
    trail.note(trail.PASSKEY_ADDED, account, account, title=_title(account, factor))
    send(account, "passkey_added", passkey=passkeys.name_of(factor))


def send(account: User, template: str, **context) -> bool:
    """Mail to an account's own address; whoever did not ask for it should hear of it. False when it was not sent."""
    if not account.email or not mail.is_set_up():
        return False
    with translation.override("id"):
        return mail.send(account.email, f"wagtailadmin/entrance/mail/{template}.txt", {"account": account, **context})


def _title(account: User, factor: Authenticator) -> str:
    return f"{account}: {passkeys.name_of(factor)}"
