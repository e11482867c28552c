"""The step of the workflow in which a reviewer may say that the office has checked the page."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, DraftStateMixin, TaskState

from publishing.guard.gate import let_through
from publishing.pages.models import SitePage
from publishing.pages.review.fit import refuse_unfit
from publishing.pages.review.second_person import OwnWork, is_own_work


class ApprovalForm(TaskStateCommentForm):
    checked = forms.BooleanField(
        required=False,
        label=_("I have checked the content"),
        help_text=_("Readers then see that the office checked this page today. You may approve without it."),
    )


class ReviewTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, which asks with the approval whether the content was checked."""

    changes_what_readers_see = False

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def get_actions(self, obj: DraftStateMixin, user) -> list[tuple[str, str, bool]]:
        """
        Always with the question: Wagtail's approval "with comment" is the same as the one without. Nobody is offered to
        approve what he wrote.
        """
        offered = super().get_actions(obj, user)
        own = bool(offered) and is_own_work(obj, user)
        return [(name, label, True) for name, label, asks in offered if name != "approve" or not (asks or own)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ApprovalForm if action == "approve" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user, action_name: str, *, checked: bool = False, **kwargs) -> None:
        """Raises OwnWork, Unfit or HeldBack before anything has changed."""
        if action_name == "approve":
            record = task_state.workflow_state.content_object
            if is_own_work(record, user):
                raise OwnWork
            version = record.get_latest_revision_as_object()
            refuse_unfit(version)
            let_through(version)
        if action_name == "approve" and checked:
            _note_check(task_state)
        super().on_action(task_state, user, action_name, **kwargs)


def _note_check(task_state: TaskState) -> None:
    """In the version that the approval publishes."""
    version = task_state.workflow_state.content_object.get_latest_revision()
    if issubclass(version.content_type.model_class(), SitePage):
        version.content |= {"checked_by_office": True, "reviewed_on": timezone.localdate().isoformat()}
        version.save(update_fields=["content"])
