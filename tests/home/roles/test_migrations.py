"""The one place where all migrations run: tests make their tables from the models (pyproject.toml)."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor

from home.roles import signals
from tests.home.roles.stored import stored

# In a process of its own, for the tables of this one are there already. On PostgreSQL with a name of its own as well.
MIGRATE_AN_EMPTY_DATABASE = """
import json, os, django
django.setup()
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from home.backups.sweeping import swept_seldom
from tests.home.roles.stored import stored
connection.settings_dict["TEST"]["NAME"] = f"test_migrated_{os.getpid()}" if connection.vendor == "postgresql" else None
before = connection.settings_dict["NAME"]
with swept_seldom():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
try:
    found = stored() | {"groups": set(Group.objects.values_list("name"))}
    print(json.dumps({name: sorted(rows) for name, rows in found.items()}))
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
finally:
    connection.creation.destroy_test_db(before, verbosity=0)
"""


@pytest.mark.django_db
def test_migrating_an_empty_database_gives_the_same_roles_and_leaves_no_change_of_a_model_out():
    command = [sys.executable, "-c", MIGRATE_AN_EMPTY_DATABASE]
    path = os.pathsep.join(map(str, (settings.ROOT, settings.ROOT / "site")))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "suluah.settings.test", "PYTHONPATH": path}
    done = subprocess.run(command, env=environment, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    migrated = {name: {tuple(row) for row in rows} for name, rows in json.loads(done.stdout.splitlines()[0]).items()}
    expected = stored() | {"groups": set(Group.objects.values_list("name"))}
    expected["pages"] = {row for row in expected["pages"] if row[1] == 1}  # the library's page comes later
    assert migrated == expected


@pytest.mark.django_db
def test_every_run_of_migrate_renews_the_roles():
    before = stored()
    Group.objects.get(name="Penulis").delete()
    call_command("migrate", verbosity=0)
    assert stored() == before


@pytest.mark.django_db
def test_a_migration_to_some_point_in_the_past_leaves_the_roles_alone(monkeypatch):
    Group.objects.get(name="Penulis").delete()
    before = stored()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["a migration that has not run"])
    signals.the_tables_are_there(using="default")
    assert stored() == before
    monkeypatch.undo()
    signals.the_tables_are_there(using="default")
    assert stored() != before
