from django.conf import settings
from django.dispatch import receiver

from resources.beat import started


@receiver(started)
def listen_for_who_asks_on_this_machine(sender, **kwargs) -> None:
    if settings.METRICS_PORT:
        from home.health import local  # only this process needs an HTTP server

        local.listen(settings.METRICS_PORT)
