"""Ways into an editor's account beside the login: a link from the office, and one by mail for a forgotten password."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView
from django_tasks import task

from publishing.accounts import mail, trail
from publishing.accounts.attempts import Limit
from publishing.accounts.factor import door, half_way
from publishing.accounts.links import AccountLink, address_of
from publishing.accounts.passwords import ForgottenForm, NewPasswordForm
from publishing.accounts.user import User

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
    if not door.is_asked_of(link.account):
        return redirect("wagtailadmin_login")
    return half_way.begin(request, link.account, reverse("wagtailadmin_home"))


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "wagtailadmin/entrance/dead_link.html", status=410)


@method_decorator(csrf_protect, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class ForgottenView(FormView):
    """Where mail is set up. Says the same for every address, known or not, limited or not."""

    template_name = "wagtailadmin/entrance/forgotten.html"
    form_class = ForgottenForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not mail.is_set_up():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        ask(form.cleaned_data["email"])
        return render(self.request, "wagtailadmin/entrance/forgotten_sent.html")


def ask(email: str) -> None:
    """Have a link sent to the editors of an address, if there are any and if they did not just get some."""
    if RESETS.wait_for(email):
        return
    for account in _with_a_password().filter(email__iexact=email):
        send_link.enqueue(account.pk)


def _with_a_password():
    """Who never had one waits for the office's link."""
    return User.objects.filter(is_active=True).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


@task(backend="background")
def send_link(account_id: int) -> None:
    """Only the account's number waits in the queue: the link itself is made when the mail is."""
    account = _with_a_password().filter(pk=account_id).first()
    if not account or not account.has_perm("wagtailadmin.access_admin"):
        return
    context = {"account": account, "address": address_of(AccountLink.objects.make(account, by=None))}
    with translation.override(settings.LANGUAGE_CODE):
        mail.send(account.email, "wagtailadmin/entrance/mail/reset.txt", context)


urlpatterns = [
    path("undangan/<str:token>/", account_link, name="account_link"),
    path("lupa/", ForgottenView.as_view(), name="account_forgotten"),
]
