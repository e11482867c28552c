from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from campaigns.models.institutions import AdatInstitution
from campaigns.models.sessions import SessionPage, SessionPageQuerySet
from campaigns.structured_data import organization
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.models.page import Crumb
from publishing.structured_data import CONTEXT
from publishing.visibility import is_open

SESSIONS_A_PAGE = 20


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

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["coming"] = self.sessions().upcoming()[:20]
        context["past"] = self.sessions().past()[:20]
        return context

    @path("lembaga/<slug:slug>/", name="institution")
    def institution(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Who the institution is, and its sessions, coming and past."""
        institution = get_object_or_404(AdatInstitution.objects.select_related("nagari"), slug=slug)
        sessions = self.sessions().filter(is_open(seen_from=self)).of_institution(institution).coming_then_past()
        canonical_url = self.get_full_url(request) + self.reverse_subpage("institution", args=[slug])
        return self.render(
            request,
            context_overrides={
                "institution": institution,
                "listed": Paginator(sessions, SESSIONS_A_PAGE).get_page(request.GET.get("halaman")),
                "crumbs": [*self.crumbs(request), Crumb(institution.name, "")],
                "structured_data": [*self.structured_data(request), {"@context": CONTEXT, **organization(institution)}],
                "canonical_url": canonical_url,
                "webcal_url": f"webcal:{canonical_url.partition(':')[2]}kalender.ics",
            },
            template="campaigns/institution_page.html",
        )

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        entries = super().get_sitemap_urls(request)
        slugs = AdatInstitution.objects.values_list("slug", flat=True) if entries else ()
        return [*entries, *({**entries[0], "location": f"{entries[0]['location']}lembaga/{slug}/"} for slug in slugs)]
