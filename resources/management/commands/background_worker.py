from threading import Thread

from django.core.management.base import BaseCommand
from wagtail import hooks

from publishing.fronts import renewing
from publishing.pages import public_check, schedules
from resources.worker import WATCH, SteadyWorker


class Command(BaseCommand):
    help = (
        "Publishes and takes down pages at their time, looks at what is public, does what takes long (previews, small "
        "copies) and tells the servers in front what has changed, until it is stopped. `make run` starts it with the "
        "site."
    )

    def handle(self, *args, **options) -> None:
        worker = SteadyWorker()
        worker.configure_signals()
        Thread(target=schedules.watch, name="schedules", daemon=True).start()
        Thread(target=public_check.watch, name="public check", daemon=True).start()
        for watch in hooks.get_hooks(WATCH):
            Thread(target=watch, name=watch.__module__, daemon=True).start()
        renewing.watch()
        worker.work()
