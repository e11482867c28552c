"""Awareness sessions ("Kegiatan"): announced, held with adat institutions, reported on."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from campaigns.blocks import PartnersBlock, PhotosBlock, ProgrammeBlock, SpeakersBlock
from campaigns.institutions import AdatInstitution
from campaigns.places import Nagari, Village
from campaigns.sessions.forms import SessionPageForm
from campaigns.sessions.library import SessionTopic
from campaigns.sessions.queries import Kind, SessionPageQuerySet, Status
from campaigns.sessions.reading import SessionForReaders
from campaigns.sessions.report import GROUPS
from campaigns.sessions.rules import CONSTRAINTS, SessionRules
from campaigns.sessions.views import SessionViews
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.pages.found import Group


class SessionPage(SessionRules, SessionViews, SessionForReaders, SitePage):
    """
    One awareness session, from its announcement to its report.

    The life of one: planned, then postponed (with a new date) or cancelled (with a reason), or done. It keeps its
    address whatever happens, so that whoever saved it reads what became of it.
    """

    parent_page_types = ["campaigns.SessionIndexPage"]
    subpage_types: list[str] = []
    template = "campaigns/session_page.html"
    takes_from_query = False
    page_description = _("Announces one session: day, place, programme, who invites. Afterwards it takes the report.")
    base_form_class = SessionPageForm
    needs_review = False  # it is true of its day

    Status = Status
    Kind = Kind

    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind.choices,
        blank=True,
        help_text=_("For the office's reports, which tell these apart. Readers don't see it."),
    )
    starts_at = models.DateTimeField(
        _("starts"), help_text=_("Day and hour (WIB). For whole days only the day counts.")
    )
    ends_at = models.DateTimeField(
        _("ends"), blank=True, help_text=_("Day and hour (WIB). Empty: until it is done, on the same day.")
    )
    is_all_day = models.BooleanField(
        _("whole days"), default=False, help_text=_("The hours are not fixed, or the session takes whole days.")
    )
    is_open_ended = models.BooleanField(
        _("until it is done"),
        default=False,
        help_text=_(
            "Nobody knows the hour of its end: readers see “09.00 WIB – selesai”. It lasts to the end of its day."
        ),
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
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("is_all_day"), FieldPanel("is_open_ended")]),
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
            ["audience", "what_to_bring", "capacity", "contact", "invitation"], heading=_("For those who come")
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

    @property
    def public_names(self) -> list[str]:
        """Speakers are named by their part in the session."""
        return [speaker.value["name"] for speaker in self.speakers]

    more_tabs = [(people_panels, _("People and programme")), (report_panels, _("Report"))]
    found_group, found_weight = Group.SESSION, 55
    found_in = ("audience", "body", "programme", "what_to_bring", "report_summary", "follow_up", "photos")
    asked_for_by = {
        Group.SESSION: "kegiatan acara jadwal agenda rapat rakor undangan sosialisasi penyuluhan pelatihan seminar "
        "musyawarah pertemuan januari februari maret april mei juni juli agustus september oktober november desember"
    }
    # A copy is a new session: it starts its own life.
    exclude_fields_in_copy = [
        *SitePage.exclude_fields_in_copy, "schedule_code",
        "status", "status_reason", "postponed_from", "calendar_sequence", *GROUPS, "report_summary", "follow_up",
        "photos",
    ]  # fmt: skip

    class Meta:
        verbose_name = _("awareness session")
        verbose_name_plural = _("awareness sessions")
        indexes = [
            models.Index(fields=["starts_at"], name="session_starts_at"),
            models.Index(fields=["ends_at"], name="session_ends_at"),
        ]
        constraints = CONSTRAINTS
