"""Documents leave the public folder: the field's storage changes, and files that are there move along."""

from django.core.files.storage import default_storage
from django.db import migrations, models

import publishing.media.storage


def move(document_model, source, target):
    for name in document_model.objects.exclude(file="").values_list("file", flat=True):
        if not source.exists(name) or target.exists(name):
            continue
        with source.open(name) as file:
            target.save(name, file)
        source.delete(name)


def into_private(apps, schema_editor):
    move(apps.get_model("publishing", "CampaignDocument"), default_storage, publishing.media.storage.private_files())


def into_public(apps, schema_editor):
    move(apps.get_model("publishing", "CampaignDocument"), publishing.media.storage.private_files(), default_storage)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_say_who_is_in_a_picture")]

    operations = [
        migrations.AlterField(
            model_name="campaigndocument",
            name="file",
            field=models.FileField(
                storage=publishing.media.storage.private_files, upload_to="documents", verbose_name="file"
            ),
        ),
        migrations.RunPython(into_private, into_public),
    ]
