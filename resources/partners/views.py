"""The partners' area. Its pages are the only public ones that set cookies; none is ever kept by a cache."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.tokens import default_token_generator
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView
from wagtail.models import Page

from publishing.accounts import forgotten, idle, mail
from publishing.accounts.login import LimitedLoginView
from publishing.accounts.passwords import NewPasswordForm
from publishing.models import User
from publishing.pages.visibility import is_shared_with
from resources.facets import PAGE, from_former_address
from resources.materials.models import MaterialPage
from resources.partners import reset
from resources.partners.forms import ChangePasswordForm, PartnerLoginForm
from resources.partners.models import Invitation

PAGE_SIZE = 24


def enter(request: HttpRequest) -> None:
    """After a login: phones are shared, so the cookie goes with the browser window; the session lasts a day's work."""
    request.session.set_expiry(0)


class HomeView(LimitedLoginView, views.LoginView):
    """One address for both: who is not known logs in, who is sees what is shared with partners."""

    template_name = "partners/login.html"
    form_class = PartnerLoginForm

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if former := from_former_address(request):
            return former
        if not request.user.is_authenticated:
            return super().get(request, *args, **kwargs)
        wanted = self.get_redirect_url()
        return redirect(wanted) if wanted else render(request, "partners/area.html", _shared_with(request))

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        enter(self.request)
        return response

    def get_default_redirect_url(self) -> str:
        return reverse("partners:home")

    def get_redirect_url(self) -> str:
        """The closed page that was asked for: on this site, and none of this area, which would lead back here."""
        wanted = super().get_redirect_url()
        return "" if wanted.startswith(reverse("partners:home")) else wanted

    def get_context_data(self, **kwargs) -> dict:
        form = kwargs.get("form")
        office = bool(form and form.is_bound and form.has_error("__all__", "office"))
        more = {"mail": mail.is_set_up(), "office": office, "ended": idle.has_just_ended(self.request)}
        return super().get_context_data(**kwargs) | more


def _shared_with(request: HttpRequest) -> dict:
    pages = Page.objects.filter(is_shared_with(request.user), depth__gt=1).order_by("-last_published_at", "-pk")
    shown = Paginator(pages.specific(), PAGE_SIZE).get_page(request.GET.get(PAGE))
    MaterialPage.state_versions(page for page in shown if isinstance(page, MaterialPage))
    return {"pages": shown, "partner": getattr(request.user, "partner", None)}


class LeaveView(views.LogoutView):
    """Logs out, by POST only, and takes both cookies from the device."""

    next_page = reverse_lazy("partners:left")
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect("partners:home")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.delete_cookie(
            settings.CSRF_COOKIE_NAME, path=settings.CSRF_COOKIE_PATH, samesite=settings.CSRF_COOKIE_SAMESITE
        )
        return response


class LeftView(TemplateView):
    template_name = "partners/left.html"


class ChangePasswordView(views.PasswordChangeView):
    template_name = "partners/password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("partners:home")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect("partners:home")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return redirect("wagtailadmin_account")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        messages.success(self.request, gettext("Your new password holds from now on."))
        return super().form_valid(form)


class ForgottenView(forgotten.ForgottenView):
    template_name = "partners/forgotten.html"
    success_url = reverse_lazy("partners:forgotten_sent")

    def form_valid(self, form) -> HttpResponse:
        reset.ask(form.cleaned_data["email"])
        return super().form_valid(form)


class ForgottenSentView(forgotten.ByMail, TemplateView):
    template_name = "partners/forgotten_sent.html"


class ResetView(forgotten.ByMail, views.PasswordResetConfirmView):
    """Where the link of the mail leads: Django takes the token out of the address before it shows the form."""

    template_name = "partners/new_password.html"
    form_class = NewPasswordForm
    token_generator = default_token_generator
    post_reset_login = True
    success_url = reverse_lazy("partners:home")

    def get_user(self, uidb64: str) -> User | None:
        """With one look, whether there is such an account or not."""
        try:
            return reset.resettable().filter(pk=urlsafe_base64_decode(uidb64).decode()).first()
        except (ValueError, OverflowError):
            return None

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        enter(self.request)
        return response

    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        if not self.validlink:
            return render(self.request, "partners/dead_link.html", status=410)
        return super().render_to_response(context, **kwargs)


@sensitive_post_parameters()
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """
    An invited partner chooses a password and is in.

    Opening the link changes nothing: messengers open it as well, to show what is behind it.
    """
    invited = Invitation.objects.of_token(token)
    if not invited:
        return render(request, "partners/dead_link.html", status=410)
    if request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "partners/not_for_you.html", {"partner": invited.partner})
    account = invited.partner.account
    form = NewPasswordForm(account, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "partners/new_password.html", {"form": form, "partner": invited.partner})
    if not invited.use(form.cleaned_data["new_password1"]):
        return render(request, "partners/dead_link.html", status=410)
    account.refresh_from_db()
    login(request, account)
    enter(request)
    return redirect("partners:home")
