from django.core.management.base import BaseCommand

from home.starter import loader


class Command(BaseCommand):
    help = "Loads the content that a new site starts with. Safe to run again: nothing that exists is changed."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--with-examples", action="store_true", help="also load examples, marked as such")

    def handle(self, *args, **options) -> None:
        made = loader.load(with_examples=options["with_examples"])
        self.stdout.write(f"Starter content: {made} new pieces." if made else "Starter content: nothing new.")
