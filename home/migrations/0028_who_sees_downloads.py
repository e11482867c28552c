"""How often material was taken is for everybody in the office to see."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ["Penulis", "Peninjau", "Pengelola Materi", "Administrator"]


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="resources", content_type__model="download", codename="view_download"
    )


def give(apps, schema_editor):
    config = apps.get_app_config("resources")
    config.models_module = True  # Django makes permissions after all migrations; they are needed now
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions(apps))


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0010_who_invites_partners"),
        ("home", "0012_documents_are_cleaned"),
        ("resources", "0028_kit_archive_materials"),
    ]

    operations = [migrations.RunPython(give, take_back)]
