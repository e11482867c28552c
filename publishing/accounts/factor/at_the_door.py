"""Between password and editors' area: a factor is shown, or the first one is bound."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from publishing.accounts import notices, trail
from publishing.accounts.factor import codes, half_way, passkeys
from publishing.accounts.factor.forms import CodeForm, NewAppForm, NewPasskeyForm
from publishing.accounts.factor.middleware import may_wait
from publishing.accounts.factor.own import PAPER
from publishing.accounts.factor.seeds import Encrypted
from publishing.accounts.login import TOO_MANY


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(csrf_protect, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class HalfWayView(FormView):
    """Only for somebody whose password was right, a short while ago, in this browser."""

    step: str  # of half_way, at which this page stands

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.way = half_way.of(request)
        self.user = self.way and self.way.user
        if not self.user:
            return redirect("wagtailadmin_login")
        step = self.way.next_step(self.user)
        if step != self.step:
            return redirect(step)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "user": self.user}

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error(form.told_at, TOO_MANY):
            response.status_code = 429
        return response


class CodeView(HalfWayView):
    template_name = "wagtailadmin/factor/code.html"
    form_class = CodeForm
    step = half_way.SHOWS

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs) -> dict:
        more = {"passkey": passkeys.ask(self.request, self.user), "app": codes.factor_of(self.user)}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form) -> HttpResponse:
        return half_way.finish(self.request, self.way, self.user, form.factor)

    def form_invalid(self, form) -> HttpResponse:
        if not form.has_error("code", TOO_MANY):
            trail.note(trail.WRONG_CODE, self.user, None)
        return super().form_invalid(form)


class NewFactorView(HalfWayView):
    """Binds what the next logins ask for. Whoever had no codes on paper yet reads them then."""

    step = half_way.BINDS

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        way = half_way.of(request)
        self.had_paper = bool(way and way.user and codes.has_paper(way.user))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        self.tell(form)
        leads_to = reverse("second_factor_own" if self.had_paper else "second_factor_paper")
        response = half_way.finish(self.request, self.way, self.user, form.factor, leads_to)
        if not self.had_paper:
            self.request.session[PAPER] = self.way.wanted
        return response


class NewAppView(NewFactorView):
    template_name = "wagtailadmin/factor/new.html"
    form_class = NewAppForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        way = half_way.of(request)
        self.seed = way and way.readable_seed()
        if not self.seed:
            return redirect("wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "later" in request.POST and may_wait(self.user, request):
            return half_way.finish(request, self.way, self.user, None)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "seed": self.seed}

    def get_context_data(self, **kwargs) -> dict:
        address = Encrypted().build_totp_url(self.user, self.seed)
        code = segno.make(address, error="m", micro=False).svg_inline(scale=5, border=3, light="#fff")
        spaced = " ".join(self.seed[at : at + 4] for at in range(0, len(self.seed), 4))
        more = {"picture": mark_safe(code), "seed": spaced, "may_wait": may_wait(self.user, self.request)}
        return super().get_context_data(**kwargs) | more

    def tell(self, form) -> None:
        trail.note(trail.FACTOR_ADDED, self.user, self.user)


class NewPasskeyView(NewFactorView):
    template_name = "wagtailadmin/factor/new_passkey.html"
    form_class = NewPasskeyForm

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"offer": passkeys.offer(self.request, self.user)}

    def tell(self, form) -> None:
        notices.passkey_added(self.user, form.factor)


urlpatterns = [
    path("kode/", CodeView.as_view(), name="second_factor_code"),
    path("perangkat/", NewAppView.as_view(), name="second_factor_new"),
    path("perangkat/kunci-sandi/", NewPasskeyView.as_view(), name="second_factor_new_passkey"),
]
