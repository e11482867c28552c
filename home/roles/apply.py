"""
The table of roles, brought into the database: what that has beyond the table is taken away, what it lacks is given.
Groups and workflows that the office makes beside ours are left alone.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import create_extra_permissions

from home.roles import table
from publishing.models import ReviewTask
from publishing.records.models import ReviewedRecord
from resources.models import MaterialIndexPage

PAGE = "wagtailcore.page"  # the model whose permissions Wagtail asks for, whatever the kind of page


@transaction.atomic
def apply_roles() -> int:
    """
    Bring groups, rights, workflow and task into agreement with the table and return how many changes that took.

    Rights on a page that does not exist yet are passed over: signals.py calls again when it is made.
    """
    root, library = Page.objects.filter(depth=1).first(), MaterialIndexPage.objects.first()
    collection = Collection.objects.filter(depth=1).first()
    changes = _name_the_roots(root, collection)
    groups = dict(Group.objects.filter(name__in=table.ROLES).values_list("name", "pk"))
    if not groups:
        changes += _remove_what_wagtail_brings()
    for name in table.ROLES:
        if name not in groups:
            groups[name] = Group.objects.create(name=name).pk
            changes += 1

    permissions = _permissions()
    places = {"whole site": root, "library": library}
    records = {(groups[role], permissions[model, action]) for role, model, action in table.rights(table.RECORDS)}
    files = {
        (groups[role], collection.pk, permissions[model, action])
        for role, model, action in table.rights(table.FILES)
        if collection
    }
    pages = {
        (groups[role], places[place].pk, permissions[PAGE, action])
        for role, place, action in table.rights(table.PAGES)
        if places[place]
    }
    of_roles = Q(group__in=groups.values())
    for model, wanted, fields in (
        (Group.permissions.through, records, ("group_id", "permission_id")),
        (GroupCollectionPermission, files, ("group_id", "collection_id", "permission_id")),
        (GroupPagePermission, pages, ("group_id", "page_id", "permission_id")),
        (GroupSitePermission, set(), ("group_id", "site_id", "permission_id")),
    ):
        changes += _agree(model.objects.filter(of_roles), wanted, fields)
    return changes + _apply_workflow(root, {groups[name] for name in table.REVIEWERS})


def _permissions() -> dict[tuple[str, str], int]:
    """Numbers of permissions by model and action. Django makes them after migrating; we may be earlier."""
    wanted = {(model, action) for part in (table.RECORDS, table.FILES) for _role, model, action in table.rights(part)}
    wanted |= {(PAGE, action) for _role, _place, action in table.rights(table.PAGES)}
    labels = {model.split(".")[0] for model, _action in wanted}
    found = _stored_permissions(labels)
    if wanted - found.keys():
        for label in labels:
            create_permissions(apps.get_app_config(label), verbosity=0)
        create_extra_permissions(apps.get_app_config("wagtailsnippets"))  # publish, lock and unlock
        found = _stored_permissions(labels)
    if missing := wanted - found.keys():
        raise LookupError(f"The table of roles names rights that do not exist: {sorted(missing)}")
    return found


def _stored_permissions(labels: set[str]) -> dict[tuple[str, str], int]:
    rows = Permission.objects.filter(content_type__app_label__in=labels).values_list(
        "pk", "codename", "content_type__app_label", "content_type__model"
    )
    return {(f"{label}.{model}", codename.removesuffix(f"_{model}")): pk for pk, codename, label, model in rows}


def _agree(stored: QuerySet, wanted: set[tuple], fields: tuple[str, ...]) -> int:
    """Delete the rows of `stored` whose `fields` are not among the wanted, and make those that are missing."""
    rows = {tuple(row[1:]): row[0] for row in stored.values_list("pk", *fields)}
    stray = [pk for key, pk in rows.items() if key not in wanted]
    missing = wanted - rows.keys()
    if stray:
        stored.model.objects.filter(pk__in=stray).delete()
    if missing:
        stored.model.objects.bulk_create(stored.model(**dict(zip(fields, key, strict=True))) for key in sorted(missing))
    return len(stray) + len(missing)


def _apply_workflow(root: Page | None, reviewers: set[int]) -> int:
    """The site has this workflow unless the office has set another for all of it."""
    task, changes = _named(ReviewTask, table.TASK)
    if set(task.groups.values_list("pk", flat=True)) != reviewers:
        task.groups.set(reviewers)
        changes += 1
    workflow, more = _named(Workflow, table.WORKFLOW)
    steps = WorkflowTask.objects.filter(workflow=workflow)
    changes += more + _agree(steps, {(workflow.pk, task.pk, 0)}, ("workflow_id", "task_id", "sort_order"))
    if root:
        changes += WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})[1]
    kinds = ContentType.objects.get_for_models(*_reviewed(), for_concrete_models=False).values()
    placed = set(WorkflowContentType.objects.filter(content_type__in=kinds).values_list("content_type_id", flat=True))
    missing = [WorkflowContentType(content_type=kind, workflow=workflow) for kind in kinds if kind.pk not in placed]
    if missing:
        WorkflowContentType.objects.bulk_create(missing)
    return changes + len(missing)


def _reviewed() -> list[type[ReviewedRecord]]:
    return [model for model in apps.get_models() if issubclass(model, ReviewedRecord)]


def _named(kind: type[Task] | type[Workflow], name: str) -> tuple[Task | Workflow, int]:
    """The active one of this name, and whether that took a change. Names need not be unique: the first is ours."""
    thing = kind.objects.filter(name=name).order_by("pk").first()
    if thing and thing.active:
        return thing, 0
    thing = thing or kind(name=name)
    thing.active = True
    thing.save()
    return thing, 1


def _remove_what_wagtail_brings() -> int:
    """Wagtail's migrations make English groups and an English workflow; ours stand in their place from the start."""
    deleted = [
        Group.objects.filter(name__in=["Editors", "Moderators"]).delete(),
        Workflow.objects.filter(name="Moderators approval").delete(),
        Task.objects.filter(name="Moderators approval").delete(),
    ]
    return sum(number for number, _kinds in deleted)


def _name_the_roots(root: Page | None, collection: Collection | None) -> int:
    """Editors meet both names, which Wagtail stores in English."""
    changes = 0
    if root and root.title == "Root":
        changes += Page.objects.filter(pk=root.pk).update(title="Situs", draft_title="Situs")
    if collection and collection.name == "Root":
        changes += Collection.objects.filter(pk=collection.pk).update(name="Semua berkas")
    return changes
