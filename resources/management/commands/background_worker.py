from threading import Thread

from django.core.management.base import BaseCommand

<<<<<<< HEAD
from publishing.pages import public_check, schedules
=======
from publishing.fronts import renewing
from publishing.pages import schedules
>>>>>>> main
from resources.worker import SteadyWorker


class Command(BaseCommand):
    help = (
<<<<<<< HEAD
        "Publishes and takes down pages at their time, looks at what is public, and does what takes long (previews, "
        "small copies), until it is stopped. `make run` starts it with the site."
=======
        "Publishes and takes down pages at their time, and does what takes long (previews, small copies) and tells the "
        "servers in front what has changed, until it is stopped. `make run` starts it with the site."
>>>>>>> main
    )

    def handle(self, *args, **options) -> None:
        worker = SteadyWorker()
        worker.configure_signals()
        Thread(target=schedules.watch, name="schedules", daemon=True).start()
<<<<<<< HEAD
        Thread(target=public_check.watch, name="public check", daemon=True).start()
=======
        renewing.watch()
>>>>>>> main
        worker.work()
