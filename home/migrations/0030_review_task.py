"""The step of the workflow asks whether the content was checked."""

from django.db import migrations

TASK = "Tinjauan"


def ask_for_the_check(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Task = apps.get_model("wagtailcore", "Task")
    kind, _created = ContentType.objects.get_or_create(app_label="publishing", model="reviewtask")
    for old in Task.objects.filter(name=TASK):
        new = apps.get_model("publishing", "ReviewTask").objects.create(name=TASK, active=old.active, content_type=kind)
        new.groups.set(apps.get_model("auth", "Group").objects.filter(name="Peninjau"))
        apps.get_model("wagtailcore", "WorkflowTask").objects.filter(task=old).update(task=new)
        old.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0029_checked_by_office"),
        ("publishing", "0013_schedules_and_reviews"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(ask_for_the_check, migrations.RunPython.noop)]
