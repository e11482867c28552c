from datetime import datetime

from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from campaigns.drawings import DRAWINGS
from campaigns.figures import CaseChart
from campaigns.models import CaseFigure, DataPage, SessionIndexPage, SessionPage, TopicPage
from home.pages.contact import ContactPage
from publishing.models import SitePage
from publishing.pages.navigation import Navigation
from publishing.pages.reading import read
from publishing.pages.structured_data import CONTEXT, PUBLISHER
from publishing.pages.visibility import is_open
from resources.materials.covers import show_covers
from resources.models import MaterialIndexPage, MaterialPage

MOST_SESSIONS = 3  # named on the front page


class SituationBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What happens"), max_length=60, help_text=_("In people's own words."))
    text = blocks.CharBlock(label=_("One short line"), max_length=120, required=False)
    icon = blocks.ChoiceBlock(
        label=_("Drawing"),
        choices=DRAWINGS,
    )
    page = blocks.PageChooserBlock(
        label=_("Leads to"), page_type=["campaigns.ArticlePage", "campaigns.WarningSignsPage", "campaigns.TopicPage"]
    )

    class Meta:
        icon = "help"
        label = _("Situation")


class SituationsBlock(blocks.StreamBlock):
    situation = SituationBlock()

    class Meta:
        required = False
        max_num = 8


class HelpStepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=60)
    text = blocks.CharBlock(label=_("One short line"), max_length=160, required=False)
    icon = blocks.ChoiceBlock(
        label=_("Drawing"),
        choices=[
            ("telepon", _("Phone")),
            ("dengar", _("Listening")),
            ("damping", _("Accompanying")),
            ("pulih", _("Recovering")),
        ],
    )

    class Meta:
        icon = "list-ol"
        label = _("One step")


class HelpStepsBlock(blocks.StreamBlock):
    step = HelpStepBlock()

    class Meta:
        required = False
        max_num = 6


class HomePage(SitePage):
    """The front door: help first, then what is going on, then who helps and how."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "campaigns.TopicPage",
        "campaigns.SessionIndexPage",
        "campaigns.DataPage",
        "resources.MaterialIndexPage",
        "home.ContactPage",
        "home.PlainPage",
    ]
    max_count = 1
    rank_of_renewal = 1
    template = "home/home_page.html"
    takes_from_query = False
    page_description = _("The front page: what to do now, how the office helps, what is coming.")
    neutral_share_card = True

    lead = models.CharField(_("first sentence"), max_length=80, help_text=_("The first words that anyone reads."))
    sublead = models.CharField(_("second sentence"), max_length=200, blank=True)
    situations = StreamField(
        SituationsBlock(), blank=True, verbose_name=_("What is going on?"), help_text=_("Six cards at best.")
    )
    help_title = models.CharField(_("title"), max_length=80, blank=True)
    help_text = models.CharField(_("text"), max_length=300, blank=True)
    help_steps = StreamField(HelpStepsBlock(), blank=True, verbose_name=_("steps"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("sublead"),
        FieldPanel("situations"),
        MultiFieldPanel(
            [FieldPanel("help_title"), FieldPanel("help_text"), FieldPanel("help_steps")], heading=_("How we help")
        ),
    ]
    found_weight, found_in = 15, ("lead", "sublead")

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]):
        """Find the page of an address in memory, where Wagtail takes two queries a level."""
        place, below = Navigation.of(request, home=self).target()
        if place.pk == self.pk:
            return super().route(request, below)
        return read(place).route(request, below)

    def changes_at(self) -> datetime | None:
        return SessionPage.objects.next_end()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        opened = {page.specific_class: page for page in Navigation.of(request, home=self).first_level}
        context["contact_page"] = opened.get(ContactPage)
        context["cards"] = self.cards()
        context["further_topics"] = [
            page
            for page in Navigation.of(request, home=self).first_level
            if page.specific_class is TopicPage and not page.show_in_menus
        ]
        context["sessions_page"] = opened.get(SessionIndexPage)
        context["sessions"] = self.sessions() if context["sessions_page"] else []
        context["library"] = opened.get(MaterialIndexPage)
        context["materials"] = self.materials() if context["library"] else []
        context["chart"] = CaseChart(list(CaseFigure.objects.by_year()))
        context["data_page"] = opened.get(DataPage) if context["chart"].figures else None
        return context

    @cached_property
    def named_pages(self) -> list[Page]:
        """The pages of the cards, the next sessions and the newest materials in one query, each with `is_open`."""
        coming = SessionPage.objects.filter(is_open(seen_from=self)).not_cancelled().upcoming()[:MOST_SESSIONS]
        named = Q(pk__in=self._chosen_page_ids) | Q(pk__in=coming.values("pk"))
        pages = Page.objects.filter(named | Q(pk__in=MaterialPage.objects.newest().values("pk")))
        related = ("sessionpage__village", "materialpage")
        return list(pages.annotate(is_open=is_open(seen_from=self)).select_related(*related))

    @property
    def _chosen_page_ids(self) -> list[int]:
        return [block["value"]["page"] for block in self.situations.raw_data if block["value"]["page"]]

    def cards(self) -> list[dict]:
        """The situations whose page a reader may open."""
        opened = {page.pk: page for page in self.named_pages if page.is_open}
        chosen = [block["value"] for block in self.situations.raw_data]
        return [{**card, "page": opened[card["page"]]} for card in chosen if card["page"] in opened]

    def sessions(self) -> list[SessionPage]:
        """The next awareness sessions that take place."""
        sessions = [page.sessionpage for page in self.named_pages if hasattr(page, "sessionpage")]
        prefetch_related_objects(sessions, "institutions")
        return sorted(sessions, key=lambda session: session.starts_at)

    def materials(self) -> list[MaterialPage]:
        materials = [page.materialpage for page in self.named_pages if hasattr(page, "materialpage")]
        materials.sort(key=lambda material: (material.first_published_at, material.pk), reverse=True)
        show_covers(materials)
        return materials

    def structured_data(self, context: dict) -> list[dict]:
        address = context["canonical_url"]
        return [
            *super().structured_data(context),
            {"@context": CONTEXT, "@type": "WebSite", "name": self.title, "url": address, "inLanguage": "id"},
            {"@context": CONTEXT, **PUBLISHER, "url": address},
        ]
