"""What the form of every page does beside its fields."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from publishing.guard.forms import GuardedForm
from publishing.pages.second_person import NO_CONTENT, is_own_work
from publishing.pages.spent_dates import drop_spent_dates, has_ended_it

EMERGENCY_REASON = "emergency_reason"
# The buttons after which readers, or whoever approves for them, see the page.
SHOWING = {"action-publish", "action-submit", "action-restart-workflow"}


class SitePageForm(GuardedForm, WagtailAdminPageForm):
    """
    Keeps true what readers are told of checking, is not held up by a schedule that has run, and lets nobody publish
    what only he has seen, except in an emergency.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stored = Page.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        drop_spent_dates(self.instance, self.stored)
        for name in ("go_live_at", "expire_at"):
            if name in self.initial:
                self.initial[name] = getattr(self.instance, name)

    @property
    def approves(self) -> bool:
        is_step = "action-workflow-action" in self.data
        return is_step and self.data.get("workflow-action-name") == "approve"

    def publishes(self) -> bool:
        return self.approves or not SHOWING.isdisjoint(self.data)

    @cached_property
    def is_own_work(self) -> bool:
        """Whether the version that the form shows, or stores, is one that its user has changed."""
        changed = self.is_bound and (not self.stored or self._changes_content())
        return changed or bool(self.stored and self.for_user and is_own_work(self.stored, self.for_user))

    @cached_property
    def may_lift(self) -> bool:
        may_publish = bool(self.stored) and self.stored.permissions_for_user(self.for_user).can_publish()
        return may_publish and not self.is_own_work

    @property
    def needs_second_person(self) -> bool:
        return "action-publish" in self.data and self.is_own_work

    def _changes_content(self) -> bool:
        """Schedules, comments and what is noted of checking are none of it."""
        parts = (formset for name, formset in self.formsets.items() if name != "comments")
        in_parts = any(form.has_changed() for formset in parts for form in formset.forms)
        return in_parts or not NO_CONTENT.union(["comment_notifications"]).issuperset(self.changed_data)

    @property
    def emergency_reason(self) -> str:
        return self.data.get(EMERGENCY_REASON, "").strip() if self.is_bound else ""

    def clean(self) -> dict:
        cleaned = super().clean()
        # The form may have been open while the date ran.
        if has_ended_it(cleaned.get("expire_at"), self.stored):
            cleaned["expire_at"] = None
        self._clean_checking(cleaned)
        return cleaned

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self._second_person_is_content and valid

    def save(self, commit: bool = True) -> Page:
        if self.needs_second_person:
            self.instance.emergency = self.for_user, self.emergency_reason
        page = super().save(commit=commit)
        if page.pk:
            page.store_emergency()
        return page

    @cached_property
    def _second_person_is_content(self) -> bool:
        """Puts the error into the form, once."""
        if self.approves and self.is_own_work:
            self.add_error(None, _("You changed this page. Save it; somebody else who may publish approves it."))
            return False
        if self.needs_second_person and not self.emergency_reason:
            self.add_error(
                None,
                _(
                    "You changed this page yourself: submit it, so that somebody else looks at it. In an emergency "
                    "write the reason at the top of the content and publish again."
                ),
            )
            return False
        return True

    def _clean_checking(self, cleaned: dict) -> None:
        day, by_office = cleaned.get("reviewed_on"), cleaned.get("checked_by_office")
        if day and day > timezone.localdate():
            self.add_error("reviewed_on", ValidationError(_("This day has not come yet.")))
        elif by_office and "checked_by_office" in self.changed_data and "reviewed_on" not in self.changed_data:
            cleaned["reviewed_on"] = timezone.localdate()
        elif by_office and not day and "reviewed_on" not in self.errors:
            self.add_error("reviewed_on", ValidationError(_("Give the day on which the office checked this page.")))
