import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from publishing.fronts.editors import behind
from publishing.fronts.models import Front

LOOK_EVERY = 0.5  # seconds


class Command(BaseCommand):
    help = (
        "Has the worker fill every server in front with all pages of the sitemap and what belongs to them, the most "
        "important first: after a front was set up, moved or emptied. Says how far it is until all is done."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--no-wait", action="store_true", help="Only ask for it.")

    def handle(self, *args, no_wait: bool, **options) -> None:
        if not settings.FRONTS:
            raise CommandError("FRONTS is not set: there is no server in front.")
        Front.objects.update(renewed="", cleared="", noted="", done=0, total=0)
        while not no_wait and (late := behind()):
            for front in late:
                told = f"{front.done} of {front.total}" if front.is_looked_after else "waiting for the worker"
                self.stdout.write(f"{front.location}: {told}{', no answer' if front.failures else ''}")
            time.sleep(LOOK_EVERY)
        self.stdout.write("Asked for." if no_wait else "All fronts have everything.")
