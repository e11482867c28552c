from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from publishing import checks  # noqa: F401
        from publishing.pages import changes, signals  # noqa: F401
        from publishing.words import form_fields

        changes.watch()
        form_fields.teach()
