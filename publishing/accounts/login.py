"""The login of the editors' area, and what every login has in common."""

import math
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm

from publishing.accounts.attempts import LOGIN

TOO_MANY = "too_many"


class LimitedLogin:
    """For a form of Django's login: so many tries a name, then a wait. Unknown names are told the same."""

    def clean(self) -> dict:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password and (wait := LOGIN.wait_for(name)):
            raise ValidationError(_too_many(wait), code=TOO_MANY)
        cleaned = super().clean()
        if self.user_cache:
            LOGIN.forget(name)
        return cleaned


def _too_many(wait: timedelta) -> str:
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
