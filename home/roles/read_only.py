"""
The roles, the workflow and its task in the editors' area: to look at, with the reason why they can't be changed there.

A change made by hand would be undone by the next migration (home.roles.apply), and nobody would be told.
"""

from django.contrib import messages
from django.contrib.auth.models import Group
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import select_template
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import workflows
from wagtail.models import WorkflowPage
from wagtail.users.views import groups
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.roles.table import is_fixed

REASON = _(
    "This cannot be changed here. Suluah sets it, and sets it again with every new version: a change would be lost "
    "without a word. If you need something else, make a group or a workflow of your own."
)


class ShownOnly:
    """Mixed into Wagtail's view that edits one thing: a fixed one is shown without a way to save it."""

    template_of_fixed = "wagtailadmin/roles/read_only.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        thing = self.get_object()
        if is_fixed(thing):
            return _refuse(request, reverse(self.edit_url_name, args=[thing.pk]))
        return super().post(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [self.template_of_fixed] if is_fixed(self.object) else super().get_template_names()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        if is_fixed(self.object):
            context |= {"form_template": select_template(super().get_template_names()), "reason": REASON}
        return context

    @cached_property
    def can_delete(self) -> bool:
        return super().can_delete and not is_fixed(self.object)


class NeverRemoved:
    """Mixed into Wagtail's view that deletes or disables one thing."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fixed(self.object):
            return _refuse(request, reverse(self.edit_url_name, args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)


def _refuse(request: HttpRequest, address: str) -> HttpResponse:
    messages.error(request, _("Nothing was changed."))  # the page that follows says why
    return redirect(address)


def _who_sets(group: Group) -> str:
    return _("Suluah, unchangeable") if is_fixed(group) else _("the office")


class RoleList(groups.IndexView):
    columns = [*groups.IndexView.columns, Column("set_by", label=_("Set by"), accessor=_who_sets)]


class OwnRightsOnly:
    """Mixed into Wagtail's view of a group: nobody puts rights into it that he has not himself."""

    def get_form(self, *args, **kwargs) -> ModelForm:
        form = super().get_form(*args, **kwargs)
        if not self.request.user.is_superuser:
            offered = form.fields["permissions"].queryset.filter(group__user=self.request.user).distinct()
            form.fields["permissions"].queryset = offered
        return form


class AddGroup(OwnRightsOnly, groups.CreateView):
    pass


class EditGroup(OwnRightsOnly, ShownOnly, groups.EditView):
    pass


class DeleteGroup(NeverRemoved, groups.DeleteView):
    pass


class RolesViewSet(groups.GroupViewSet):
    index_view_class = RoleList
    add_view_class = AddGroup
    edit_view_class = EditGroup
    delete_view_class = DeleteGroup


class EditWorkflow(ShownOnly, workflows.Edit):
    pass


class DisableWorkflow(NeverRemoved, workflows.Disable):
    pass


class EditTask(ShownOnly, workflows.EditTask):
    pass


class DisableTask(NeverRemoved, workflows.DisableTask):
    pass


@require_POST
def remove_workflow(request: HttpRequest, page_pk: int, workflow_pk: int | None = None) -> HttpResponse:
    """The whole site may get another workflow, but never none."""
    place = WorkflowPage.objects.filter(page_id=page_pk, page__depth=1).select_related("workflow").first()
    if place and is_fixed(place.workflow):
        return _refuse(request, reverse("wagtailadmin_workflows:edit", args=[place.workflow_id]))
    return workflows.remove_workflow(request, page_pk, workflow_pk)


# Wagtail lets nobody choose its views of workflows: these stand before its own, at the same addresses.
urlpatterns = [
    path("edit/<int:pk>/", EditWorkflow.as_view()),
    path("disable/<int:pk>/", DisableWorkflow.as_view()),
    path("tasks/edit/<int:pk>/", EditTask.as_view()),
    path("tasks/disable/<int:pk>/", DisableTask.as_view()),
    path("remove/<int:page_pk>/", remove_workflow),
    path("remove/<int:page_pk>/<int:workflow_pk>/", remove_workflow),
]
for decorator in (require_admin_access, never_cache):
    decorate_urlpatterns(urlpatterns, decorator)
