"""What the form of every page does beside its fields."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from publishing.pages.review.second_person import NO_CONTENT
from publishing.pages.review.second_person_form import SecondPersonForm
from publishing.pages.spent_dates import drop_spent_dates, has_ended_it


class SitePageForm(SecondPersonForm, WagtailAdminPageForm):
    """Keeps true what readers are told of checking, and is not held up by a schedule that has run."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stored = Page.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        drop_spent_dates(self.instance, self.stored)
        for name in ("go_live_at", "expire_at"):
            if name in self.initial:
                self.initial[name] = getattr(self.instance, name)

    def user_may_publish(self) -> bool:
        return self.stored.permissions_for_user(self.for_user).can_publish()

    def changes_content(self) -> bool:
        """Schedules, comments and what is noted of checking are none of it."""
        parts = (formset for name, formset in self.formsets.items() if name != "comments")
        in_parts = any(form.has_changed() for formset in parts for form in formset.forms)
        return in_parts or not NO_CONTENT.union(["comment_notifications"]).issuperset(self.changed_data)

    def clean(self) -> dict:
        cleaned = super().clean()
        # The form may have been open while the date ran.
        if has_ended_it(cleaned.get("expire_at"), self.stored):
            cleaned["expire_at"] = None
        self._clean_checking(cleaned)
        return cleaned

    def _clean_checking(self, cleaned: dict) -> None:
        day, by_office = cleaned.get("reviewed_on"), cleaned.get("checked_by_office")
        if day and day > timezone.localdate():
            self.add_error("reviewed_on", ValidationError(_("This day has not come yet.")))
        elif by_office and "checked_by_office" in self.changed_data and "reviewed_on" not in self.changed_data:
            cleaned["reviewed_on"] = timezone.localdate()
        elif by_office and not day and "reviewed_on" not in self.errors:
            self.add_error("reviewed_on", ValidationError(_("Give the day on which the office checked this page.")))
