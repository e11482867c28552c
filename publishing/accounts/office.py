"""What an administrator does about somebody's way in: a link for a password, and an end to a lost second factor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import PermissionPolicyChecker
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import ModelPermissionPolicy

from publishing.accounts import notices, trail
from publishing.accounts.factor import codes, passkeys
from publishing.accounts.links import AccountLink, keep_until_shown, shown_once, to_pass_on
from publishing.accounts.user import User
from publishing.screens import Screen

NEW_LINK = "new_account_link"  # in the administrator's session, until it has been shown
LOGINS_SHOWN = 30
POLICY = ModelPermissionPolicy(User)
may = PermissionPolicyChecker(POLICY)


def one(request: HttpRequest, pk: int) -> User:
    """An account of the office. The owner's is touched by owners only: its way in would else be anybody's."""
    account = get_object_or_404(User, pk=pk)
    if account.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
    return account


class AccessView(PermissionCheckedMixin, Screen, TemplateView):
    """How somebody gets in: link, second factor, the last logins. A new link is shown here, once."""

    template_name = "wagtailadmin/entrance/access.html"
    permission_policy = POLICY
    permission_required = "change"
    page_title = _("Way in")
    header_icon = "key"
    above = (("wagtailusers_users:index", _("Users")),)

    def get_context_data(self, pk: int, **kwargs) -> dict:
        account = one(self.request, pk)
        context = {
            "account": account,
            "app": codes.factor_of(account),
            "keys": passkeys.of(account),
            "link": AccountLink.objects.open().filter(account=account).first(),
            "address": shown_once(self.request.session, NEW_LINK, pk),
            "may_enter": account.has_perm("wagtailadmin.access_admin"),
            "logins": trail.logins_of(account)[:LOGINS_SHOWN],
        }
        if context["address"]:
            context["whatsapp"] = to_pass_on("wagtailadmin/entrance/mail/whatsapp.txt", context)
        return super().get_context_data(**kwargs) | context

    def get_page_subtitle(self) -> str:
        return str(one(self.request, self.kwargs["pk"]))

    def here(self) -> dict:
        return super().here() | {"sublabel": self.get_page_subtitle()}


def give_link(request: HttpRequest, account: User) -> HttpResponse:
    """Make a link, mail it where that is possible, and lead to the page that shows it once."""
    address = AccountLink.address_of(AccountLink.objects.make(account, request.user))
    trail.note(trail.LINK_MADE, account, request.user)
    if notices.send(account, "invitation", address=address):
        messages.success(request, gettext("The link was sent to %(email)s.") % {"email": account.email})
    keep_until_shown(request.session, NEW_LINK, account.pk, address)
    return redirect("account_access", account.pk)


@may.require("change")
@require_POST
def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    account = one(request, pk)
    if not account.has_perm("wagtailadmin.access_admin"):
        messages.error(
            request, gettext("This account may not enter the editors' area. Activate it and give it a group.")
        )
        return redirect("account_access", pk)
    return give_link(request, account)


@may.require("change")
@require_POST
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    account = one(request, pk)
    if codes.remove(account):
        notices.factor_removed(account, request.user)
        messages.success(request, gettext("The second factor was removed. The next login binds a new one."))
    return redirect("account_access", pk)


@may.require("change")
@require_POST
def remove_passkey(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    account = one(request, pk)
    if factor := passkeys.of(account).filter(pk=key).first():
        codes.remove_one(factor)
        notices.passkey_removed(account, factor, request.user)
        messages.success(request, gettext("The passkey is removed. It opens nothing any more."))
    return redirect("account_access", pk)


def invite(request: HttpRequest, account: User) -> HttpResponse | None:
    """After an account was made: it has no password, and gets its link at once."""
    if account.password:
        return None
    account.set_unusable_password()
    account.save(update_fields=["password"])
    return give_link(request, account) if account.has_perm("wagtailadmin.access_admin") else None


urls = [
    path("akun/<int:pk>/", never_cache(AccessView.as_view()), name="account_access"),
    path("akun/<int:pk>/tautan/", new_link, name="account_new_link"),
    path("akun/<int:pk>/faktor/", remove_factor, name="account_remove_factor"),
    path("akun/<int:pk>/kunci-sandi/<int:key>/", remove_passkey, name="account_remove_passkey"),
]
