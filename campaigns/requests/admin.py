from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from campaigns.requests.models import SessionRequest
from campaigns.requests.views import draft_requested_session

urls = [path("permintaan/<int:pk>/rancang/", draft_requested_session, name="draft_requested_session")]


class RequestPermissions(ModelPermissionPolicy):
    """Requests come from the form only."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class SessionRequestViewSet(SnippetViewSet):
    model = SessionRequest
    icon = "mail"
    list_display = ["institution", "nagari", "topic", "wished_day", "status", "created_at"]
    list_filter = ["status"]
    search_fields = ["institution", "nagari", "topic"]
    copy_view_enabled = False
    add_to_admin_menu = True
    menu_label = _("Requests")
    menu_order = 312

    def get_queryset(self, request: HttpRequest) -> QuerySet[SessionRequest]:
        """What was set apart shows where somebody looks for it."""
        requests = self.model.objects.all()
        return requests if request.GET.get("status") else requests.exclude(status=self.model.Status.APART)

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return RequestPermissions(self.model)
