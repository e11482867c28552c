"""
The rows of every table in a form that SQLite and PostgreSQL both take: one JSON list a row.

Rows are copied as they are, numbers and all: no model's `save`, no signal, and of a text in blocks its stored JSON. So
nothing is lost that today's code would not make of it. The tables are made by the migrations that made those of the
backup; the migrations since then run after that, as on any site that is upgraded.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from wagtail.fields import StreamField
from wagtail.models import Site

from home.backups.sweeping import swept_seldom
from publishing.accounts.links import OneTimeLink

AT_ONCE = 200  # rows
# Who is logged in, who tried to, what is half done: it ends with a restore. And what is made from the rest.
LEFT_OUT = {
    "home.MissedWord",
    "sessions.Session",
    "publishing.Attempt",
    "publishing.OfficePage",
    "publishing.SearchEntry",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.UploadedFile",
    "django_tasks_database.DBTaskResult",
    "wagtailsearch.IndexEntry",
    "wagtailsearch.SQLiteFTSIndexEntry",
}


class WrongVersion(Exception):
    """The backup or the database belong to another version of the program; the message says what to do."""


def kept_models() -> list[type[models.Model]]:
    all_models = apps.get_models(include_auto_created=True)
    kept = [model for model in all_models if _has_a_table(model) and model._meta.label not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.label)


def _has_a_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and not model._meta.swapped


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read in this block is of one moment. On both databases nobody waits for it."""
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)  # not by `atomic`: on SQLite that would shut everybody out who writes
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def applied_migrations() -> list[tuple[str, str]]:
    """Raises WrongVersion where the tables are not those of the code."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise WrongVersion("The database waits for migrations. Run prepare_site first.")
    return sorted(MigrationRecorder(connection).applied_migrations())


def columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.local_concrete_fields]


def rows(model: type[models.Model]) -> Iterator[str]:
    """Each row as a line of JSON, in the order of `columns`."""
    fields = model._meta.local_concrete_fields
    # A link that was used or withdrawn since must not open again.
    opens = {n for n, field in enumerate(fields) if issubclass(model, OneTimeLink) and field.name == "digest"}
    read = [models.ExpressionWrapper(models.F(field.attname), output_field=_plain(field)) for field in fields]
    for row in models.QuerySet(model).order_by(model._meta.pk.attname).values_list(*read).iterator(AT_ONCE):
        values = [secrets.token_hex(32) if n in opens else value for n, value in enumerate(row)]
        yield json.dumps(values, default=_as_text, ensure_ascii=False, separators=(",", ":"))


def _plain(field: models.Field) -> models.Field:
    """The field that says how the column is stored, where the field itself makes more of it."""
    if isinstance(field, models.ForeignKey):
        return _plain(field.target_field)
    if isinstance(field, models.AutoField | models.BigAutoField):
        return models.BigIntegerField()
    return models.JSONField() if isinstance(field, StreamField) else field


def _as_text(value: Any) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"Backups do not know how to write {type(value).__name__}.")


def make_tables(applied: Iterable[tuple[str, str]]) -> list[type[models.Model]]:
    """In an empty database, those that stood when these migrations had been applied. Returns their models of then."""
    applied, executor = set(applied), MigrationExecutor(connection)
    unknown = sorted(applied - set(executor.loader.disk_migrations))
    if unknown:
        name = ".".join(unknown[0])
        raise WrongVersion(f"The backup was made by another version of the program ({name}): install that one.")
    graph = executor.loader.graph
    known = applied & set(graph.nodes)
    newest = sorted(key for key in known if not any(child.key in known for child in graph.node_map[key].children))
    with swept_seldom():
        executor.migrate(newest)
    # By the state alone, which knows the models of then.
    state = MigrationExecutor(connection).loader.project_state(newest)
    return [model for model in state.apps.get_models(include_auto_created=True) if _has_a_table(model)]


def fill(models_of_then: list[type[models.Model]], read: "TableReader") -> dict[str, int]:
    """
    The rows of a backup in place of those that the migrations made, in one transaction.

    `read(label)` gives a table's columns and lines, or None. Returns how many rows there are by table.
    """
    kept = [model for model in models_of_then if model._meta.label not in LEFT_OUT]
    with transaction.atomic(), connection.cursor() as cursor:
        for model in kept:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        for model in kept:
            if table := read(model._meta.label):
                _insert(cursor, model, *table)
        connection.check_constraints()
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    return {model._meta.label: models.QuerySet(model).count() for model in kept}


class TableReader:
    def __call__(self, label: str) -> tuple[list[str], Iterator[str]] | None: ...


def _insert(cursor, model: type[models.Model], names: list[str], lines: Iterator[str]) -> None:
    by_column = {field.column: field for field in model._meta.local_concrete_fields}
    if set(names) != set(by_column):
        raise WrongVersion(
            f"The backup's table {model._meta.label} is of another version of the program: install that one."
        )
    fields = [by_column[name] for name in names]
    quoted = ", ".join(map(connection.ops.quote_name, names))
    places = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES ({places})"  # noqa: S608
    while batch := list(islice(lines, AT_ONCE)):
        rows = ([_stored(*pair) for pair in zip(fields, json.loads(line), strict=True)] for line in batch)
        cursor.executemany(sql, list(rows))


def _stored(field: models.Field, value: Any) -> Any:
    plain = _plain(field)
    if value is None and field.null:
        return None
    if isinstance(plain, models.JSONField):
        return plain.get_db_prep_value(value, connection)  # JSON's own null too
    return plain.get_db_prep_save(plain.to_python(value), connection)


def bring_up_to_date() -> None:
    """What has been changed in the program since; then what readers search, which no backup holds."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("update_index", verbosity=0)
    call_command("rebuild_search", verbosity=0)
