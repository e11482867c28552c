import json

from django.core.management.base import BaseCommand, CommandError

from publishing.pages import public_check


class Command(BaseCommand):
    help = (
        "Looks at all that readers see for what may not be public: numbers of people, victims and children of a case, "
        "phone numbers that are verified no more. Values are masked. Ends with 1 when something is found."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args, **options) -> None:
        found = public_check.renew()
        if options["json"]:
            facts = ("model", "object_id", "name", "label", "kind", "level", "masked")
            self.stdout.write(json.dumps([{name: getattr(one, name) for name in facts} for one in found]))
        else:
            for one in found:
                self.stdout.write(f"{one.level:<5} {one.kind:<11} {one}")
        if found:
            raise CommandError(f"{len(found)} findings.")
