from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from home.backups import takedowns


class Command(BaseCommand):
    help = "Takes away again what was taken down or erased and is in this database all the same: after a copy by hand."

    def add_arguments(self, parser) -> None:
        parser.add_argument("lists", nargs="*", type=Path, metavar="FILE", help="more lists, of other machines")

    def handle(self, *args, **options) -> None:
        number = takedowns.apply(settings.TAKEDOWNS_FILE, *options["lists"])
        self.stdout.write(f"Taken away again: {number}.")
