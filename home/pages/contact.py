from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from campaigns.models import Village
from home.help.models import TaskForce
from publishing.blocks import CalloutBlock, QuestionsBlock, SignsBlock, StepsBlock, TextBlock
from publishing.models import SitePage
from publishing.pages.found import Found, Group
from publishing.pages.navigation import Crumb
from publishing.words.clean import cleaned_query


class SectionContentBlock(blocks.StreamBlock):
    text = TextBlock()
    steps = StepsBlock()
    signs = SignsBlock()
    callout = CalloutBlock()
    questions = QuestionsBlock()


class SectionBlock(blocks.StructBlock):
    """A part of the page that opens by a tap. It adds no entry to the browser's history, as a link would."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    open = blocks.BooleanBlock(label=_("Open from the start"), required=False)
    content = SectionContentBlock(label=_("Content"))

    class Meta:
        icon = "collapse-down"
        label = _("One section")
        template = "blocks/section.html"
        description = _("A part that opens by a tap, so that the numbers stay near.")
        preview_value = {
            "title": "Apa yang terjadi ketika Anda menelepon?",
            "open": True,
            "content": [{"type": "text", "value": "<p>Petugas mendengarkan Anda.</p>"}],
        }


class SectionsBlock(blocks.StreamBlock):
    section = SectionBlock()

    class Meta:
        required = False


class ContactPage(RoutablePageMixin, SitePage):
    """Who answers, how to reach them, and what happens then: one page, so that Back tells nothing more."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    rank_of_renewal = 1
    template = "home/contact_page.html"
    page_description = _("Whom to call, and what happens then.")
    neutral_share_card = True

    reassurance = models.CharField(
        _("reassurance"), max_length=120, help_text=_("Stands between the title and the buttons. Short.")
    )
    sections = StreamField(SectionsBlock(), blank=True, verbose_name=_("sections"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("reassurance"),
        FieldPanel("sections"),
    ]
    found_group, found_in = Group.HELP, ("reassurance", "sections")
    asked_for_by = {
        Group.HELP: "nomor telepon hubungi kontak alamat hotline call lapor pengaduan mengadu kantor satgas "
        "kelurahan konsultasi konseling psikolog pengacara pendampingan shelter report contact"
    }

    class Meta:
        verbose_name = _("contact page")

    def found_below(self) -> list[Found]:
        """The list of task forces, and each kelurahan in it, by all of its spellings."""
        title = gettext("Task force of my village")
        villages = Village.objects.select_related("district", "nagari").order_by("code")
        return [Found(title, Group.HELP, 90, names="satgas PPA satuan tugas kelurahan", route="satgas/")] + [
            Found(
                gettext("Task force of Kelurahan %(name)s") % {"name": village.name},
                Group.HELP,
                70,
                summary=gettext("Kecamatan %(name)s") % {"name": village.district.name},
                text=village.around,
                names=f"satgas PPA satuan tugas {village.spellings}",
                route="satgas/?" + urlencode({"kelurahan": village.name}),
            )
            for village in villages
        ]

    @classmethod
    def addresses_below(cls) -> list[str]:
        return ["", "satgas/"]

    @path("satgas/")
    def task_forces(self, request: HttpRequest) -> HttpResponse:
        """The task forces that can be reached, narrowed by ?kelurahan=. While there is none, who answers instead."""
        wanted = cleaned_query(request.GET.get("kelurahan", ""))
        villages = Village.objects.select_related("district", "task_force")
        if wanted:
            villages = villages.filter(
                Q(name__icontains=wanted) | Q(other_names__icontains=wanted) | Q(district__name__icontains=wanted)
            )
        reachable = TaskForce.objects.shown().values("village")
        return self.render(
            request,
            context_overrides={
                "villages": villages.filter(pk__in=reachable).order_by("district__name", "name"),
                "silent": villages.exclude(pk__in=reachable).order_by("name") if wanted else [],
                "wanted": wanted,
                "crumbs": [*self.crumbs(request), Crumb(gettext("Task force of my village"), "")],
                "canonical_url": self.get_full_url(request) + "satgas/",
            },
            template="home/task_forces.html",
        )

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        entries = super().get_sitemap_urls(request)
        if not TaskForce.objects.shown().exists():
            return entries
        return [*entries, *({**entry, "location": entry["location"] + "satgas/"} for entry in entries)]
