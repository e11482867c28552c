"""The office's groups and its workflow, in place of Wagtail's English ones."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

PAGE = "wagtailcore.page"
WRITE = ["add", "change"]
ALL_PAGE = ["add", "change", "publish", "lock", "unlock", "bulk_delete"]
MEDIA = ["wagtailimages.image", "wagtaildocs.document"]  # the models whose permissions Wagtail asks for
REFERENCE = [
    "home.helppoint",
    "home.taskforce",
    "campaigns.district",
    "campaigns.village",
    "campaigns.nagari",
    "campaigns.casefigure",
]
HAND = ["add", "change", "delete", "view"]

# group -> page permissions on the whole tree, collection permissions on media, model permissions
ROLES = {
    "Penulis": (WRITE, ["add", "choose"], {}),
    "Peninjau": (
        ["add", "change", "publish", "lock", "unlock"],
        ["add", "change", "choose"],
        {**{model: HAND for model in REFERENCE}, "home.helpsettings": ["change"]},
    ),
    "Pengelola Materi": ([], ["add", "change", "choose"], {}),
    "Mitra Adat": None,
    "Administrator": (
        ALL_PAGE,
        ["add", "change", "choose"],
        {
            **{model: HAND for model in REFERENCE},
            "home.helpsettings": ["change"],
            "publishing.user": ["add", "change", "delete"],
            "auth.group": ["add", "change", "delete"],
            "wagtailcore.collection": ["add", "change", "delete"],
            "wagtailcore.workflow": ["add", "change", "delete"],
            "wagtailcore.task": ["add", "change", "delete"],
            "wagtailcore.site": ["change"],
            "wagtailredirects.redirect": ["add", "change", "delete"],
        },
    ),
}
TASK, WORKFLOW = "Tinjauan", "Tinjau lalu terbit"


def make_all_permissions(apps):
    """Django makes permissions after all migrations; the groups below need them now."""
    for label in {"wagtailcore", "wagtailimages", "wagtaildocs", "wagtailredirects", "auth", "publishing", "campaigns", "home"}:
        config = apps.get_app_config(label)
        config.models_module = True  # what Django looks at to see whether an app has models
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None


def permission(apps, model, action):
    app_label, name = model.split(".")
    return apps.get_model("auth", "Permission").objects.get(
        content_type__app_label=app_label, content_type__model=name, codename=f"{action}_{name}"
    )


def make_roles(apps, schema_editor):
    make_all_permissions(apps)
    Group = apps.get_model("auth", "Group")
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    collection = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    access_admin = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    for name, rights in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        if rights is None:
            continue
        group.permissions.add(access_admin)
        pages, media, models = rights
        for action in pages:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group, page=root, permission=permission(apps, PAGE, action)
            )
        for model in MEDIA:
            for action in media:
                apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                    group=group, collection=collection, permission=permission(apps, model, action)
                )
        for model, actions in models.items():
            group.permissions.add(*(permission(apps, model, action) for action in actions))


def name_the_roots(apps, schema_editor):
    """Editors meet both names, which Wagtail stores in English."""
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(title="Situs", draft_title="Situs")
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).update(name="Semua berkas")


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Task = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow.objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    kind, _created = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = Task.objects.create(name=TASK, active=True, content_type=kind)
    task.groups.add(apps.get_model("auth", "Group").objects.get(name="Peninjau"))
    workflow = Workflow.objects.create(name=WORKFLOW, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task=task, sort_order=0)
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
        page=root, defaults={"workflow": workflow}
    )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name=TASK).delete()


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_roles, remove_roles),
        migrations.RunPython(make_workflow, remove_workflow),
        migrations.RunPython(name_the_roots, migrations.RunPython.noop),
    ]
