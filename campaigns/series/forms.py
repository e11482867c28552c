from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from campaigns.series.rules import LONGEST, MOST_DAYS, Every, Rule, is_last_such_weekday


class CopyForm(forms.Form):
    day = forms.DateField(label=_("New day"), widget=AdminDateInput)


class RuleForm(forms.Form):
    """Gives a `rule` that starts on the day `first`; hours, place and everything else are those of the session."""

    every = forms.ChoiceField(label=_("Repeat every so many"), choices=Every.choices, widget=forms.RadioSelect)
    interval = forms.IntegerField(
        label=_("How many weeks or months apart"), min_value=1, max_value=12, help_text=_("1: every week or month.")
    )
    until = forms.DateField(label=_("Until"), widget=AdminDateInput, help_text=_("The last day on which one may be."))

    def __init__(self, first: date, *args, **kwargs) -> None:
        self.first, self.rule = first, None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        rule = Rule(self.first, Every(cleaned["every"]), cleaned["interval"], cleaned["until"])
        if rule.until <= max(self.first, timezone.localdate()):
            self.add_error("until", _("Choose a day to come, after the first session."))
        elif rule.until > self.first + LONGEST:
            self.add_error("until", _("At most two years after the first session."))
        elif rule.every == Every.LAST_WEEKDAY and not is_last_such_weekday(self.first):
            self.add_error("every", _("The first session is not on the last such weekday of its month."))
        elif len(days := rule.days()) > MOST_DAYS:
            self.add_error("until", _("These are more than 60 days. Choose an earlier end."))
        elif len(days) < 2:
            self.add_error("until", _("There is no further day until then."))
        else:
            self.rule = rule
        return cleaned


def next_week(day: date) -> date:
    """The same weekday, the first one to come."""
    day, today = day + timedelta(days=7), timezone.localdate()
    return day if day > today else day + timedelta(days=7 * ((today - day).days // 7 + 1))
