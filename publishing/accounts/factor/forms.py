from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing.accounts.factor import codes
from publishing.accounts.login import TOO_MANY, in_words
from publishing.accounts.user import User


class CodeForm(forms.Form):
    """A code for an account, so many tries and no more."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        if wait := codes.TRIES.wait_for(str(self.user.pk)):
            raise ValidationError(in_words(wait), code=TOO_MANY)
        if not self.is_right(self.cleaned_data["code"]):
            raise ValidationError(_("This code is not right, or it was used already. Wait for the next one."))
        codes.TRIES.forget(str(self.user.pk))
        return self.cleaned_data["code"]

    def is_right(self, code: str) -> bool:
        return codes.accept(self.user, code)


class NewAppForm(CodeForm):
    """The first code of an app that has just taken up a seed. Valid, it is bound: `factor`."""

    def __init__(self, *args, seed: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.seed, self.factor = seed, None

    def is_right(self, code: str) -> bool:
        self.factor = codes.enrol(self.user, self.seed, code)
        return self.factor is not None
