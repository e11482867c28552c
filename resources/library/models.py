from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from publishing.models import SitePage
from publishing.pages.found import Group
from publishing.pages.reading import understood
from resources.facets import from_former_address
from resources.library.listing import MaterialListing


class MaterialIndexPage(SitePage):
    """The library: every material, to look through by what it is, for whom, on what and in which language."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.MaterialPage", "resources.KitIndexPage"]
    max_count = 1
    rank_of_renewal = 2
    template = "resources/material_index_page.html"
    page_description = _("The library with its filters. Material and kits are added below it.")

    content_panels = [*SitePage.content_panels, FieldPanel("summary")]
    found_group, found_weight = Group.MATERIAL, 65

    class Meta:
        verbose_name = _("library")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        listing = context["listing"] = MaterialListing(request.GET)
        understood(request, *listing.pages.understood)
        return context

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return from_former_address(request) or super().serve(request, *args, **kwargs)
