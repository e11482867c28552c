"""Forms with which somebody chooses a password, or asks for a way to do so."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

PASSWORD_ERRORS = {"password_mismatch": _("The two passwords are not the same. Type them again.")}
PASSWORD_ADVICE = _("At least 12 characters. Three or four words that only you put together are easy to remember.")


class Calm:
    """No field takes the focus by itself: the help bar stays the first stop of the keyboard."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)


class NewPasswordForm(Calm, SetPasswordForm):
    """Chosen with a link, by invitation or by mail."""

    error_messages = PASSWORD_ERRORS

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Your new password")
        self.fields["new_password1"].help_text = PASSWORD_ADVICE
        self.fields["new_password2"].label = _("The same password once more")
        self.fields["new_password2"].help_text = ""


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
