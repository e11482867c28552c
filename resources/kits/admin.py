"""The table of kits, and the way to have the ZIP of one built again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from publishing.screens import Screen
from resources.kits.building import request_builds
from resources.kits.models import KitPage
from resources.materials.admin import FIRST, LAST


class BuildAgainView(Screen, TemplateView):
    """Asks before it does; whoever may edit the kit may have its ZIP built."""

    template_name = "wagtailadmin/kits/build_again.html"
    page_title = _("ZIP of a kit")
    header_icon = "folder-open-1"
    above = (("kits:index", _("Kits")),)

    @cached_property
    def kit(self) -> KitPage:
        kit = get_object_or_404(KitPage, pk=self.kwargs["pk"])
        if not kit.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return kit

    def get_page_subtitle(self) -> str:
        return self.kit.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict]:
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": self.edit_url, "label": self.kit.get_admin_display_title()}, here]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.kit.pk])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"kit": self.kit, "edit_url": self.edit_url}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        request_builds([self.kit.pk])
        messages.success(request, gettext("The ZIP is being built. Open the kit again in a moment."))
        return redirect(self.edit_url)


class KitViewSet(PageListingViewSet):
    model = KitPage
    icon = "folder-open-1"
    menu_label = _("Kits")
    name = "kits"
    columns = [
        *FIRST,
        Column("session", label=_("Kind of session"), accessor="get_session_display", sort_key="session"),
        *LAST,
    ]
    list_filter = ["session"]


urls = [path("paket/<int:pk>/zip/", BuildAgainView.as_view(), name="build_kit_again")]
