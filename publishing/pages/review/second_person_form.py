"""The form of what has drafts: readers see nothing of it before somebody publishes, and nobody publishes alone."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin

from publishing.guard.forms import GuardedForm
from publishing.pages.review.second_person import is_own_work

EMERGENCY_REASON = "emergency_reason"
# The buttons after which readers, or whoever approves for them, see what the form stores.
SHOWING = {"action-publish", "action-submit", "action-restart-workflow"}


class SecondPersonForm(GuardedForm):
    """
    Mixed into the form of a page or a record, before Wagtail's form class, which sets `stored`.

    Lets nobody publish what only he has seen, except in an emergency, whose reason comes as `emergency_reason`.
    """

    # What the database holds; None for what is new.
    stored: DraftStateMixin | None = None

    @property
    def approves(self) -> bool:
        is_step = "action-workflow-action" in self.data
        return is_step and self.data.get("workflow-action-name") == "approve"

    def publishes(self) -> bool:
        return self.approves or not SHOWING.isdisjoint(self.data)

    def user_may_publish(self) -> bool:
        raise NotImplementedError

    def changes_content(self) -> bool:
        """Whether what was sent differs from the version that the form shows."""
        return self.has_changed()

    @cached_property
    def is_own_work(self) -> bool:
        """Whether the version that the form shows, or stores, is one that its user has changed."""
        changed = self.is_bound and (not self.stored or self.changes_content())
        return changed or bool(self.stored and self.for_user and is_own_work(self.stored, self.for_user))

    @cached_property
    def may_lift(self) -> bool:
        return bool(self.stored) and self.user_may_publish() and not self.is_own_work

    @property
    def needs_second_person(self) -> bool:
        return "action-publish" in self.data and self.is_own_work

    @property
    def emergency_reason(self) -> str:
        return self.data.get(EMERGENCY_REASON, "").strip() if self.is_bound else ""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self._second_person_is_content and valid

    def save(self, commit: bool = True) -> DraftStateMixin:
        if self.needs_second_person:
            self.instance.emergency = self.for_user, self.emergency_reason
        record = super().save(commit=commit)
        if record.pk:
            record.store_emergency()
        return record

    @cached_property
    def _second_person_is_content(self) -> bool:
        """Puts the error into the form, once."""
        if self.approves and self.is_own_work:
            self.add_error(None, _("You changed this yourself. Save it; somebody else who may publish approves it."))
            return False
        if self.needs_second_person and not self.emergency_reason:
            self.add_error(
                None,
                _(
                    "You changed this yourself: submit it, so that somebody else looks at it. In an emergency "
                    "write the reason at the top of the content and publish again."
                ),
            )
            return False
        return True
