"""The login of the editors' area, and what every login has in common."""

import math
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from publishing.accounts import browsers, hashing, idle, mail
from publishing.accounts.attempts import LOGIN, Limit
from publishing.accounts.factor import half_way, middleware

TOO_MANY, BUSY = "too_many", "busy"
# Of a browser in which the account has logged in before: whoever tries the name elsewhere does not shut it out.
KNOWN = Limit("login of a known browser", LOGIN.rules)
# Wrong passwords under all names together, known browsers apart: a password is tried under few names, and the work on
# them leaves the machine to its readers.
WRONG, EVERYBODY = Limit("wrong logins", ((60, timedelta(minutes=1)),)), "everybody"


class LimitedLogin:
    """
    For a form of Django's login: so many tries a name, then a wait; one at a time on a machine, so many a minute.

    Unknown names are told the same and cost the same work.
    """

    def clean(self) -> dict:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return super().clean()
        mark = browsers.mark_of(self.request, name)
        with hashing.a_turn(hashing.KNOWN if mark else hashing.STRANGERS) as is_ours:
            if not is_ours or (not mark and WRONG.wait(EVERYBODY)):
                raise ValidationError(_("Many people are logging in just now. Try again in a moment."), code=BUSY)
            limit, counted_as = (KNOWN, mark) if mark else (LOGIN, name)
            if wait := limit.wait_for(counted_as):
                raise ValidationError(in_words(wait), code=TOO_MANY)
            try:
                cleaned = super().clean()
            except ValidationError:
                if not mark:
                    WRONG.count(EVERYBODY)
                raise
            limit.forget(counted_as)
            return cleaned


class LimitedLoginView:
    """For Django's view of such a form: programs are told by the status that it was refused unread."""

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error("__all__", TOO_MANY) or form.has_error("__all__", BUSY):
            response.status_code = 429
        return response


def in_words(wait: timedelta) -> str:
    """Of too many tries: how long to wait."""
    minutes = math.ceil(wait.total_seconds() / 60)
    return ngettext(
        "Too many tries with this name. Wait %(minutes)d minute, then try again.",
        "Too many tries with this name. Wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}


class EditorLoginForm(LimitedLogin, LoginForm):
    """Tells a partner where the right door is, instead of leading to an area that stays shut."""

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if not user.has_perm("wagtailadmin.access_admin"):
            message = _("This account is not for the editors' area. Partners log in at %(address)s.")
            address = resolve_url(settings.WAGTAIL_FRONTEND_LOGIN_URL)
            raise ValidationError(message, code="other_door", params={"address": address})


@method_decorator(never_cache, name="dispatch")
class EditorLoginView(LimitedLoginView, LoginView):
    """Wagtail's, in front of it at the same address: it goes on to the second factor, or remembers the browser."""

    def form_valid(self, form) -> HttpResponse:
        user = form.get_user()
        if middleware.is_asked_of(user):
            stays = bool(form.cleaned_data.get("remember"))
            return half_way.begin(self.request, user, self.get_success_url(), stays=stays)
        response = super().form_valid(form)
        browsers.remember(self.request, response, user)
        return response

    def get_context_data(self, **kwargs) -> dict:
        more = {"mail": mail.is_set_up(), "ended": idle.has_just_ended(self.request)}
        return super().get_context_data(**kwargs) | more
