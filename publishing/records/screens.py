"""
The screens of a record with drafts, "Simpan draf", "Kirim", "Terbitkan", as a page has them; and of one that has no
other beside it.
"""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.forms import TaskStateCommentForm
from wagtail.snippets.views.snippets import (
    CollectWorkflowActionDataView,
    CreateView,
    IndexView,
    SnippetViewSet,
    WorkflowActionView,
)


class WithoutCheck:
    """
    Mixed into Wagtail's view of a step of the review. Only a page tells readers that the office has checked it: who
    approves a record is not asked (publishing.pages.review.task).
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


class TheOneRow:
    """Mixed into Wagtail's view of the list, or of a new one: there is one row, and its screen is the only one."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return redirect(self.model.snippet_viewset.get_url_name("edit"), self.model.load().pk)


class InsteadOfAList(TheOneRow, IndexView):
    pass


class InsteadOfAnother(TheOneRow, CreateView):
    pass


class OneRow:
    """Mixed into the viewset of a model of one row, which its `load` gives."""

    index_view_class = InsteadOfAList
    add_view_class = InsteadOfAnother
    copy_view_enabled = False
