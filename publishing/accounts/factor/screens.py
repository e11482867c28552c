"""Between password and editors' area, and one's own factor within it."""

import segno
from django.conf import settings
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from publishing.accounts import trail
from publishing.accounts.factor import codes, half_way
from publishing.accounts.factor.door import may_wait
from publishing.accounts.factor.forms import CodeForm, NewAppForm
from publishing.accounts.factor.seeds import Encrypted
from publishing.accounts.login import TOO_MANY
from publishing.accounts.user import User

LOGINS_SHOWN = 30
PAPER = "codes_for_paper"  # in the session until they have been shown: where to go then


@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(csrf_protect, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class HalfWayView(FormView):
    """Only for somebody whose password was right, a short while ago, in this browser."""

    is_bound_already: bool

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.way = half_way.of(request)
        self.user = self.way and self.way.user
        if not self.user:
            return redirect("wagtailadmin_login")
        self.factor = codes.factor_of(self.user)
        if bool(self.factor) != self.is_bound_already:
            return redirect("second_factor_code" if self.factor else "second_factor_new")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "user": self.user}

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error("code", TOO_MANY):
            response.status_code = 429
        return response


class CodeView(HalfWayView):
    template_name = "wagtailadmin/factor/code.html"
    form_class = CodeForm
    is_bound_already = True

    def form_valid(self, form) -> HttpResponse:
        return half_way.finish(self.request, self.way, self.user, self.factor)

    def form_invalid(self, form) -> HttpResponse:
        if not form.has_error("code", TOO_MANY):
            trail.note(trail.WRONG_CODE, self.user, None)
        return super().form_invalid(form)


class NewAppView(HalfWayView):
    template_name = "wagtailadmin/factor/new.html"
    form_class = NewAppForm
    is_bound_already = False

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

    def form_valid(self, form) -> HttpResponse:
        trail.note(trail.FACTOR_ADDED, self.user, self.user)
        response = half_way.finish(self.request, self.way, self.user, form.factor, reverse("second_factor_paper"))
        self.request.session[PAPER] = self.way.wanted
        return response


class _Screen(WagtailAdminTemplateMixin):
    header_icon = "key"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class PaperView(_Screen, TemplateView):
    """The codes for paper, once: whoever comes by an open screen later does not read them."""

    template_name = "wagtailadmin/factor/paper.html"
    page_title = _("Codes for paper")

    def get_context_data(self, **kwargs) -> dict:
        wanted = self.request.session.pop(PAPER, None)
        shown = {"codes": codes.on_paper(self.request.user) if wanted else [], "wanted": wanted}
        return super().get_context_data(**kwargs) | shown


@method_decorator(sensitive_post_parameters(), name="dispatch")
class OwnFactorView(_Screen, FormView):
    """One's own factor and logins: new codes for paper, or another device. Both ask for a code first."""

    template_name = "wagtailadmin/factor/own.html"
    form_class = CodeForm
    page_title = _("Second factor")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.factor = codes.factor_of(request.user)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.factor:
            return super().post(request, *args, **kwargs)
        return half_way.begin(request, request.user, reverse("wagtailadmin_home"))

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs) -> dict:
        left = len(codes.on_paper(self.request.user)) if self.factor else 0
        logins = trail.logins_of(self.request.user)[:LOGINS_SHOWN]
        return super().get_context_data(**kwargs) | {"factor": self.factor, "left": left, "logins": logins}

    def form_valid(self, form) -> HttpResponse:
        user = self.request.user
        if "exchange" in self.request.POST:
            codes.remove(user)
            trail.note(trail.FACTOR_REMOVED, user, user)
            return half_way.begin(self.request, user, reverse("wagtailadmin_home"))
        codes.renew_paper(user)
        trail.note(trail.PAPER_RENEWED, user, user)
        self.request.session[PAPER] = reverse("second_factor_own")
        return redirect("second_factor_paper")


class FactorPanel(BaseSettingsPanel):
    """On the screen of the own account: the way to it."""

    name = "factor"
    title = _("Second factor")
    order = 150
    template_name = "wagtailadmin/factor/panel.html"
    form_class = modelform_factory(User, fields=[])

    def is_active(self) -> bool:
        return settings.REQUIRE_SECOND_FACTOR


at_the_door = [
    path("kode/", CodeView.as_view(), name="second_factor_code"),
    path("perangkat/", NewAppView.as_view(), name="second_factor_new"),
]
within = [
    path("faktor-kedua/", never_cache(OwnFactorView.as_view()), name="second_factor_own"),
    path("faktor-kedua/kertas/", never_cache(PaperView.as_view()), name="second_factor_paper"),
]
