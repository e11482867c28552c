from django.core.management.base import BaseCommand, CommandError

from home.health.checks import results


class Command(BaseCommand):
    help = "Says what is well and what is not, with the reasons. Ends with 1 when something is not."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args, **options) -> None:
        found = results()
        if options["json"]:
            from home.health.local import as_json

            self.stdout.write(as_json(found))
        else:
            for result in found:
                self.stdout.write(f"{'ok ' if result.ok else 'NOT'}  {result.name:<11} {result.says}")
        if unwell := [result.name for result in found if not result.ok]:
            raise CommandError(f"Not well: {', '.join(unwell)}.")
