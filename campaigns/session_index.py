from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from campaigns.institutions import AdatInstitution
from campaigns.requests.forms import SessionRequestForm, known_institutions, known_places
from campaigns.requests.models import SessionRequest
from campaigns.sessions.calendars import calendar_addresses, calendar_of, calendar_response, in_a_calendar
from campaigns.sessions.cards import Cards
from campaigns.sessions.facets import index_of
from campaigns.sessions.listing import A_PAGE, SessionListing
from campaigns.sessions.models import SessionPage
from campaigns.sessions.queries import SessionPageQuerySet
from campaigns.sessions.structured_data import organization
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.pages.changes import of_editors_only
from publishing.pages.found import Found, Group
from publishing.pages.navigation import Crumb, absolute
from publishing.pages.reading import part, understood
from publishing.pages.structured_data import CONTEXT
from publishing.pages.visibility import is_open, stands_below
from resources.paging import paged

FORM_METHODS = [*SitePage.allowed_http_method_names(), "POST"]


class SessionIndexPage(RoutablePageMixin, SitePage):
    """All awareness sessions, coming and past, and a page for each adat institution."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.SessionPage"]
    max_count = 1
    rank_of_renewal = 2
    template = "campaigns/session_index_page.html"
    page_description = _("The list of all sessions, with calendars and the form for requests.")

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text below the sessions"))

    content_panels = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    found_group, found_weight, found_in = Group.SESSION, 60, ("body",)
    asked_for_by = {Group.INSTITUTION: "kan lkaam bundo kanduang kerapatan lembaga"}

    class Meta:
        verbose_name = _("awareness sessions")

    def found_below(self) -> list[Found]:
        """Each institution, and the form by which one asks for a session."""
        institutions = AdatInstitution.objects.live().select_related("nagari").order_by("slug")
        return [
            Found(
                gettext("Ask for a session"), Group.SESSION, 70, names="minta permohonan narasumber surat undang",
                route="minta/",
            ),
            *(
                Found(
                    one.name, Group.INSTITUTION, 75, names=f"{one.get_kind_display()} {one.nagari or ''} Payakumbuh",
                    text=" ".join(one.description.split()), route=f"lembaga/{one.slug}/",
                )
                for one in institutions
            ),
        ]  # fmt: skip

    @classmethod
    def addresses_below(cls) -> list[str]:
        institutions = (f"lembaga/{slug}/" for slug in AdatInstitution.objects.live().values_list("slug", flat=True))
        own = ["", "kalender.ics", "minta/terkirim/"]
        return own + [address for place in institutions for address in (place, place + "kalender.ics")]

    def changes_at(self) -> datetime | None:
        return SessionPage.objects.next_end()

    def sessions(self) -> SessionPageQuerySet:
        """The published sessions below this page."""
        return SessionPage.objects.filter(stands_below(self)).live().with_places()

    @path("", name="all")
    def all_sessions(self, request: HttpRequest) -> HttpResponse:
        """Coming and past sessions, narrowed by the filters of the address."""
        index, now = index_of(self), timezone.now()
        listing = SessionListing(index, request.GET, now)
        understood(request, *listing.pages.understood)
        return self.render(
            request,
            context_overrides={
                "filters": listing.filters,
                "listing": listing,
                "totals": [] if listing.filters.chosen or listing.pages.number > 1 else index.totals(now),
                "calendar_address": calendar_addresses(self.get_full_url(request) + "kalender.ics"),
                "canonical_url": urljoin(self.get_full_url(request), listing.pages.address),
            },
        )

    @path("kalender.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """All sessions, to subscribe to."""
        return self._calendar(request, self._opened(), self.title, "kegiatan.ics")

    @path("lembaga/<slug:slug>/kalender.ics/", name="institution_calendar")
    def institution_calendar(self, request: HttpRequest, slug: str) -> HttpResponse:
        institution = get_object_or_404(AdatInstitution.objects.live(), slug=slug)
        return self._calendar(
            request, self._opened().of_institution(institution), institution.name, f"kegiatan-{institution.slug}.ics"
        )

    def _opened(self) -> SessionPageQuerySet:
        """The sessions that whoever reads this page may open."""
        return self.sessions().filter(is_open(seen_from=self))

    def _calendar(self, request: HttpRequest, sessions: SessionPageQuerySet, name: str, file: str) -> HttpResponse:
        # Programs that subscribed ask with a condition (If-None-Match), which the page cache leaves to us.
        content = part(
            ("calendar", self.pk, file, absolute(request, "/")),
            lambda: calendar_of(in_a_calendar(sessions), name, request),
            until=self.changes_at,
        )
        return calendar_response(request, content, file)

    @path("minta/", name="ask")
    def ask(self, request: HttpRequest) -> HttpResponse:
        """An institution asks for a session. Sent without a cookie; campaigns.requests.forms guards it."""
        request.answers_one_reader = True  # the form carries the moment at which it was shown
        form = SessionRequestForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            is_apart = form.keep().status == SessionRequest.Status.APART
            return HttpResponseRedirect(
                self.get_url(request) + self.reverse_subpage("asked_in_a_crowd" if is_apart else "asked")
            )
        return self._render_request(
            request,
            "campaigns/ask_page.html",
            "ask",
            form=form,
            institutions=known_institutions(),
            places=known_places(),
        )

    def check_request_method(self, request: HttpRequest, routed: Sequence, *args, **kwargs) -> HttpResponse | None:
        """The form of a request is the one thing below all pages that takes what strangers send."""
        if not self._is_form(routed):
            return super().check_request_method(request, routed, *args, **kwargs)
        return None if request.method in FORM_METHODS else HttpResponseNotAllowed(FORM_METHODS)

    def handle_options_request(self, request: HttpRequest, routed: Sequence, *args, **kwargs) -> HttpResponse:
        if not self._is_form(routed):
            return super().handle_options_request(request, routed, *args, **kwargs)
        return HttpResponse(headers={"Allow": ", ".join(FORM_METHODS)})

    def _is_form(self, routed: Sequence) -> bool:
        """`routed` is what the address was resolved to: the view and what it takes."""
        return bool(routed) and routed[0] == self.ask

    @path("minta/terkirim/", name="asked")
    def asked(self, request: HttpRequest) -> HttpResponse:
        return self._render_request(request, "campaigns/asked_page.html", "asked")

    @path("minta/tersimpan/", name="asked_in_a_crowd")
    def asked_in_a_crowd(self, request: HttpRequest) -> HttpResponse:
        """Kept as well, but the office has to look for it: the sender is told so."""
        return self._render_request(request, "campaigns/asked_page.html", "asked_in_a_crowd", is_apart=True)

    def _render_request(self, request: HttpRequest, template: str, name: str, **context) -> HttpResponse:
        address = self.get_full_url(request) + self.reverse_subpage(name)
        crumbs = [*self.crumbs(request), Crumb(gettext("Ask for a session"), "")]
        return self.render(
            request, context_overrides={**context, "crumbs": crumbs, "canonical_url": address}, template=template
        )

    @path("lembaga/<slug:slug>/", name="institution")
    def institution(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Who the institution is, and its sessions, coming and past."""
        institution = get_object_or_404(AdatInstitution.objects.live().select_related("nagari"), slug=slug)
        index = index_of(self)
        sessions = Cards(index, index.facets.bits("lembaga", slug), timezone.now())
        canonical_url = self.get_full_url(request) + self.reverse_subpage("institution", args=[slug])
        return self.render(
            request,
            context_overrides={
                "institution": institution,
                **paged(request, canonical_url, sessions, A_PAGE),
                "crumbs": [*self.crumbs(request), Crumb(institution.name, "")],
                "organization": {"@context": CONTEXT, **organization(institution)},
                "calendar_address": calendar_addresses(canonical_url + "kalender.ics"),
            },
            template="campaigns/institution_page.html",
        )

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        entries = super().get_sitemap_urls(request)
        slugs = AdatInstitution.objects.live().values_list("slug", flat=True) if entries else ()
        return [*entries, *({**entries[0], "location": f"{entries[0]['location']}lembaga/{slug}/"} for slug in slugs)]


@receiver(pre_save, sender=AdatInstitution)
def lead_on_from_the_former_address(
    instance: AdatInstitution, raw: bool, update_fields: frozenset | None = None, **kwargs
) -> None:
    """Who subscribed to the calendar of an institution, or saved its page, gets there under its new name."""
    if not instance.live or of_editors_only(update_fields):
        return  # an address that only a draft has
    former = AdatInstitution.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    index = SessionIndexPage.objects.first()
    if raw or not former or former == instance.slug or not index or not index.url:
        return
    route = index.reverse_subpage("institution", args=[instance.slug])
    former_route = index.reverse_subpage("institution", args=[former])
    ours = Redirect.objects.filter(redirect_page=index, automatically_created=True)
    ours.filter(redirect_page_route_path=f"/{former_route}").update(redirect_page_route_path=f"/{route}")
    ours.filter(old_path__in=[Redirect.normalise_path(index.url + one) for one in (route, former_route)]).delete()
    Redirect.add_redirect(index.url + former_route, index, page_route_path=f"/{route}", automatically_created=True)
