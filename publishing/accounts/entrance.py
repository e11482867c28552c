"""Ways into an editor's account beside the login: a link from the office, and one by mail for a forgotten password."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_tasks import task

from publishing.accounts import forgotten, mail, trail
from publishing.accounts.attempts import Limit
from publishing.accounts.factor import half_way, middleware
from publishing.accounts.links import AccountLink
from publishing.accounts.passwords import NewPasswordForm

RESETS = Limit("reset of an editor", ((3, timedelta(hours=1)),))  # nobody's mailbox is filled through us


@sensitive_post_parameters()
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def account_link(request: HttpRequest, token: str) -> HttpResponse:
    """
    Somebody of the office chooses a password, and goes on to the second factor.

    Opening the link changes nothing: messengers open it as well, to show what is behind it.
    """
    link = AccountLink.objects.of_token(token)
    if not link:
        return _dead(request)
    if request.user.is_authenticated and request.user != link.account:
        return render(request, "wagtailadmin/entrance/not_for_you.html", {"account": link.account}, status=403)
    form = NewPasswordForm(link.account, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "wagtailadmin/entrance/new_password.html", {"form": form, "account": link.account})
    if not link.use(form.cleaned_data["new_password1"]):
        return _dead(request)
    trail.note(trail.PASSWORD_CHOSEN, link.account, link.account)
    if not middleware.is_asked_of(link.account):
        return redirect("wagtailadmin_login")
    return half_way.begin(request, link.account, reverse("wagtailadmin_home"))


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "wagtailadmin/entrance/dead_link.html", status=410)


class ForgottenView(forgotten.ForgottenView):
    template_name = "wagtailadmin/entrance/forgotten.html"

    def form_valid(self, form) -> HttpResponse:
        ask(form.cleaned_data["email"])
        return render(self.request, "wagtailadmin/entrance/forgotten_sent.html")


def ask(email: str) -> None:
    """Have a link sent to the editors of an address."""
    forgotten.ask(email, RESETS, forgotten.with_a_password(), send_link)


@task(backend="background")
def send_link(account_id: int) -> None:
    """The links are made when the mails are."""
    for account in forgotten.of_one_address(forgotten.with_a_password(), account_id):
        if account.has_perm("wagtailadmin.access_admin"):
            address = AccountLink.address_of(AccountLink.objects.make(account, by=None))
            context = {"account": account, "address": address}
            with translation.override(settings.LANGUAGE_CODE):
                mail.send(account.email, "wagtailadmin/entrance/mail/reset.txt", context)


urlpatterns = [
    path("undangan/<str:token>/", account_link, name="account_link"),
    path("lupa/", ForgottenView.as_view(), name="account_forgotten"),
]
