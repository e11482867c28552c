"""Documents are cleaned now: the groups that manage material may add and change them again. Writers choose them only."""

from django.db import migrations

GROUPS = ["Peninjau", "Pengelola Materi", "Administrator"]
GIVEN = ["add_document", "change_document"]


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtaildocs", content_type__model="document", codename__in=GIVEN
    )


def give(apps, schema_editor):
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        for permission in permissions(apps):
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=permission
            )


def withhold(apps, schema_editor):
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
        group__name__in=GROUPS, permission__in=permissions(apps)
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0004_no_documents_yet")]

    operations = [migrations.RunPython(give, withhold)]
