from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from home.letters.models import WeeklyLetter
from publishing.accounts import mail


class LetterForm(forms.ModelForm):
    class Meta:
        model = WeeklyLetter
        fields = ["is_wanted"]

    def __init__(self, *args, instance, **kwargs) -> None:
        letter, _created = WeeklyLetter.objects.get_or_create(user=instance)
        super().__init__(*args, instance=letter, **kwargs)


class LetterPanel(BaseSettingsPanel):
    """In the own account, where mail is set up."""

    name = "weekly_letter"
    title = _("Weekly letter")
    tab = notifications_tab
    order = 50
    form_class = LetterForm
    form_object = "user"

    def is_active(self) -> bool:
        return mail.is_set_up() and bool(self.user.email)
