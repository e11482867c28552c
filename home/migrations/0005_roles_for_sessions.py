"""Who may edit adat institutions. Sessions are pages: the rights on the tree hold for them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

INSTITUTION = {
    "Penulis": ["add", "change", "view"],
    "Peninjau": ["add", "change", "delete", "view"],
    "Administrator": ["add", "change", "delete", "view"],
}


def permissions(apps, actions):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaigns",
        content_type__model="adatinstitution",
        codename__in=[f"{action}_adatinstitution" for action in actions],
    )


def give(apps, schema_editor):
    config = apps.get_app_config("campaigns")
    config.models_module = True  # what Django looks at to see whether an app has models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for name, actions in INSTITUTION.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions(apps, actions))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=INSTITUTION):
        group.permissions.remove(*permissions(apps, INSTITUTION[group.name]))


class Migration(migrations.Migration):
    dependencies = [("home", "0004_no_documents_yet"), ("campaigns", "0003_sessions")]

    operations = [migrations.RunPython(give, take_back)]
