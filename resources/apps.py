from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Library")

    def ready(self) -> None:
        from resources.kits import signals as kit_signals  # noqa: F401
        from resources.previews import signals  # noqa: F401
