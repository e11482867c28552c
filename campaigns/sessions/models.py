"""Awareness sessions ("Kegiatan"): announced, held with adat institutions, reported on."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from campaigns.blocks import PartnersBlock, PhotosBlock, ProgrammeBlock, SpeakersBlock
from campaigns.institutions import AdatInstitution
from campaigns.places import Nagari, Village
from campaigns.sessions import dates
from campaigns.sessions.calendars import calendar_of, calendar_response
from campaigns.sessions.forms import SessionPageForm
from campaigns.sessions.reading import SessionForReaders
from campaigns.sessions.report import GROUPS, added
from publishing.blocks import BodyBlock
from publishing.models import SitePage


class SessionPageQuerySet(PageQuerySet):
    def upcoming(self, now: datetime | None = None) -> "SessionPageQuerySet":
        """Those that are not over yet, the next one first. Cancelled ones stay, marked as such."""
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> "SessionPageQuerySet":
        """Those that are over, the latest first."""
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")

    def coming_then_past(self, now: datetime | None = None) -> "SessionPageQuerySet":
        """Both in one list: what is not over, the next one first, then what is over, the latest first."""
        is_over = models.Case(models.When(ends_at__lt=now or timezone.now(), then=1), default=0)
        start_if_coming = models.Case(models.When(is_over=0, then=F("starts_at")))
        return self.alias(is_over=is_over).order_by("is_over", start_if_coming, "-starts_at", "-pk")

    def of_institution(self, institution: AdatInstitution) -> "SessionPageQuerySet":
        return self.filter(institutions=institution)

    def not_cancelled(self) -> "SessionPageQuerySet":
        return self.exclude(status=SessionPage.Status.CANCELLED)

    def without_report(self) -> "SessionPageQuerySet":
        """Those of which nobody wrote yet what came of them."""
        counted = Q(*((f"{name}__isnull", False) for name in SessionPage.COUNTS), _connector=Q.OR)
        return self.filter(report_summary="").exclude(counted)

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> "SessionPageQuerySet":
        """Those that go on at some moment between both."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def with_places(self) -> "SessionPageQuerySet":
        """With what a list names beside the title: kelurahan, kecamatan, nagari and institutions, in two queries."""
        return self.select_related("village__district", "nagari").prefetch_related("institutions")


class SessionTopic(TaggedItemBase):
    """A topic of a session: one word of the vocabulary that sessions and materials share."""

    content_object = ParentalKey("campaigns.SessionPage", on_delete=models.CASCADE, related_name="tagged_topics")

    class Meta:
        verbose_name = _("topic of a session")


