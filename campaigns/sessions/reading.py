"""What readers meet of a session, derived from its fields: each value once, as no page outlives them."""

from datetime import date, datetime

from django.db.models import F, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from campaigns.institutions import AdatInstitution
from campaigns.sessions import dates
from campaigns.sessions.queries import Status
from campaigns.sessions.report import GROUPS, Number, added
from publishing.models import SitePage
from publishing.pages import links
from publishing.pages.visibility import is_open, stands_beside
from publishing.words.stated import stated
from resources.models import MaterialPage


class SessionForReaders:
    """The part of SessionPage that says what its fields mean: to its page, lists, calendars, machines and paper."""

    @classmethod
    def read(cls, pk: int) -> SitePage:
        return cls.objects.select_related("village__district", "nagari").get(pk=pk)

    @cached_property
    def when(self) -> str:
        return dates.when(self.starts_at, self.ends_at, self.is_all_day, self.is_open_ended)

    @property
    def hours(self) -> str:
        """What a list says beside the first day."""
        return dates.hours(self.starts_at, self.ends_at, self.is_all_day, self.is_open_ended)

    @property
    def first_day(self) -> date:
        return dates.day_of(self.starts_at)

    @property
    def last_day(self) -> date:
        return dates.day_of(self.ends_at)

    @property
    def is_past(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == Status.POSTPONED

    @cached_property
    def place(self) -> str:
        """In one line: "Balai Adat, Kelurahan Talang"."""
        village = _("Kelurahan %(name)s") % {"name": self.village.name} if self.village else ""
        return ", ".join(str(part) for part in (self.venue, village) if part)

    def as_message(self, address: str) -> str:
        """What someone sends who passes the session on: what, when, where, and the address of its page."""
        return "\n".join(line for line in (self.stated_title, self.when, self.place, address) if line)

    @cached_property
    def institution_names(self) -> list[str]:
        return [institution.name for institution in self.hosts]

    @property
    def title_in_calendars(self) -> str:
        """Neutral unless the office chose otherwise: see campaigns/sessions/calendars.py."""
        if self.calendar_title:
            return self.calendar_title
        return gettext("Meeting, %(place)s") % {"place": self.place} if self.place else gettext("Meeting")

    @property
    def has_report(self) -> bool:
        return bool(self.report_summary) or self.reached_total is not None

    @property
    def reached_total(self) -> int | None:
        """None when nobody counted."""
        return added(number.count for number in self.numbers)

    def found_names(self) -> list[str]:
        """When, where, who invites and speaks, on what: as its page shows them."""
        speakers = [part for block in self.speakers for part in block.value.values()]
        places = [self.village.spellings, self.village.around] if self.village else []
        places += [self.nagari] if self.nagari else []
        return [
            *super().found_names(), self.when, self.venue, self.address, *places, *self.institution_names,
            *(block.value for block in self.partners), *speakers, *self.topics.values_list("name", flat=True),
            self.get_status_display(), "undangan",
        ]  # fmt: skip

    def changes_at(self) -> datetime | None:
        return None if self.is_past else self.ends_at

    @property
    def is_open_to_come(self) -> bool:
        """Whether it makes sense to note the day, and to invite others."""
        return not self.is_past and not self.is_cancelled

    @cached_property
    def tile(self) -> dates.Tile:
        return dates.tile(self.starts_at, self.ends_at)

    @property
    def former_when(self) -> str:
        """The day from which it was postponed."""
        return dates.when(self.postponed_from, self.postponed_from, self.is_all_day) if self.postponed_from else ""

    @cached_property
    def hosts(self) -> list[AdatInstitution]:
        """The institutions that invite and that readers may see, read once."""
        return [institution for institution in self.institutions.all() if institution.live]

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

    @cached_property
    def numbers(self) -> list[Number]:
        """The people reached, a number a group."""
        return [Number(label, getattr(self, name)) for name, label in GROUPS.items()]

    @cached_property
    def state_words(self) -> str:
        return Status(self.status).said

    @cached_property
    def heading(self) -> str:
        """Whoever meets the address alone learns that the session is off."""
        heading = super().heading
        return gettext("Cancelled: %(title)s") % {"title": heading} if self.is_cancelled else heading

    @cached_property
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
        others = type(self).objects.filter(stands_beside(self), is_open(seen_from=self))
        earlier = others.filter(Q(starts_at__lt=self.starts_at) | Q(starts_at=self.starts_at, pk__lt=self.pk or 0))
        later = others.filter(Q(starts_at__gt=self.starts_at) | Q(starts_at=self.starts_at, pk__gt=self.pk or 0))
        wanted = (
            Q(pk__in=links.linked_page_ids(self))
            | Q(pk=Subquery(earlier.order_by("-starts_at", "-pk").values("pk")[:1]))
            | Q(pk=Subquery(later.order_by("starts_at", "pk").values("pk")[:1]))
            | Q(pk__in=self.library_ids)
        )
        return list(
            Page.objects.filter(wanted).annotate(
                is_open=is_open(seen_from=self),
                starts_at=F("sessionpage__starts_at"),
                session_status=F("sessionpage__status"),
            )
        )

    @property
    def library_pages(self) -> list[Page]:
        """The kit and the materials of the session that the reader may open, the kit first, with `stated_title`."""
        opened = {page.pk: page for page in self.named_pages if page.is_open}
        return MaterialPage.state_versions([opened[pk] for pk in self.library_ids if pk in opened])

    @cached_property
    def library_ids(self) -> list[int]:
        """Of the kit and of the materials, the kit first."""
        chosen = [self.kit_id, *(chosen.material_id for chosen in self.session_materials.all())]
        return list(dict.fromkeys(filter(None, chosen)))

    def neighbours(self) -> tuple[Page | None, Page | None]:
        """The sessions before and after this one, with `stated_title`; None at either end."""
        others = [page for page in self.named_pages if page.starts_at and page.is_open and page.is_sibling_of(self)]
        for page in others:
            page.stated_title = stated(page.title, Status(page.session_status).said)
        ordered = sorted(others, key=lambda page: (page.starts_at, page.pk))
        here = (self.starts_at, self.pk or 0)
        before = [page for page in ordered if (page.starts_at, page.pk) < here]
        after = [page for page in ordered if (page.starts_at, page.pk) > here]
        return (before[-1] if before else None), (after[0] if after else None)
