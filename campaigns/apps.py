from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from campaigns import (
            article_skeleton,  # noqa: F401
            known_places,
            search_signals,  # noqa: F401
        )
        from publishing.guard.rules import places

        places.register(known_places.names())
