from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from campaigns.models.institutions import AdatInstitution
from campaigns.models.sessions import SessionPage, SessionPageQuerySet
from campaigns.session_filters import SessionFilters
from campaigns.session_listing import SessionListing
from campaigns.session_register import register_of
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.models.page import Crumb


class SessionIndexPage(RoutablePageMixin, SitePage):
    """All awareness sessions, coming and past, and a page for each adat institution."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.SessionPage"]
    max_count = 1
    template = "campaigns/session_index_page.html"

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text below the sessions"))

    content_panels = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("awareness sessions")

    def sessions(self) -> SessionPageQuerySet:
        """The published sessions below this page."""
        return SessionPage.objects.child_of(self).live().with_places()

    @path("", name="all")
    def all_sessions(self, request: HttpRequest) -> HttpResponse:
        """Coming and past sessions, narrowed by the filters of the address."""
        filters = SessionFilters(register_of(self), request.GET)
        listing = SessionListing(filters, timezone.now())
        return self.render(
            request,
            context_overrides={
                "filters": filters,
                "listing": listing,
                "canonical_url": urljoin(self.get_full_url(request), listing.address),
            },
        )

    @path("lembaga/<slug:slug>/", name="institution")
    def institution(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Who the institution is, and its sessions, coming and past."""
        institution = get_object_or_404(AdatInstitution.objects.select_related("nagari"), slug=slug)
        sessions = self.sessions().of_institution(institution)
        return self.render(
            request,
            context_overrides={
                "institution": institution,
                "coming": sessions.upcoming()[:20],
                "past": sessions.past()[:20],
                "crumbs": [*self.crumbs(request), Crumb(institution.name, "")],
                "canonical_url": self.get_full_url(request) + self.reverse_subpage("institution", args=[slug]),
            },
            template="campaigns/institution_page.html",
        )
