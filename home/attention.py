"""What the office has to look at today, on the first screen of the editors' area."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from campaigns.models import SessionPage, SessionRequest
from home.models import HelpPoint
from publishing.fronts.editors import behind
from publishing.models import PublicFinding, SitePage, User
from publishing.pages.schedules import happened, overdue
from publishing.pages.second_person import emergencies
from resources.models import KitArchive, State

MOST_SESSIONS = 10  # without a report, named; the others are counted
MOST_REQUESTS = 20
MOST_PLANNED = 20  # overdue, and as many that ran

MOST_FINDINGS = 20
MOST_PAGES = 20  # past their review, named; the others are counted


def pages_to_check() -> list[Page]:
    """Published pages whose review is due, the longest unchecked first."""
    # A page with its texts is heavy, and there are thousands.
    dates = ("title", "reviewed_on", "checked_by_office", "review_after_months")
    reviewed = [model for model in SitePage.__subclasses__() if model.needs_review]
    pages = [page for model in reviewed for page in model.objects.live().only(*dates)]
    due = [page for page in pages if page.review_is_due]
    return sorted(due, key=lambda page: (page.reviewed_on is not None, page.reviewed_on, page.pk))


def publishers() -> QuerySet[User]:
    """Who may make a page of the site public. One alone has nobody who looks at what he wrote."""
    return page_permission_policy.users_with_permission("publish").filter(is_active=True)


def _with_addresses(findings: Iterable[PublicFinding], user: User) -> list[tuple[PublicFinding, str | None]]:
    """Each with the address where this user can change it."""
    finder = AdminURLFinder(user)
    records = ((finding, finding.record) for finding in findings)
    return [(finding, finder.get_edit_url(record)) for finding, record in records if record]


class AttentionPanel(Component):
    name = "attention"
    template_name = "wagtailadmin/home/attention.html"
    order = 10

    def get_context_data(self, parent_context: dict) -> dict:
        unreported = SessionPage.objects.live().past().not_cancelled().without_report().defer_streamfields()
        sessions = list(unreported[:MOST_SESSIONS])
        may_answer = parent_context["request"].user.has_perm("campaigns.change_sessionrequest")
        pages = pages_to_check()
        return {
            "pages": pages[:MOST_PAGES],
            "more_pages": len(pages[MOST_PAGES:]),
            "points": HelpPoint.objects.waiting(timezone.localdate()),
            "requests": SessionRequest.objects.waiting()[:MOST_REQUESTS] if may_answer else [],
            "set_apart": SessionRequest.objects.set_apart().count() if may_answer else 0,
            "sessions": sessions,
            "more_sessions": unreported.count() - len(sessions),
            "findings": _with_addresses(PublicFinding.objects.all()[:MOST_FINDINGS], parent_context["request"].user),
            "is_alone": publishers().count() == 1,
            "emergencies": emergencies(parent_context["request"].user)[:MOST_PLANNED],
            "overdue": overdue()[:MOST_PLANNED],
            "fronts": behind(),
            "happened": happened()[:MOST_PLANNED],
            "archives": KitArchive.objects.filter(state=State.FAILED).select_related("kit"),
        }
