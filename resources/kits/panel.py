from wagtail.admin.panels import Panel


class ArchivePanel(Panel):
    """How far the ZIP of a kit is, why it failed, and what it leaves out."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/kits/archive_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: dict) -> dict:
            # The ZIP is made of what is published; `instance` may hold a draft.
            kit = type(self.instance).objects.with_archive().get(pk=self.instance.pk)
            context = {"kit": kit, "archive": getattr(kit, "archive", None)}
            return super().get_context_data(parent_context) | context