class SessionMaterial(Orderable):
    """A material of the library that the session uses."""

    session = ParentalKey("campaigns.SessionPage", on_delete=models.CASCADE, related_name="session_materials")
    material = models.ForeignKey(
        "resources.MaterialPage", verbose_name=_("material"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("material", "resources.MaterialPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("material of a session")
        verbose_name_plural = _("materials of a session")


class SessionPage(SessionForReaders, SitePage):
    """
    One awareness session, from its announcement to its report.

    The life of one: planned, then postponed (with a new date) or cancelled (with a reason), or done. It keeps its
    address whatever happens, so that whoever saved it reads what became of it.
    """

    parent_page_types = ["campaigns.SessionIndexPage"]
    subpage_types: list[str] = []
    template = "campaigns/session_page.html"
    base_form_class = SessionPageForm
    needs_review = False  # it is true of its day

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")
        DONE = "done", _("Done")

        def may_become(self, other: str) -> bool:
            """A cancelled session was not held, and a held one can't be put off. Any other mistake may be mended."""
            return (self.value, other) not in {("cancelled", "done"), ("done", "postponed")}

    COUNTS = tuple(GROUPS)
    # What calendars and feeds show: a published change of any of these is a new version of the event.
    CALENDAR_FIELDS = (
        "title", "calendar_title", "slug", "summary", "starts_at", "ends_at", "is_all_day", "status", "status_reason",
        "venue", "address", "village_id", "nagari_id", "latitude", "longitude", "contact",
    )  # fmt: skip

    starts_at = models.DateTimeField(
        _("starts"), help_text=_("Day and hour (WIB). For whole days only the day counts.")
    )
    ends_at = models.DateTimeField(_("ends"), help_text=_("Day and hour (WIB). A guess is better than none."))
    is_all_day = models.BooleanField(
        _("whole days"), default=False, help_text=_("The hours are not fixed, or the session takes whole days.")
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status.choices,
        default=Status.PLANNED,
        help_text=_(
            "Postponed: also change the day above. Cancelled: give a reason. Don't delete it: people look for it."
        ),
    )
    status_reason = models.CharField(
        _("reason"),
        max_length=240,
        blank=True,
        help_text=_("Why it is postponed or cancelled. Readers see it first. Name no person."),
    )
    postponed_from = models.DateTimeField(
        _("former start"),
        null=True,
        blank=True,
        help_text=_("Filled by itself when you move a published session. Readers see it with the new date."),
    )

    venue = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("The hall or house, such as: Balai Adat, Kantor KAN.")
    )
    address = models.CharField(_("address"), max_length=240, blank=True, help_text=_("Street, so that people find it."))
    village = models.ForeignKey(
        Village,
        verbose_name=_("village (kelurahan)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
        help_text=_("People look for sessions by kecamatan, which follows from it."),
    )
    nagari = models.ForeignKey(
        Nagari,
        verbose_name=_("nagari"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
        help_text=_("Empty: the nagari of the kelurahan, if it is known."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Such as -0.220000: opens the place in the reader's own map."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Such as 100.630000."),
    )

    institutions = ParentalManyToManyField(
        AdatInstitution,
        verbose_name=_("adat institutions"),
        blank=True,
        related_name="sessions",
        help_text=_("Who invites together with the office. Add new ones under “Adat institutions”."),
    )
    partners = StreamField(
        PartnersBlock(), blank=True, verbose_name=_("partners"), help_text=_("Others who hold the session with us.")
    )
    speakers = StreamField(SpeakersBlock(), blank=True, verbose_name=_("speakers"))
    audience = models.CharField(
        _("for whom"), max_length=200, blank=True, help_text=_("Such as: ninik mamak, bundo kanduang, young people.")
    )
    what_to_bring = models.CharField(_("what to bring"), max_length=240, blank=True)
    contact = models.CharField(
        _("contact"),
        max_length=240,
        blank=True,
        help_text=_("Whom to ask: an office or a role. No private phone number."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: no limit.")
    )
    programme = StreamField(ProgrammeBlock(), blank=True, verbose_name=_("programme"))
    invitation = models.TextField(
        _("words of the invitation"), blank=True, help_text=_("Printed on the invitation. Empty: a plain sentence.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    kit = models.ForeignKey(
        "resources.KitPage",
        verbose_name=_("kit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The kit by which the session is held. Readers find it, and the materials below, on its page."),
    )
    topics = ClusterTaggableManager(
        through=SessionTopic,
        blank=True,
        verbose_name=_("topics"),
        help_text=_("One to three, best those that exist already: readers filter by them."),
    )
    schedule_code = models.CharField(
        _("code in the schedule"),
        max_length=40,
        blank=True,
        help_text=_("The number in the office's spreadsheet, by which an import finds this session again."),
    )
    calendar_title = models.CharField(
        _("title in calendars"),
        max_length=80,
        blank=True,
        help_text=_(
            "Calendars remind on locked screens, where others read it: best a neutral title. "
            "Empty: “Meeting” with the place."
        ),
    )
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    reached_women = models.PositiveIntegerField(
        _("women reached"), null=True, blank=True, help_text=_("Empty: not counted. Zero: nobody.")
    )
    reached_men = models.PositiveIntegerField(_("men reached"), null=True, blank=True)
    reached_girls = models.PositiveIntegerField(
        _("girls reached"), null=True, blank=True, help_text=_("Under 18 years of age.")
    )
    reached_boys = models.PositiveIntegerField(_("boys reached"), null=True, blank=True)
    report_summary = models.TextField(
        _("what came of it"), blank=True, help_text=_("A few sentences. Nobody's own story, no names of participants.")
    )
    follow_up = models.TextField(_("what follows"), blank=True, help_text=_("What was agreed, and who does it."))
    photos = StreamField(
        PhotosBlock(),
        blank=True,
        verbose_name=_("photos"),
        help_text=_("Only with the consent of those who can be recognised, noted at the picture. Best from behind."),
    )

    objects = PageManager.from_queryset(SessionPageQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_all_day"),
                FieldPanel("status"),
                FieldPanel("status_reason"),
                FieldPanel("postponed_from"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("venue"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("village"), FieldPanel("nagari")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Where"),
        ),
        FieldPanel("topics"),
        FieldPanel("body"),
        FieldPanel("calendar_title"),
        FieldPanel("schedule_code"),
    ]
    people_panels = [
        FieldPanel("institutions", widget=CheckboxSelectMultiple),
        FieldPanel("partners"),
        FieldPanel("speakers"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [PageChooserPanel("kit", "resources.KitPage"), InlinePanel("session_materials", label=_("Material"))],
            heading=_("From the library"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldPanel("what_to_bring"),
                FieldPanel("capacity"),
                FieldPanel("contact"),
                FieldPanel("invitation"),
            ],
            heading=_("For those who come"),
        ),
    ]
    report_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reached_women"), FieldPanel("reached_men")]),
                FieldRowPanel([FieldPanel("reached_girls"), FieldPanel("reached_boys")]),
            ],
            heading=_("People reached"),
        ),
        FieldPanel("report_summary"),
        FieldPanel("follow_up"),
        FieldPanel("photos"),
    ]
    more_tabs = [(people_panels, _("People and programme")), (report_panels, _("Report"))]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("venue"),
        index.SearchField("audience"),
        index.SearchField("programme"),
        index.SearchField("speakers"),
        index.SearchField("partners"),
        index.SearchField("photos"),
        index.SearchField("body"),
        index.SearchField("report_summary"),
        index.RelatedFields("institutions", [index.SearchField("name")]),
    ]
    # A copy is a new session: it starts its own life.
    exclude_fields_in_copy = [
        "schedule_code",
        "status", "status_reason", "postponed_from", "calendar_sequence", *COUNTS, "report_summary", "follow_up",
        "photos",
    ]  # fmt: skip

    class Meta:
        verbose_name = _("awareness session")
        verbose_name_plural = _("awareness sessions")
        indexes = [
            models.Index(fields=["starts_at"], name="session_starts_at"),
            models.Index(fields=["ends_at"], name="session_ends_at"),
        ]
        constraints = [
            models.CheckConstraint(
                name="session_does_not_end_before_it_starts",
                condition=Q(ends_at__gte=models.F("starts_at")),
                violation_error_message=_("A session can't end before it starts."),
            ),
            models.CheckConstraint(
                name="cancelled_session_has_a_reason",
                condition=~Q(status="cancelled") | ~Q(status_reason=""),
                violation_error_message=_("Say in a few words why the session is cancelled."),
            ),
            models.CheckConstraint(
                name="postponed_session_has_its_former_start",
                condition=~Q(status="postponed") | Q(postponed_from__isnull=False),
                violation_error_message=_("A postponed session has a new date and names the former one."),
            ),
            models.UniqueConstraint(
                name="one_session_a_schedule_code",
                fields=["schedule_code"],
                condition=~Q(schedule_code=""),
                violation_error_message=_("Another session has this code in the schedule."),
            ),
            models.CheckConstraint(
                name="session_has_both_coordinates_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both coordinates or none."),
            ),
        ]

    @property
    def when(self) -> str:
        return dates.when(self.starts_at, self.ends_at, self.is_all_day)

    @property
    def hours(self) -> str:
        """What a list says beside the first day."""
        return dates.hours(self.starts_at, self.ends_at, self.is_all_day)

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
        return self.status == self.Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == self.Status.POSTPONED

    @cached_property
    def place(self) -> str:
        """In one line: "Balai Adat, Kelurahan Talang"."""
        village = _("Kelurahan %(name)s") % {"name": self.village.name} if self.village else ""
        return ", ".join(str(part) for part in (self.venue, village) if part)

    @cached_property
    def institution_names(self) -> list[str]:
        return [institution.name for institution in self.institutions.all()]

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
        return added(getattr(self, name) for name in self.COUNTS)

    def clean(self) -> None:
        super().clean()
        self.status_reason = self.status_reason.strip()
        self.report_summary = self.report_summary.strip()
        if self.slug in self._taken_slugs():
            raise ValidationError({"slug": _("This address is needed by the site itself. Choose another.")})
        self._take_nagari_of_village()
        if not self.starts_at or not self.ends_at:
            return  # told at the fields
        if self.is_all_day:
            self.starts_at, self.ends_at = dates.whole_days(self.starts_at, self.ends_at)
        if self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _("A session can't end before it starts.")})
        self._clean_status()

    def _take_nagari_of_village(self) -> None:
        """Where none is chosen; and anew when the kelurahan changes and the nagari is still that of the former one."""
        if not self.village:
            return
        if self.latest_revision:
            before = self.latest_revision.content
        else:
            before = SessionPage.objects.filter(pk=self.pk).values("village", "nagari").first() or {}
        former = before.get("village")
        stayed = former and former != self.village_id and self.nagari_id == before.get("nagari")
        derived = stayed and Village.objects.filter(pk=former, nagari=self.nagari_id).exists()
        if derived or not self.nagari_id:
            self.nagari_id = self.village.nagari_id

    def _clean_status(self) -> None:
        if self.status == self.Status.PLANNED:
            self.postponed_from = None
        if self.is_cancelled and not self.status_reason:
            raise ValidationError({"status_reason": _("Say in a few words why the session is cancelled.")})
        if self.is_postponed and not self.postponed_from:
            raise ValidationError({"postponed_from": _("A postponed session has a new date and names the former one.")})
        if self.is_postponed and self._starts_as_before():
            raise ValidationError({"starts_at": _("This is still the former date. Give the new one.")})
        if self.status == self.Status.DONE and self.starts_at > timezone.now():
            raise ValidationError({"status": _("This session has not begun yet: it can't be done.")})

    def _starts_as_before(self) -> bool:
        if self.is_all_day:
            return dates.day_of(self.postponed_from) == self.first_day
        return self.postponed_from == self.starts_at

    @path("kalender.ics/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """This session for the reader's own calendar, also when it is cancelled."""
        content = calendar_of([self], self.title_in_calendars, request)
        return calendar_response(request, content, f"pertemuan-{self.first_day:%Y-%m-%d}.ics")

    def _taken_slugs(self) -> set[str]:
        """The first parts of the addresses below the index that are no sessions."""
        routes = [route for index in self.allowed_parent_page_models() for route in index.get_subpage_urls()]
        return {str(route.pattern).partition("/")[0] for route in routes} - {""}

    def save(self, *args, **kwargs) -> None:
        if self.live and self.pk and not kwargs.get("update_fields"):
            self._count_the_change()
        super().save(*args, **kwargs)

    def _count_the_change(self) -> None:
        """What readers saw before is in the database; a draft may carry an older number."""
        before = SessionPage.objects.filter(pk=self.pk).first()
        if before:
            changed = before.first_published_at and before._calendar_facts() != self._calendar_facts()
            self.calendar_sequence = before.calendar_sequence + bool(changed)

    def _calendar_facts(self) -> list:
        institutions = {institution.pk for institution in self.institutions.all()}
        return [*(getattr(self, name) for name in self.CALENDAR_FIELDS), institutions]
