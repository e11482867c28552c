"""Documents come with the library, which cleans them. Until then no group adds or changes any."""

from django.db import migrations

GIVEN = {
    "Penulis": ["add"],
    "Peninjau": ["add", "change"],
    "Pengelola Materi": ["add", "change"],
    "Administrator": ["add", "change"],
}
WITHHELD = ["add_document", "change_document", "delete_document"]


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtaildocs", content_type__model="document", codename__in=WITHHELD
    )


def withhold(apps, schema_editor):
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(permission__in=permissions(apps)).delete()
    for group in apps.get_model("auth", "Group").objects.all():
        group.permissions.remove(*permissions(apps))


def give_back(apps, schema_editor):
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GIVEN):
        for permission in permissions(apps).filter(codename__in=[f"{action}_document" for action in GIVEN[group.name]]):
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [("home", "0003_safety_page")]

    operations = [migrations.RunPython(withhold, give_back)]
