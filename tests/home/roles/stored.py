from django.contrib.auth.models import Group
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
)

from home.roles import table
from publishing.models import ReviewTask


def stored() -> dict[str, set]:
    """Everything that the database says of the five roles, the workflow and its task."""
    ours = {"group__name__in": table.ROLES}
    what = "permission__content_type__app_label", "permission__codename"
    rows = {
        "records": Group.permissions.through.objects.filter(**ours).values_list("group__name", *what),
        "pages": GroupPagePermission.objects.filter(**ours).values_list("group__name", "page__depth", *what),
        "files": GroupCollectionPermission.objects.filter(**ours).values_list("group__name", "collection__path", *what),
        "sites": GroupSitePermission.objects.filter(**ours).values_list("group__name", "site", *what),
        "workflow": WorkflowPage.objects.values_list("page__depth", "workflow__name", "workflow__active"),
        "workflow of records": WorkflowContentType.objects.values_list("content_type__model", "workflow__name"),
        "tasks": Workflow.objects.values_list("name", "workflow_tasks__task__name", "workflow_tasks__sort_order"),
        "reviewers": ReviewTask.objects.values_list("name", "active", "groups__name"),
        "roots": Page.objects.filter(depth=1).values_list("title", "draft_title"),
        "all files": Collection.objects.filter(depth=1).values_list("name"),
    }
    return {name: set(found) for name, found in rows.items()}
