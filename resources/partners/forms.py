from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from publishing.accounts.login import LimitedLogin
from publishing.accounts.passwords import PASSWORD_ADVICE, PASSWORD_ERRORS, Calm
from publishing.models import User
from resources.partners.models import Partner, login_name


class PartnerLoginForm(Calm, LimitedLogin, AuthenticationForm):
    """Takes a login name as people write it ("Siti Aminah"), or the e-mail address of the account."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("This name and this password do not belong together. Look at the spelling and try again."),
        "office": _("This account is for the editors' area. Log in there."),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Login name or e-mail")
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """The account's own name, found with one query whether there is one or not."""
        typed = self.cleaned_data["username"].strip()
        names = Q(username=typed) | Q(username=login_name(typed))
        if "@" in typed:
            names |= Q(email__iexact=typed)
        found = list(User.objects.filter(names).values_list("username", flat=True)[:2])
        return typed if typed in found or len(found) != 1 else found[0]

    def confirm_login_allowed(self, user: User) -> None:
        """Editors have a door of their own, with locks of its own."""
        super().confirm_login_allowed(user)
        if user.has_perm("wagtailadmin.access_admin"):
            raise ValidationError(self.error_messages["office"], code="office")


class ChangePasswordForm(Calm, PasswordChangeForm):
    error_messages = {
        **PASSWORD_ERRORS,
        "password_incorrect": _("Your present password is another one. Type it again."),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Your present password")
        self.fields["new_password1"].label = _("Your new password")
        self.fields["new_password1"].help_text = PASSWORD_ADVICE
        self.fields["new_password2"].label = _("The same password once more")
        self.fields["new_password2"].help_text = ""


class PartnerForm(WagtailAdminModelForm):
    """What an editor tells of a partner. Name and e-mail lie in the account, the institution beside it."""

    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("As the partner is called. The login name is made from it.")
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("May stay empty. It serves for a forgotten password only, once the office has set up mail."),
    )

    class Meta:
        model = Partner
        fields = ["institution"]
        field_order = ["name", "institution", "email"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "institution", "email"])
        if self.instance.pk:
            self.initial |= {"name": self.instance.name, "email": self.instance.account.email}

    def save(self, commit: bool = True) -> Partner:
        details = self.cleaned_data
        if not self.instance.pk:
            self.instance = Partner.objects.invite(
                details["name"], details["institution"], details["email"], by=self.for_user
            )
            return self.instance
        account = self.instance.account
        account.first_name, account.last_name, account.email = details["name"], "", details["email"]
        account.save(update_fields=["first_name", "last_name", "email"])
        return super().save(commit)
