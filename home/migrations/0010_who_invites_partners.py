"""Who may invite partners and end their accounts: those who look after materials, reviewers, administrators."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "Pengelola Materi": ["add", "change", "view"],
    "Peninjau": ["add", "change", "view"],
    "Administrator": ["add", "change", "view", "delete"],
}


def permissions(apps, actions):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="resources",
        content_type__model="partner",
        codename__in=[f"{action}_partner" for action in actions],
    )


def give(apps, schema_editor):
    config = apps.get_app_config("resources")
    config.models_module = True  # Django makes permissions after all migrations; they are needed now
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for name, actions in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions(apps, actions))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        group.permissions.remove(*permissions(apps, ["add", "change", "view", "delete"]))


class Migration(migrations.Migration):
    dependencies = [("home", "0004_no_documents_yet"), ("resources", "0010_partners")]

    operations = [migrations.RunPython(give, take_back)]
