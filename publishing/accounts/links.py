"""Links that open an account once. The token is known to whoever has the link; what is kept is its digest."""

import hashlib
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote

from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.accounts.factor.seeds import Unreadable
from publishing.accounts.user import User

LASTS, LASTS_BY_MAIL = timedelta(days=14), timedelta(days=1)


class OneTimeLinkQuerySet(models.QuerySet):
    def open(self) -> "OneTimeLinkQuerySet":
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def withdraw(self) -> None:
        self.open().update(withdrawn_at=timezone.now())

    def with_token(self, token: str) -> "OneTimeLinkQuerySet":
        """The open link of a token, if there is one."""
        return self.open().filter(digest=digest_of(token))

    def new(self, *, expires_at: datetime, by: User | None, **of: models.Model) -> str:
        """The token of a new link, `of` what it opens. Only its digest is kept."""
        token = new_token()
        self.create(digest=digest_of(token), made_by=by, expires_at=expires_at, **of)
        return token


class OneTimeLink(models.Model):
    """What links of partners, of editors and for reports from the field have in common."""

    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    changes_what_readers_see = False
    opens_at: str  # the name of the address that takes its token

    class Meta:
        abstract = True
        ordering = ["-made_at"]

    @classmethod
    def address_of(cls, token: str) -> str:
        return settings.WAGTAILADMIN_BASE_URL + reverse(cls.opens_at, args=[token])

    def take(self) -> bool:
        """Whether it is ours to use now. False when somebody else was faster: a link is used once."""
        return bool(type(self).objects.open().filter(pk=self.pk).update(used_at=timezone.now()))


class AccountLinkQuerySet(OneTimeLinkQuerySet):
    @transaction.atomic
    def make(self, account: User, by: User | None) -> str:
        """The token of a new link. One that the office makes ends the earlier ones, one by mail lasts a day only."""
        if by:
            self.filter(account=account).withdraw()
        return self.new(account=account, by=by, expires_at=timezone.now() + (LASTS if by else LASTS_BY_MAIL))

    def of_token(self, token: str) -> "AccountLink | None":
        """The open link of a token. Of all others nothing is told, not even that they were there."""
        link = self.with_token(token).select_related("account").first()
        return link if link and link.account.has_perm("wagtailadmin.access_admin") else None


class AccountLink(OneTimeLink):
    """With it somebody of the office chooses a password that nobody else has known; then comes the second factor."""

    opens_at = "account_link"

    account = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")

    objects = AccountLinkQuerySet.as_manager()

    class Meta(OneTimeLink.Meta):
        verbose_name = _("link of an account")

    def __str__(self) -> str:
        return f"{self.account}, {self.made_at:%Y-%m-%d}"

    @transaction.atomic
    def use(self, password: str) -> bool:
        """Give the account its password. False when the link was used meanwhile."""
        if not self.take():
            return False
        self.account.set_password(password)
        self.account.save(update_fields=["password"])
        AccountLink.objects.filter(account=self.account).withdraw()
        return True


def keep_until_shown(session: SessionBase, kind: str, pk: int, address: str) -> None:
    """For the page that shows a new link once. A session lies in the database, so encrypted."""
    session[kind] = {"of": pk, "address": encrypt(address)}


def shown_once(session: SessionBase, kind: str, pk: int) -> str | None:
    """What was kept for this account or partner, and is not kept any more."""
    kept = session.pop(kind, {})
    try:
        return decrypt(kept["address"]) if kept.get("of") == pk else None
    except Unreadable:
        return None


def new_token() -> str:
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def to_pass_on(template: str, context: dict) -> str:
    """An address of WhatsApp with the words of `template`: who made a link passes it on without a mail."""
    return f"https://wa.me/?text={quote(render_to_string(template, context).strip())}"
