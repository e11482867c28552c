from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from publishing import checks  # noqa: F401
        from publishing.accounts import idle
        from publishing.guard import others
        from publishing.pages import changes

        # First of all receivers, so that the others, of all floors, see what has changed already.
        changes.watch()
        from publishing.pages import signals  # noqa: F401
        from publishing.search import signals as search_signals
        from publishing.spreadsheets import exports
        from publishing.words import form_fields, wagtail_labels

        idle.watch()
        others.watch()
        search_signals.watch()
        exports.take_over()
        form_fields.teach()
        wagtail_labels.teach()
