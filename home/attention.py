"""What the office has to look at today, on the first screen of the editors' area."""

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.models import HelpPoint
from publishing.models import SitePage

MOST_PAGES = 20  # past their review, named; the others are counted


def pages_to_check() -> list[Page]:
    """Published pages whose review is due, the longest unchecked first."""
    dates = ("title", "reviewed_on", "review_after_months")  # a page with its texts is heavy, and there are thousands
    pages = [page for model in SitePage.__subclasses__() for page in model.objects.live().only(*dates)]
    due = [page for page in pages if page.review_is_due]
    return sorted(due, key=lambda page: (page.reviewed_on is not None, page.reviewed_on, page.pk))


class AttentionPanel(Component):
    name = "attention"
    template_name = "wagtailadmin/home/attention.html"
    order = 10

    def get_context_data(self, parent_context: dict) -> dict:
        pages = pages_to_check()
        return {
            "pages": pages[:MOST_PAGES],
            "more_pages": len(pages[MOST_PAGES:]),
            "points": HelpPoint.objects.waiting(timezone.localdate()),
        }
