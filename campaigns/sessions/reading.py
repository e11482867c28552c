"""What readers meet of a session: its page, its shared card, its description for machines, its sheets of paper."""

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.db.models import F, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from campaigns.sessions import dates
from campaigns.sessions.paper import Letter, Poster
from campaigns.sessions.report import Number, numbers_of
from campaigns.sessions.structured_data import event
from publishing.pages import links
from publishing.pages.visibility import is_open

if TYPE_CHECKING:
    from campaigns.models import AdatInstitution, SessionPage


class SessionForReaders(RoutablePageMixin):
    """The reading side of SessionPage, which holds the fields and their rules."""

    @classmethod
    def read(cls, pk: int) -> "SessionPage":
        return cls.objects.select_related("village__district", "nagari").get(pk=pk)

    @property
    def is_open_to_come(self) -> bool:
        """Whether it makes sense to note the day, and to invite others."""
        return not self.is_past and not self.is_cancelled

    @property
    def tile(self) -> dates.Tile:
        return dates.tile(self.starts_at, self.ends_at)

    @property
    def former_when(self) -> str:
        """The day from which it was postponed."""
        return dates.when(self.postponed_from, self.postponed_from, self.is_all_day) if self.postponed_from else ""

    @cached_property
    def hosts(self) -> list["AdatInstitution"]:
        """The institutions that invite, read once."""
        return list(self.institutions.all())

    @property
    def has_coordinates(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def geo_url(self) -> str:
        """For the map program of the reader's phone."""
        point = f"{self.latitude:f},{self.longitude:f}"
        return f"geo:{point}?q={point}"

    @property
    def map_url(self) -> str:
        latitude, longitude = f"{self.latitude:f}", f"{self.longitude:f}"
        return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"

    @property
    def numbers(self) -> list[Number]:
        """The people reached, a number a group."""
        return numbers_of(self)

    @property
    def heading(self) -> str:
        """Whoever meets the address alone learns that the session is off."""
        heading = super().heading
        return gettext("Cancelled: %(title)s") % {"title": heading} if self.is_cancelled else heading

    @property
    def description(self) -> str:
        said = ". ".join(filter(None, (self.when, self.place, self.summary)))
        return self.search_description or said

    @property
    def share_card_details(self) -> tuple[str, ...]:
        day = f"{self.get_status_display()} · {self.when}" if self.is_cancelled else self.when
        return day, self.venue or self.place

    @cached_property
    def named_pages(self) -> list[Page]:
        """The pages that the texts link to, the sessions before and after, and the material, in one query."""
        others = type(self).objects.sibling_of(self, inclusive=False).filter(is_open(seen_from=self))
        earlier = others.filter(Q(starts_at__lt=self.starts_at) | Q(starts_at=self.starts_at, pk__lt=self.pk or 0))
        later = others.filter(Q(starts_at__gt=self.starts_at) | Q(starts_at=self.starts_at, pk__gt=self.pk or 0))
        wanted = (
            Q(pk__in=links.linked_page_ids(self))
            | Q(pk=Subquery(earlier.order_by("-starts_at", "-pk").values("pk")[:1]))
            | Q(pk=Subquery(later.order_by("starts_at", "pk").values("pk")[:1]))
            | Q(pk__in=self._library_ids)
        )
        return list(
            Page.objects.filter(wanted).annotate(is_open=is_open(seen_from=self), starts_at=F("sessionpage__starts_at"))
        )

    @property
    def library_pages(self) -> list[Page]:
        """The kit and the materials of the session that the reader may open, the kit first."""
        opened = {page.pk: page for page in self.named_pages if page.is_open}
        return [opened[pk] for pk in self._library_ids if pk in opened]

    @cached_property
    def _library_ids(self) -> list[int]:
        chosen = [self.kit_id, *(chosen.material_id for chosen in self.session_materials.all())]
        return list(dict.fromkeys(filter(None, chosen)))

    def neighbours(self) -> tuple[Page | None, Page | None]:
        """The sessions before and after this one; None at either end."""
        others = [page for page in self.named_pages if page.starts_at and page.is_open and page.is_sibling_of(self)]
        ordered = sorted(others, key=lambda page: (page.starts_at, page.pk))
        here = (self.starts_at, self.pk or 0)
        before = [page for page in ordered if (page.starts_at, page.pk) < here]
        after = [page for page in ordered if (page.starts_at, page.pk) > here]
        return (before[-1] if before else None), (after[0] if after else None)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["before"], context["after"] = self.neighbours()
        context["index_url"] = urljoin(self.get_url(request) or "", "../")
        return context

    def structured_data(self, request: HttpRequest) -> list[dict]:
        return [*super().structured_data(request), event(self, request)]

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
