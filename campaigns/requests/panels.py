from django.urls import reverse
from wagtail.admin.panels import Panel


class DraftSessionPanel(Panel):
    """On a request: one button that makes a draft of the session from it, or the way to the one that was made."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/campaigns/draft_session_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None) -> dict:
            session = self.instance.session
            return super().get_context_data(parent_context) | {
                "session": session,
                "edit_url": reverse("wagtailadmin_pages:edit", args=[session.pk]) if session else "",
                "draft_url": reverse("draft_requested_session", args=[self.instance.pk]),
            }
