from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from publishing.models import SitePage
from publishing.visibility import is_open
from resources.blocks import UseStepsBlock
from resources.fields import ChoicesField
from resources.models.files import MaterialFile


class MaterialQuerySet(PageQuerySet):
    def for_strangers(self) -> "MaterialQuerySet":
        """What anybody may open: nothing else is ever listed, found or counted."""
        return self.filter(is_open())

    def current(self) -> "MaterialQuerySet":
        """Without the versions that a published one replaces."""
        newer = MaterialPage.objects.filter(replaces=models.OuterRef("pk"), live=True)
        return self.exclude(models.Exists(newer))

    def newest_first(self) -> "MaterialQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def for_audience(self, audience: str) -> "MaterialQuerySet":
        return self.filter(audiences__contains=f",{audience},")


class MaterialIndexPage(SitePage):
    """The library: every material, to look through by what it is, for whom, on what and in which language."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.MaterialPage", "resources.KitIndexPage"]
    max_count = 1
    template = "resources/material_index_page.html"

    content_panels = [*SitePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("library")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["materials"] = MaterialPage.objects.for_strangers().current().newest_first()[:24]
        return context


class MaterialTopic(TaggedItemBase):
    content_object = ParentalKey("resources.MaterialPage", on_delete=models.CASCADE, related_name="tagged_topics")


class MaterialPage(SitePage):
    """Something to print, show, hear or pass on, with its files, its licence and how it is used in a session."""

    class Kind(models.TextChoices):
        """The values of these choices stand in addresses, so they are Indonesian."""

        POSTER = "poster", _("Poster")
        LEAFLET = "leaflet", _("Leaflet")
        SLIDES = "salindia", _("Slides")
        VIDEO = "video", _("Video")
        AUDIO = "audio", _("Audio")
        GUIDE = "panduan", _("Guide")
        LETTER = "surat", _("Letter template")

    class Audience(models.TextChoices):
        EVERYONE = "umum", _("Everyone")
        FAMILIES = "keluarga", _("Parents and families")
        YOUTH = "remaja", _("Young people")
        CHILDREN = "anak", _("Children")
        ELDERS = "ninik-mamak", _("Ninik mamak and KAN")
        WOMEN = "bundo-kanduang", _("Bundo Kanduang")
        CLERGY = "ulama", _("Ulama and study circles")
        FACILITATORS = "pendamping", _("Facilitators and task forces")

    class Language(models.TextChoices):
        INDONESIAN = "id", _("Indonesian")
        MINANGKABAU = "min", _("Minangkabau")
        ENGLISH = "en", _("English")

    class Licence(models.TextChoices):
        FREE = "cc0", _("Free for everything (CC0)")
        NAME = "cc-by", _("Name the source (CC BY 4.0)")
        NAME_UNCHANGED = "cc-by-nd", _("Name the source, change nothing (CC BY-ND 4.0)")
        NAME_NOT_SOLD = "cc-by-nc", _("Name the source, sell nothing (CC BY-NC 4.0)")
        ASK = "izin", _("Ask the office first")

    LICENCE_SENTENCES = {
        Licence.FREE: _("You may print, change and share it in any way, without asking."),
        Licence.NAME: _("You may print, change and share it when you name the City of Payakumbuh as its source."),
        Licence.NAME_UNCHANGED: _(
            "You may print and share it unchanged when you name the City of Payakumbuh as its source."
        ),
        Licence.NAME_NOT_SOLD: _(
            "You may print, change and share it when you name the City of Payakumbuh as its source and sell nothing."
        ),
        Licence.ASK: _("You may use it in awareness sessions. Ask the office before you use it for anything else."),
    }

    parent_page_types = ["resources.MaterialIndexPage"]
    subpage_types: list[str] = []
    template = "resources/material_page.html"

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    audiences = ChoicesField(
        _("for whom"),
        max_length=120,
        choices=Audience.choices,
        help_text=_("Readers look through the library by this. Tick everybody for whom it was made."),
    )
    language = models.CharField(
        _("language of the material"), max_length=3, choices=Language.choices, default=Language.INDONESIAN
    )
    topics = ClusterTaggableManager(
        through=MaterialTopic,
        verbose_name=_("topics"),
        blank=True,
        help_text=_("Few and general, such as: TPPO, KDRT. Choose one that exists before you write a new one."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=10,
        choices=Licence.choices,
        default=Licence.NAME,
        help_text=_("What others may do with it. Readers see it as one plain sentence."),
    )
    version = models.CharField(
        _("version"), max_length=20, default="1", help_text=_("A number or a year, as it is printed on the material.")
    )
    changes = models.CharField(
        _("what changed"), max_length=300, blank=True, help_text=_("Since the version before, in one sentence.")
    )
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="newer",
        help_text=_("The page of the version before. It stays reachable and leads here, but is no longer listed."),
    )
    use_steps = StreamField(
        UseStepsBlock(),
        blank=True,
        verbose_name=_("how to use it in a session"),
        help_text=_("Three steps at best: before, during and after."),
    )

    objects = PageManager.from_queryset(MaterialQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        InlinePanel("files", heading=_("Files"), label=_("File"), min_num=1),
        FieldPanel("use_steps"),
    ]
    facts_panels = [
        FieldPanel("kind"),
        FieldPanel("audiences"),
        FieldPanel("language"),
        FieldPanel("topics"),
        FieldPanel("licence"),
        MultiFieldPanel(
            [
                FieldPanel("version"),
                FieldPanel("changes"),
                PageChooserPanel("replaces", "resources.MaterialPage"),
            ],
            heading=_("Version"),
        ),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("use_steps"),
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]
    exclude_fields_in_copy = ["replaces"]

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def clean(self) -> None:
        super().clean()
        if self.replaces_id and self.replaces_id == self.pk:
            raise ValidationError({"replaces": _("A material can't replace itself.")})

    @property
    def licence_sentence(self) -> str:
        return self.LICENCE_SENTENCES[self.licence]

    @property
    def audience_names(self) -> list[str]:
        return [str(self.Audience(audience).label) for audience in self.audiences]

    @cached_property
    def ready_files(self) -> list[MaterialFile]:
        """The files in the editor's order, with what the background work made of them, in two queries."""
        files = list(
            self.files.select_related("document__preparation").prefetch_related("document__preparation__pictures")
        )
        for file in files:
            file.page = self
        return files

    def newer_version(self) -> "MaterialPage | None":
        """The published version that replaces this one, as far as who reads this one may open it."""
        return MaterialPage.objects.filter(is_open(seen_from=self), replaces=self).newest_first().first()

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["newer_version"] = self.newer_version()
        return context
