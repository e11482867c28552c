from django.core.management.base import BaseCommand

from publishing.search.indexing import keep_all
from publishing.search.models import SearchEntry


class Command(BaseCommand):
    help = "Writes down anew what search finds of every page. Readers go on searching meanwhile; safe to run again."

    def handle(self, *args, **options) -> None:
        for done, total in keep_all():
            if options["verbosity"] > 0:
                self.stderr.write(f"\r{done} of {total} pages", ending="" if done < total else "\n")
        if options["verbosity"] > 0:
            self.stdout.write(f"Search: {SearchEntry.objects.count()} entries.")
