"""
Two nodes are brought up to date in turn, so for a while the former version runs on the new tables.

A migration may only add what the former version need not know. What takes something away comes a release later, when
nobody runs the version any more that needed it: then it is named in `A_RELEASE_LATER`.
"""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

# The last migration of each of our apps that was released. Whoever makes a release writes them here; while there is
# none, nothing runs anywhere that a migration could break, and they may all be made anew.
RELEASED: dict[str, str] = {}
# ("home", "0007_without_fax"): "not read since 1.4"
A_RELEASE_LATER: dict[tuple[str, str], str] = {}
LATEST = "9999"
HARMLESS = (
    migrations.CreateModel, migrations.AddIndex, migrations.RemoveIndex, migrations.RenameIndex,
    migrations.RemoveConstraint, migrations.AlterModelOptions, migrations.AlterModelManagers, migrations.RunPython,
)  # fmt: skip


def breaks(operation: migrations.operations.base.Operation) -> bool:
    """Whether the version before it could fail on what this operation leaves."""
    if isinstance(operation, HARMLESS):
        return False
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return any(map(breaks, operation.database_operations))
    if isinstance(operation, migrations.AddField):
        # It writes rows without the new column. Django's `default` is not the database's.
        field = operation.field
        return not (field.many_to_many or field.null or field.db_default is not NOT_PROVIDED)
    return True


def test_the_former_version_goes_on_with_the_tables_of_the_new_one():
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    breaking = {
        key: [operation.describe() for operation in migration.operations if breaks(operation)]
        for key, migration in found.items()
        if key[1] > RELEASED.get(key[0], LATEST) and key not in A_RELEASE_LATER
    }
    assert {key: said for key, said in breaking.items() if said} == {}


NAME = models.CharField(max_length=9)


@pytest.mark.parametrize(
    ("operation", "is_refused"),
    [
        (migrations.AddField("page", "name", models.CharField(max_length=9, null=True)), False),
        (migrations.AddField("page", "name", models.CharField(max_length=9, db_default="")), False),
        (migrations.AddField("page", "others", models.ManyToManyField("home.page")), False),
        (migrations.AddField("page", "name", models.CharField(max_length=9, default="")), True),
        (migrations.RemoveField("page", "name"), True),
        (migrations.RenameField("page", "name", "title"), True),
        (migrations.AlterField("page", "name", NAME), True),
        (migrations.DeleteModel("page"), True),
        (migrations.AddConstraint("page", models.UniqueConstraint(fields=["name"], name="one")), True),
        (migrations.RunSQL("DROP TABLE page"), True),
        (migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("page", "name")]), False),
    ],
)
def test_what_takes_something_away_is_refused(operation, is_refused):
    assert breaks(operation) is is_refused
