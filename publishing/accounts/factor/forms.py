from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from publishing.accounts.factor import codes, passkeys
from publishing.accounts.login import TOO_MANY, in_words
from publishing.accounts.user import User


class Tried(forms.Form):
    """May be tried so often for an account, and no oftener. What is wrong is told at the field `told_at`."""

    told_at: str
    user: User
    factor: Authenticator | None = None  # what was shown, or bound

    def clean(self) -> dict:
        if not self.errors:
            if wait := codes.TRIES.wait_for(str(self.user.pk)):
                self.add_error(self.told_at, ValidationError(in_words(wait), code=TOO_MANY))
            elif wrong := self.what_is_wrong():
                self.add_error(self.told_at, wrong)
            else:
                codes.TRIES.forget(str(self.user.pk))
        return self.cleaned_data

    def what_is_wrong(self) -> str:
        """Empty: all is right, and `factor` is set."""
        raise NotImplementedError


class CodeField(forms.CharField):
    def __init__(self, **kwargs) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        super().__init__(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=attributes), **kwargs)


class AnswerField(forms.CharField):
    """What a passkey says, as JSON: filled in by static/js/passkeys.js."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))


class CodeForm(Tried):
    """A code for an account: of its app, or on paper. Or one of its passkeys."""

    told_at = "code"
    code = CodeField(required=False)
    passkey = AnswerField()

    def __init__(self, *args, user: User, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.request = user, request

    def clean(self) -> dict:
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("code", self.fields["code"].error_messages["required"])
        return super().clean()

    def what_is_wrong(self) -> str:
        if answer := self.cleaned_data["passkey"]:
            self.factor = passkeys.accept(self.request, self.user, answer)
            return "" if self.factor else _("The passkey was not accepted. Try again, or type a code.")
        if not codes.accept(self.user, self.cleaned_data["code"]):
            return _("This code is not right, or it was used already. Wait for the next one.")
        self.factor = codes.bound_to(self.user).first()
        return ""


class NewAppForm(Tried):
    """The first code of an app that has just taken up a seed."""

    told_at = "code"
    code = CodeField()

    def __init__(self, *args, user: User, seed: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.seed = user, seed

    def what_is_wrong(self) -> str:
        self.factor = codes.enrol(self.user, self.seed, self.cleaned_data["code"])
        return "" if self.factor else _("This code is not right, or it was used already. Wait for the next one.")


class NameForm(forms.Form):
    """How somebody calls a passkey: the device, as a rule."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=passkeys.LONGEST_NAME,
        help_text=_("So that you know which one it is, for example: office computer, own phone, blue USB key."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, user: User, factor: Authenticator | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.others = user, passkeys.of(user).exclude(pk=factor.pk if factor else None)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if name.casefold() in {passkeys.name_of(other).casefold() for other in self.others}:
            raise ValidationError(_("Another passkey of yours has this name already."))
        return name


class NewPasskeyForm(NameForm, Tried):
    """A passkey that the browser has just made."""

    told_at = "name"
    passkey = AnswerField()

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def what_is_wrong(self) -> str:
        if self.others.count() >= passkeys.MOST:
            return _("More passkeys than these one account does not take. Remove one that you use no more.")
        self.factor = codes.bind_passkey(self.request, self.user, **self.cleaned_data)
        return "" if self.factor else _("The passkey was not made. Press the button and do what your device asks.")
