"""Who reads and answers requests for sessions. Nobody adds one in the editors' area: they come from the form."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

REQUEST = {
    "Peninjau": ["change", "delete", "view"],
    "Administrator": ["change", "delete", "view"],
}


def permissions(apps, actions):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaigns",
        content_type__model="sessionrequest",
        codename__in=[f"{action}_sessionrequest" for action in actions],
    )


def give(apps, schema_editor):
    config = apps.get_app_config("campaigns")
    config.models_module = True  # what Django looks at to see whether an app has models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for name, actions in REQUEST.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions(apps, actions))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=REQUEST):
        group.permissions.remove(*permissions(apps, REQUEST[group.name]))


class Migration(migrations.Migration):
    dependencies = [("home", "0005_roles_for_sessions"), ("campaigns", "0006_session_requests")]

    operations = [migrations.RunPython(give, take_back)]
