"""The screen on which the office chooses a period and saves its folder."""

from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from campaigns.models import SessionIndexPage
from home.evidence.folder import Evidence, as_zip
from home.evidence.periods import FIRST_YEAR, LAST_YEAR, Period, periods
from publishing.screens import ItemFor, Screen


def may_report(user) -> bool:
    """
    Whoever works on the sessions; a folder also holds those that only some readers may open.

    Menus ask more than once in a request, which has a user of its own; the database is asked once.
    """
    if not hasattr(user, "_may_report"):
        index, actions = SessionIndexPage.objects.first(), {"add", "change", "publish"}
        user._may_report = bool(index) and page_permission_policy.user_has_any_permission_for_instance(
            user, actions, index
        )
    return user._may_report


class EvidenceView(UserPassesTestMixin, Screen, TemplateView):
    template_name = "wagtailadmin/home/evidence.html"
    page_title = _("Evidence folder")
    header_icon = "folder-open-inverse"

    def test_func(self) -> bool:
        return may_report(self.request.user)

    def handle_no_permission(self):
        raise PermissionDenied

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"periods": periods()}


def evidence_zip(request: HttpRequest, year: int, quarter: int | None = None) -> StreamingHttpResponse:
    if not may_report(request.user):
        raise PermissionDenied
    if not FIRST_YEAR <= year <= LAST_YEAR or quarter not in {None, 1, 2, 3, 4}:
        raise Http404
    evidence = Evidence(Period(year, quarter))
    headers = {"Content-Disposition": f'attachment; filename="{evidence.name}.zip"'}
    return StreamingHttpResponse(as_zip(evidence), content_type="application/zip", headers=headers)


urls = [
    path("bukti/", EvidenceView.as_view(), name="evidence"),
    path("bukti/<int:year>.zip", evidence_zip, name="evidence_zip"),
    path("bukti/<int:year>-<int:quarter>.zip", evidence_zip, name="evidence_zip"),
]


def menu_item() -> MenuItem:
    label, address = _("Evidence folder"), reverse_lazy("evidence")
    return ItemFor(may_report, label, address, name="evidence", icon_name="folder-open-inverse", order=640)
