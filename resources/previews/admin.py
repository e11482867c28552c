"""The editors' screens of what is done behind their backs."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.documents.permissions import permission_policy

from publishing.screens import ItemFor, Screen
from resources.previews import preparing
from resources.previews.models import Preparation

SHOWN = 200  # at most; what waits beyond that shows when these are done


def may_manage_files(user) -> bool:
    return permission_policy.user_has_permission(user, "change")


class UnfinishedFiles(Screen, View):
    """Files whose preview is being prepared or failed, with the reason and a button to try again."""

    page_title = gettext_lazy("Previews of files")
    header_icon = "image"
    template_name = "wagtailadmin/resources/unfinished_files.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not may_manage_files(request.user):
            raise PermissionDenied
        return self.render_to_response(self.get_context_data(preparations=Preparation.objects.unfinished()[:SHOWN]))


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_manage_files(request.user):
        raise PermissionDenied
    preparation = get_object_or_404(Preparation.objects.failed().select_related("document"), pk=pk)
    preparing.begin(preparation)
    messages.success(request, _("“%(title)s” is being prepared again.") % {"title": preparation.document.title})
    return redirect("unfinished_files")


def menu_item() -> MenuItem:
    return ItemFor(
        may_manage_files,
        gettext_lazy("Previews of files"),
        reverse("unfinished_files"),
        name="unfinished-files",
        icon_name="image",
        order=650,
    )


class FailedPreviews(Component):
    """On the first screen, only when there is something to do."""

    name = "failed_previews"
    template_name = "wagtailadmin/resources/failed_previews.html"
    order = 20

    def get_context_data(self, parent_context: dict) -> dict:
        request = parent_context["request"]
        failed = Preparation.objects.failed() if may_manage_files(request.user) else Preparation.objects.none()
        preparations = failed.select_related("document")[:10]
        return {"preparations": preparations, "csrf_token": parent_context["csrf_token"]}


urls = [
    path("materi/pratinjau/", UnfinishedFiles.as_view(), name="unfinished_files"),
    path("materi/pratinjau/<int:pk>/coba-lagi/", try_again, name="prepare_again"),
]
