"""What the editor of a kit sees of its ZIP, and the way to have it built again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from resources.kits.building import request_builds
from resources.models import KitPage


class BuildAgainView(WagtailAdminTemplateMixin, TemplateView):
    """Asks before it does; whoever may edit the kit may have its ZIP built."""

    template_name = "wagtailadmin/kits/build_again.html"
    page_title = _("ZIP of a kit")
    header_icon = "folder-open-1"

    @cached_property
    def kit(self) -> KitPage:
        kit = get_object_or_404(KitPage, pk=self.kwargs["pk"])
        if not kit.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return kit

    def get_page_subtitle(self) -> str:
        return self.kit.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("kits:index"), "label": gettext("Kits")},
            {"url": self.edit_url, "label": self.kit.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.kit.pk])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"kit": self.kit, "edit_url": self.edit_url}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        request_builds([self.kit.pk])
        messages.success(request, gettext("The ZIP is being built. Open the kit again in a moment."))
        return redirect(self.edit_url)
