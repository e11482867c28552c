"""The screen of the office's search."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.search.office import office_results
from publishing.words.unseen import one_spaced

LONGEST = 200


class OfficeSearchView(WagtailAdminTemplateMixin, View):
    template_name = "wagtailadmin/home/office_search.html"
    page_title = _("Search everything")
    header_icon = "search"

    def get(self, request: HttpRequest) -> HttpResponse:
        query = one_spaced(request.GET.get("q", "")[:1000].replace("\x00", " "))[:LONGEST]
        return self.render_to_response(self.get_context_data(query=query, kinds=office_results(query, request.user)))


urls = [path("cari-semua/", OfficeSearchView.as_view(), name="office_search")]


def menu_item() -> MenuItem:
    return MenuItem(_("Search everything"), reverse_lazy("office_search"), icon_name="search", order=90)


def search_area() -> SearchArea:
    """Beside Wagtail's own tabs of a search, which take an address as text only."""
    return SearchArea(_("Everything"), reverse("office_search"), name="everything", icon_name="search", order=10)
