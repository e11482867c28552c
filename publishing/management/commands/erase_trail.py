from django.core.management.base import BaseCommand

from publishing.accounts import trail


class Command(BaseCommand):
    help = "Erases from the log of the editors' area what is older than the rule: logins and exports a year, acts five."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Entries erased: {trail.erase_old()}")
