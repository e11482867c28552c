"""What the office has to look at today, on the first screen of the editors' area."""

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.models import HelpPoint
from publishing.models import SitePage
from resources.models import KitArchive, State


def pages_to_check() -> list[Page]:
    """Published pages whose review is due, the longest unchecked first."""
    pages = Page.objects.live().exact_type(*SitePage.__subclasses__()).specific()
    due = [page for page in pages if page.review_is_due]
    return sorted(due, key=lambda page: (page.reviewed_on is not None, page.reviewed_on))


class AttentionPanel(Component):
    name = "attention"
    template_name = "wagtailadmin/home/attention.html"
    order = 10

    def get_context_data(self, parent_context: dict) -> dict:
        return {
            "pages": pages_to_check(),
            "points": HelpPoint.objects.waiting(timezone.localdate()),
            "archives": KitArchive.objects.filter(state=State.FAILED).select_related("kit"),
        }
