"""What editors see on the screen of a material beside its fields."""

from wagtail.admin.panels import Panel


class PreparationsPanel(Panel):
    """How far the work behind the editor's back is, file by file, and why it failed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/resources/preparations_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.files)

        @property
        def files(self) -> list:
            return [file for file in self.instance.files.all() if file.document_id]

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            context["files"] = self.files
            context["has_failures"] = any(file.preparation and file.preparation.has_failed for file in self.files)
            return context
