from django.core.management.base import BaseCommand

from home.roles.apply import apply_roles


class Command(BaseCommand):
    help = "Gives the office's five groups, and the workflow, exactly what home/roles/table.py says. Safe to run again."

    def handle(self, *args, **options) -> None:
        changes = apply_roles()
        self.stdout.write(f"Roles: {changes} changes." if changes else "Roles: nothing to change.")
