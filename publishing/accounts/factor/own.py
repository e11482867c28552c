"""One's own factors, within the editors' area: what there is, and each change of it after a proof."""

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.account import BaseSettingsPanel

from publishing.accounts import notices, trail
from publishing.accounts.factor import codes, half_way, passkeys
from publishing.accounts.factor.forms import CodeForm, NameForm, NewPasskeyForm
from publishing.accounts.factor.middleware import MARK
from publishing.accounts.user import User
from publishing.screens import Screen

LOGINS_SHOWN = 30
PAPER = "codes_for_paper"  # in the session until they have been shown: where to go then
PROVEN, PROVEN_FOR = "proven_at", 10 * 60  # seconds, to make a passkey in


class _OwnScreen(Screen):
    header_icon = "key"


class PaperView(_OwnScreen, TemplateView):
    """The codes for paper, once: whoever comes by an open screen later does not read them."""

    template_name = "wagtailadmin/factor/paper.html"
    page_title = _("Codes for paper")

    def get_context_data(self, **kwargs) -> dict:
        wanted = self.request.session.pop(PAPER, None)
        shown = {"codes": codes.on_paper(self.request.user) if wanted else [], "wanted": wanted}
        return super().get_context_data(**kwargs) | shown


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ProvenView(_OwnScreen, FormView):
    """Whoever sits down at an open screen changes nothing: each change asks for a code or a passkey."""

    form_class = CodeForm

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "user": self.request.user, "request": self.request}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"passkey": passkeys.ask(self.request, self.request.user)}


class OwnFactorView(ProvenView):
    """What opens the account, and its logins; new codes for paper, another app, one more passkey."""

    template_name = "wagtailadmin/factor/own.html"
    page_title = _("Second factor")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.bound = list(codes.bound_to(request.user))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.bound:
            return super().post(request, *args, **kwargs)
        return half_way.begin(request, request.user, reverse("wagtailadmin_home"))

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        context = {
            "bound": self.bound,
            "app": next((factor for factor in self.bound if factor.type == codes.APP), None),
            "keys": [factor for factor in self.bound if factor.type == passkeys.KIND],
            "left": len(codes.on_paper(user)) if self.bound else 0,
            "logins": trail.logins_of(user)[:LOGINS_SHOWN],
        }
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form) -> HttpResponse:
        user = self.request.user
        if "add" in self.request.POST:
            self.request.session[PROVEN] = time.time()
            return redirect("second_factor_add_passkey")
        if "exchange" in self.request.POST:
            if app := codes.factor_of(user):
                codes.remove_one(app)
                trail.note(trail.FACTOR_REMOVED, user, user)
            return half_way.begin(self.request, user, reverse("wagtailadmin_home"), binds=True)
        codes.renew_paper(user)
        trail.note(trail.PAPER_RENEWED, user, user)
        self.request.session[PAPER] = reverse("second_factor_own")
        return redirect("second_factor_paper")


class AddPasskeyView(_OwnScreen, FormView):
    """Right after a proof."""

    template_name = "wagtailadmin/factor/add_passkey.html"
    form_class = NewPasskeyForm
    page_title = _("New passkey")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if time.time() - request.session.get(PROVEN, 0) > PROVEN_FOR:
            return redirect("second_factor_own")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "user": self.request.user, "request": self.request}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"offer": passkeys.offer(self.request, self.request.user)}

    def form_valid(self, form) -> HttpResponse:
        del self.request.session[PROVEN]
        notices.passkey_added(self.request.user, form.factor)
        messages.success(self.request, gettext("The passkey is bound. The next login takes it, too."))
        return redirect("second_factor_own")


class PasskeyView(ProvenView):
    """One passkey: its name, and its end."""

    template_name = "wagtailadmin/factor/passkey.html"
    page_title = _("Passkey")

    def dispatch(self, request: HttpRequest, *args, pk: int, **kwargs) -> HttpResponse:
        self.key: Authenticator = get_object_or_404(passkeys.of(request.user), pk=pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return passkeys.name_of(self.key)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "rename" not in request.POST:
            return super().post(request, *args, **kwargs)
        names = NameForm(request.POST, user=request.user, factor=self.key)
        if not names.is_valid():
            form = CodeForm(user=request.user, request=request)
            return self.render_to_response(self.get_context_data(names=names, form=form))
        passkeys.rename(self.key, names.cleaned_data["name"])
        return redirect("second_factor_own")

    def get_context_data(self, **kwargs) -> dict:
        name = {"name": passkeys.name_of(self.key)}
        names = kwargs.pop("names", None) or NameForm(initial=name, user=self.request.user, factor=self.key)
        is_last = codes.bound_to(self.request.user).count() == 1
        return super().get_context_data(**kwargs) | {"key": self.key, "names": names, "is_last": is_last}

    def form_valid(self, form) -> HttpResponse:
        user, session = self.request.user, self.request.session
        others = codes.bound_to(user).exclude(pk=self.key.pk)
        if not others:
            return redirect("second_factor_passkey", self.key.pk)
        pk = self.key.pk
        codes.remove_one(self.key)
        notices.passkey_removed(user, self.key, user)
        if session.get(MARK) == pk:
            session[MARK] = others[0].pk
        messages.success(self.request, gettext("The passkey is removed. It opens nothing any more."))
        return redirect("second_factor_own")


class FactorPanel(BaseSettingsPanel):
    """On the screen of the own account: the way to it."""

    name = "factor"
    title = _("Second factor")
    order = 150
    template_name = "wagtailadmin/factor/panel.html"
    form_class = modelform_factory(User, fields=[])

    def is_active(self) -> bool:
        return settings.REQUIRE_SECOND_FACTOR


urls = [
    path("faktor-kedua/", never_cache(OwnFactorView.as_view()), name="second_factor_own"),
    path("faktor-kedua/kertas/", never_cache(PaperView.as_view()), name="second_factor_paper"),
    path("faktor-kedua/kunci-sandi/baru/", never_cache(AddPasskeyView.as_view()), name="second_factor_add_passkey"),
    path("faktor-kedua/kunci-sandi/<int:pk>/", never_cache(PasskeyView.as_view()), name="second_factor_passkey"),
]
