from datetime import timedelta
from itertools import count

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from publishing.accounts.links import LASTS, OneTimeLink, OneTimeLinkQuerySet
from publishing.models import User

GROUP = "Mitra Adat"
OFF_LASTS = timedelta(days=365)  # a deactivated account is erased after this
UNUSED_LASTS = timedelta(days=90)  # and one that was never opened, after its last link
LONGEST_LOGIN_NAME = 24


class PartnerQuerySet(models.QuerySet):
    def outside_the_office(self) -> "PartnerQuerySet":
        """
        Without accounts that were given rights in the editors' area since.

        Whoever may invite partners could else give an administrator's account a new password.
        """
        admin = {"content_type__app_label": "wagtailadmin", "codename": "access_admin"}
        rights = Permission.objects.filter(**admin)
        return (
            self.exclude(account__is_superuser=True)
            .exclude(account__groups__permissions__in=rights)
            .exclude(account__user_permissions__in=rights)
        )

    def with_account(self) -> "PartnerQuerySet":
        """Ready for a list: account and state come with the same query."""
        links = Invitation.objects.open().filter(partner=models.OuterRef("pk"))
        return self.select_related("account").annotate(open_link=models.Exists(links))

    def to_erase(self) -> "PartnerQuerySet":
        """Those whose data nobody needs any more."""
        now = timezone.now()
        recent = Invitation.objects.filter(partner=models.OuterRef("pk"), expires_at__gt=now - UNUSED_LASTS)
        unused = models.Q(account__password__startswith=UNUSABLE_PASSWORD_PREFIX) & ~models.Exists(recent)
        return self.filter(models.Q(deactivated_at__lt=now - OFF_LASTS) | unused)

    @transaction.atomic
    def invite(self, name: str, institution: str, email: str, by: User) -> "Partner":
        """A partner with an account that nobody can open before its link is used."""
        account = _new_account(name, email)
        account.groups.add(Group.objects.get(name=GROUP))
        return self.create(account=account, institution=institution, invited_by=by)


def _new_account(name: str, email: str) -> User:
    """Inactive and without a password. Its login name comes from the person's, with a number where it is taken."""
    base = login_name(name)[:LONGEST_LOGIN_NAME].strip("-") or "mitra"
    details = {"first_name": name, "email": email, "is_active": False, "password": make_password(None)}
    for number in count(1):
        account, made = User.objects.get_or_create(
            username=base if number == 1 else f"{base}-{number}", defaults=details
        )
        if made:
            return account
    raise AssertionError


def login_name(typed: str) -> str:
    """What somebody types as a name, as our login names are written: "Siti Aminah" is "siti-aminah"."""
    return slugify(typed)


class Partner(models.Model):
    """Somebody of an adat institution with an account for what the office shares with its partners."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        LAPSED = "lapsed", _("link ran out or was withdrawn")
        ACTIVE = "active", _("active")
        OFF = "off", _("deactivated")

    account = models.OneToOneField(
        User, verbose_name=_("account"), on_delete=models.CASCADE, related_name="partner", editable=False
    )
    institution = models.CharField(
        _("institution"), max_length=150, help_text=_("For example: the KAN of a nagari, Bundo Kanduang, LKAAM.")
    )
    invited_by = models.ForeignKey(
        User,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    invited_on = models.DateTimeField(_("invited on"), auto_now_add=True)
    deactivated_at = models.DateTimeField(_("deactivated on"), null=True, editable=False)

    objects = PartnerQuerySet.as_manager()

    changes_what_readers_see = False

    class Meta:
        ordering = ["account__first_name", "pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.account.get_full_name() or self.account.username

    name.fget.short_description = _("name")

    @property
    def last_used(self):
        return self.account.last_login

    @property
    def state(self) -> "State":
        if self.account.is_active:
            return self.State.ACTIVE
        if self.deactivated_at or self.account.has_usable_password():
            return self.State.OFF
        is_open = self.open_link if hasattr(self, "open_link") else self.links.open().exists()
        return self.State.INVITED if is_open else self.State.LAPSED

    @property
    def state_in_words(self) -> str:
        return self.state.label

    @transaction.atomic
    def new_link(self, by: User) -> str:
        """
        The token of a link with which the partner chooses a password: the first one, or a new one when it is lost.

        Earlier links end.
        """
        self.withdraw_links()
        return Invitation.objects.new(partner=self, by=by, expires_at=timezone.now() + LASTS)

    def withdraw_links(self) -> None:
        self.links.withdraw()

    @transaction.atomic
    def deactivate(self) -> None:
        """Nothing closed opens for this account any more, at once: a running session counts for nothing either."""
        self.withdraw_links()
        self._switch(active=False, deactivated_at=timezone.now())

    def reactivate(self) -> None:
        """With the former password; without one, with a new link."""
        self._switch(active=self.account.has_usable_password(), deactivated_at=None)

    def _switch(self, *, active: bool, deactivated_at) -> None:
        self.account.is_active, self.deactivated_at = active, deactivated_at
        self.account.save(update_fields=["is_active"])
        self.save(update_fields=["deactivated_at"])

    def delete(self, *args, **kwargs):
        """Erases the account, and this with it."""
        return self.account.delete()


class InvitationQuerySet(OneTimeLinkQuerySet):
    def of_token(self, token: str) -> "Invitation | None":
        """The open invitation of a token. Of all others nothing is told, not even that they were there."""
        partners = Partner.objects.outside_the_office()
        mine = self.with_token(token).filter(partner__in=partners)
        return mine.select_related("partner__account").first()


class Invitation(OneTimeLink):
    """A link that opens a partner's account once."""

    opens_at = "partners:invitation"

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="links")

    objects = InvitationQuerySet.as_manager()

    class Meta(OneTimeLink.Meta):
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.partner}, {self.made_at:%Y-%m-%d}"

    @transaction.atomic
    def use(self, password: str) -> bool:
        """Give the account its password. False when somebody else was faster: a link is used once."""
        if not self.take():
            return False
        account = self.partner.account
        account.set_password(password)
        account.is_active = True
        account.save(update_fields=["password", "is_active"])
        return True
