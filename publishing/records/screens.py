"""The screens of a record with drafts: "Simpan draf", "Kirim", "Terbitkan", as a page has them."""

from django.forms import Form
from wagtail.forms import TaskStateCommentForm
from wagtail.snippets.views.snippets import CollectWorkflowActionDataView, SnippetViewSet, WorkflowActionView


class WithoutCheck:
    """
    Mixed into Wagtail's view of a step of the review. Only a page tells readers that the office has checked it: who
    approves a record is not asked (publishing.pages.review).
    """

    def get_form_class(self) -> type[Form] | None:
        return TaskStateCommentForm if self.action_name == "approve" else super().get_form_class()


class Act(WithoutCheck, WorkflowActionView):
    pass


class AskForAct(WithoutCheck, CollectWorkflowActionDataView):
    pass


class ReviewedViewSet(SnippetViewSet):
    workflow_action_view_class = Act
    collect_workflow_action_data_view_class = AskForAct
