"""
What people of the office did with accounts, in Wagtail's own log: who, when, with whose account. No address, no code.

Wagtail's report "Site history" shows it beside everything that was done with pages and records, filtered and exported.
"""

from datetime import timedelta

from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from publishing.accounts.user import User
from publishing.spreadsheets.exports import exported

LOGIN, WRONG_CODE = "account.login", "account.wrong_code"
FACTOR_ADDED, FACTOR_REMOVED, PAPER_RENEWED = "account.factor_added", "account.factor_removed", "account.paper_renewed"
PASSKEY_ADDED, PASSKEY_REMOVED = "account.passkey_added", "account.passkey_removed"
LINK_MADE, PASSWORD_CHOSEN, EXPORTED = "account.link_made", "account.password_chosen", "account.exported"
ACTIONS = {
    LOGIN: (_("Log in"), _("Logged in")),
    WRONG_CODE: (_("Wrong code"), _("The password was right, the code was not")),
    FACTOR_ADDED: (_("Bind a phone"), _("A phone was bound as second factor")),
    FACTOR_REMOVED: (_("Remove the second factor"), _("The second factor was removed")),
    PAPER_RENEWED: (_("New codes for paper"), _("New codes for paper were made")),
    PASSKEY_ADDED: (_("Add a passkey"), _("A passkey was added")),
    PASSKEY_REMOVED: (_("Remove a passkey"), _("A passkey was removed")),
    LINK_MADE: (_("Make a link"), _("A link for a password was made")),
    PASSWORD_CHOSEN: (_("Choose a password"), _("A password was chosen with a link")),
    EXPORTED: (_("Export a table"), _("A table was exported")),
}
LOGINS_KEPT, ACTS_KEPT = timedelta(days=365), timedelta(days=5 * 365)
COMINGS_AND_GOINGS = [LOGIN, WRONG_CODE, EXPORTED]


def note(action: str, account: User, by: User | None, title: str = "") -> None:
    """One of ACTIONS. `by` is nobody when a command does it on the server; `title` says what, if not the account."""
    # A request's user is lazy, twice behind our doors, and Wagtail's log passes by such an object without a word.
    log(instance=User.objects.get(pk=account.pk), action=action, user=by, title=title or str(account))


@receiver(user_logged_in)
def _logged_in(sender, user: User, **signal) -> None:
    """Editors only: what partners open is their own business."""
    if user.has_perm("wagtailadmin.access_admin"):
        note(LOGIN, user, user)


@receiver(exported)
def _exported(sender, request: HttpRequest, name: str, **signal) -> None:
    note(EXPORTED, request.user, request.user, title=name)


def logins_of(user: User) -> QuerySet[ModelLogEntry]:
    """The newest first; with the wrong codes, which tell that somebody else knows the password."""
    entries = ModelLogEntry.objects.get_for_model(User).filter(object_id=str(user.pk))
    return entries.filter(action__in=[LOGIN, WRONG_CODE]).order_by("-timestamp")


def erase_old() -> int:
    """By the rule of docs/data-protection.md; how many entries it was."""
    now = timezone.now()
    old = [
        ModelLogEntry.objects.filter(action__in=COMINGS_AND_GOINGS, timestamp__lt=now - LOGINS_KEPT),
        *(model.objects.filter(timestamp__lt=now - ACTS_KEPT) for model in (ModelLogEntry, PageLogEntry)),
    ]
    return sum(entries.delete()[0] for entries in old)
