"""The table of all sessions, and the word to an editor whose session collides with another."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from campaigns.sessions.collisions import collisions
from campaigns.sessions.models import SessionPage


def report_state(session: SessionPage) -> str:
    if session.has_report:
        return gettext("written")
    return gettext("missing") if session.is_past and not session.is_cancelled else ""


class SessionIndexView(IndexView):
    default_ordering = "-starts_at"
    page_title = _("Sessions")


class SessionListingViewSet(PageListingViewSet):
    """All sessions in one table with what matters about them; the explorer knows titles only."""

    model = SessionPage
    icon = "date"
    menu_label = _("Sessions")
    menu_order = 314
    add_to_admin_menu = True
    index_view_class = SessionIndexView
    columns = [
        *(column for column in IndexView.base_columns if column.name in {"bulk_actions", "title"}),
        Column("when", label=_("When"), sort_key="starts_at"),
        Column("get_status_display", label=_("The session is"), sort_key="status"),
        Column("report", label=_("Report"), accessor=report_state),
        *(column for column in IndexView.base_columns if column.name == "status"),
    ]
    list_filter = ["status", "institutions", "village__district", "starts_at"]


def warn_of_collisions(request: HttpRequest, page: Page) -> None:
    """Two sessions of one institution at the same time are saved all the same: the office may know why."""
    is_saved_by_itself = not request.accepts("text/html")
    if is_saved_by_itself or not isinstance(page, SessionPage):
        return
    for other, institutions in collisions(page):
        names = ", ".join(institution.name for institution in institutions)
        words = gettext("At the same time %(names)s has another session: “%(title)s”, %(when)s.") % {
            "names": names,
            "title": other.title,
            "when": other.when,
        }
        look = messages.button(reverse("wagtailadmin_pages:edit", args=[other.pk]), gettext("Look at it"))
        messages.warning(request, words, buttons=[look])
