from django.core.management.base import BaseCommand

from resources.worker import SteadyWorker


class Command(BaseCommand):
    help = "Does what takes long (previews, small copies), until it is stopped. `make run` starts it with the site."

    def handle(self, *args, **options) -> None:
        worker = SteadyWorker()
        worker.configure_signals()
        worker.work()
