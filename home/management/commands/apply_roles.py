from django.core.management.base import BaseCommand

from home import roles


class Command(BaseCommand):
    help = "Gives the office's five groups, and the workflow, exactly what home/roles.py says. Safe to run again."

    def handle(self, *args, **options) -> None:
        changes = roles.apply()
        self.stdout.write(f"Roles: {changes} changes." if changes else "Roles: nothing to change.")
