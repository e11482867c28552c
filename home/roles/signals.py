from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver

from home.roles.apply import apply_roles
from resources.models import MaterialIndexPage


@receiver(post_migrate, sender=apps.get_app_config("home"))
def the_tables_are_there(using: str, **kwargs) -> None:
    """
    Django sends this for every app after all migrations: for one app is once a run. A migration to some point in the
    past leaves the roles as they are, for its tables are not those that this code knows.
    """
    executor = MigrationExecutor(connections[using])
    if using == DEFAULT_DB_ALIAS and not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        apply_roles()


@receiver(post_save, sender=MaterialIndexPage)
def the_library_is_there(created: bool, **kwargs) -> None:
    """Its editors have rights on this page alone, and migrations come before it."""
    if created:
        apply_roles()
