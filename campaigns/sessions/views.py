"""What answers at the address of a session and below it: its page, its calendar, its sheets of paper."""

from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from campaigns.sessions.calendars import calendar_of, calendar_response
from campaigns.sessions.paper import Letter, Poster
from campaigns.sessions.structured_data import event


class SessionViews(RoutablePageMixin):
    """The part of SessionPage that answers requests."""

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["before"], context["after"] = self.neighbours()
        context["index_url"] = urljoin(self.get_url(request) or "", "../")
        context["message"] = self.as_message(context["canonical_url"])
        return context

    @classmethod
    def addresses_below(cls) -> list[str]:
        return ["", "kalender.ics", "cetak/", "cetak/poster/"]

    def structured_data(self, context: dict) -> list[dict]:
        return [*super().structured_data(context), event(self, context)]

    @path("kalender.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """This session for the reader's own calendar, also when it is cancelled."""
        content = calendar_of([self], self.title_in_calendars, request)
        return calendar_response(request, content, f"pertemuan-{self.first_day:%Y-%m-%d}.ics")

    @path("cetak/", name="letter")
    def letter(self, request: HttpRequest) -> HttpResponse:
        """The invitation for the printer."""
        return self._on_paper(request, Letter(self), "campaigns/session_letter.html")

    @path("cetak/poster/", name="poster")
    def poster(self, request: HttpRequest) -> HttpResponse:
        """The same as a poster."""
        return self._on_paper(request, Poster(self), "campaigns/session_poster.html")

    def _on_paper(self, request: HttpRequest, sheet: Letter | Poster, template: str) -> HttpResponse:
        address = self.get_full_url(request).partition("://")[2].rstrip("/").split("/")
        return self.render(request, context_overrides={"sheet": sheet, "address_parts": address}, template=template)
