from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from publishing.models import SitePage
from publishing.pages.found import Group
from publishing.pages.structured_data import CONTEXT, PUBLISHER
from publishing.pages.visibility import is_open
from publishing.words.stated import stated
from resources.materials.blocks import UseStepsBlock
from resources.materials.choices import SENT_ON, Audience, Kind, Language, Licence
from resources.materials.fields import ChoicesField
from resources.materials.files import MaterialFile
from resources.materials.panels import ChoicesPanel
from resources.previews.panels import PreparationsPanel
from resources.previews.states import State


class MaterialQuerySet(PageQuerySet):
    def for_strangers(self) -> "MaterialQuerySet":
        """What anybody may open: nothing else is ever listed, found or counted."""
        return self.filter(is_open())

    def current(self) -> "MaterialQuerySet":
        """Without the versions that a newer one replaces, which everybody may open too."""
        return self.exclude(is_outdated())

    def newest_first(self) -> "MaterialQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def newest(self, number: int = 3) -> "MaterialQuerySet":
        """The latest that anybody may open."""
        published = self.filter(first_published_at__isnull=False)  # a page made by a program may have no such moment
        return published.for_strangers().current().newest_first()[:number]


def is_outdated() -> models.Exists:
    """A page, in any query of pages, is a material that an open one replaces."""
    return models.Exists(MaterialPage.objects.filter(is_open(), replaces=models.OuterRef("pk")))


# Addresses below the library that are no materials.
RESERVED_SLUGS = {"berkas", "cari", "pratinjau"}


class MaterialTopic(TaggedItemBase):
    content_object = ParentalKey("resources.MaterialPage", on_delete=models.CASCADE, related_name="tagged_topics")


class MaterialPage(SitePage):
    """Something to print, show, hear or pass on, with its files, its licence and how it is used in a session."""

    Kind, Audience, Language, Licence = Kind, Audience, Language, Licence

    parent_page_types = ["resources.MaterialIndexPage"]
    subpage_types: list[str] = []
    template = "resources/material_page.html"
    takes_from_query = False
    page_description = _("One poster, leaflet or set of slides to download, with how to use it in a session.")

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
    covers: dict = {}  # of the materials of one list, by their numbers

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        InlinePanel("files", heading=_("Files"), label=_("File"), min_num=1),
        PreparationsPanel(heading=_("Previews and small copies")),
        FieldPanel("use_steps"),
    ]
    facts_panels = [
        FieldPanel(
            "kind", help_text=_("What it is. Readers look through the library by it, and its drawn cover follows it.")
        ),
        ChoicesPanel("audiences"),
        FieldPanel("language", help_text=_("In which the material itself is written or spoken.")),
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
    more_tabs = [(facts_panels, _("Facts"))]
    found_group, found_weight, found_in = Group.MATERIAL, 55, ("use_steps",)
    asked_for_by = {
        Group.MATERIAL: "materi material bahan poster brosur leaflet selebaran pamflet spanduk banner ppt pptx "
        "powerpoint slide salindia presentasi pdf unduh download video film audio panduan modul naskah buku lembar "
        "cetak print paket ceramah"
    }
    exclude_fields_in_copy = [*SitePage.exclude_fields_in_copy, "replaces"]

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    @classmethod
    def read(cls, pk: int) -> "MaterialPage":
        """With its topics: each comes in a row of the same query."""
        topic = {"topic_slug": models.F("tagged_topics__tag__slug"), "topic_name": models.F("tagged_topics__tag__name")}
        rows = list(cls.objects.filter(pk=pk).annotate(**topic))
        if not rows:
            raise cls.DoesNotExist
        page = rows[0]
        page.shown_topics = sorted((row.topic_name, row.topic_slug) for row in rows if row.topic_slug)
        return page

    @cached_property
    def shown_topics(self) -> list[tuple[str, str]]:
        """(name, slug) of each."""
        return sorted(self.topics.values_list("name", "slug"))

    def found_names(self) -> list[str]:
        topics = self.topics.values_list("name", flat=True)
        kinds = (self.get_kind_display(), *self.audience_names, self.get_language_display(), *self.formats)
        return [*super().found_names(), *kinds, *topics]

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address belongs to the library itself. Choose another.")})
        if self.pk and self.pk in self._older_versions():
            raise ValidationError({"replaces": _("A material can't replace itself, nor a newer version of itself.")})

    def _older_versions(self) -> set[int]:
        """This page's former versions, down to the first."""
        found: set[int] = set()
        older = self.replaces_id
        while older and older not in found:
            found.add(older)
            older = MaterialPage.objects.filter(pk=older).values_list("replaces", flat=True).first()
        return found

    @classmethod
    def state_versions(cls, pages: Iterable[Page]) -> list[Page]:
        """The same pages; `stated_title` of each says where it is a material that an open one replaces."""
        pages = list(pages)
        newer = dict(cls.objects.live().filter(replaces__in=pages).values_list("pk", "replaces")) if pages else {}
        # The second, costly question is asked only where there is a newer version at all.
        opened = cls.objects.for_strangers().filter(pk__in=newer).values_list("pk", flat=True) if newer else ()
        outdated = {newer[pk] for pk in opened}
        for page in pages:
            page.stated_title = stated(page.title, gettext("Older version") if page.pk in outdated else "")
        return pages

    @property
    def licence_sentence(self) -> str:
        return Licence(self.licence).sentence if self.licence else ""

    @property
    def audience_names(self) -> list[str]:
        return [str(self.Audience(audience).label) for audience in self.audiences]

    @property
    def drawing(self) -> str:
        """The icon of its kind; a draft may have no kind yet."""
        return self.kind or self.Kind.POSTER

    @property
    def cover(self):
        """The small picture of its first page in a list (resources.materials.covers); None where there is none."""
        return self.covers.get(self.pk)

    @property
    def formats(self) -> list[str]:
        """ "PDF", "PPTX": each once, in the order of the files."""
        return list(dict.fromkeys(file.format for file in self.files.all() if file.document_id))

    @cached_property
    def ready_files(self) -> list[MaterialFile]:
        """The files in the editor's order, with what the background work made of them, in two queries."""
        with_work = self.files.select_related("document__preparation")
        files = [file for file in with_work.prefetch_related("document__preparation__pictures") if file.document_id]
        for file in files:
            file.page = self
        return files

    @property
    def shown_file(self) -> MaterialFile | None:
        """The file whose first pages are shown: one that has pictures, else one that may still get them."""
        by_pictures = sorted(self.ready_files, key=lambda file: (not file.pictures, file.state != State.PENDING))
        return next(iter(by_pictures), None)

    @property
    def whatsapp_file(self) -> MaterialFile | None:
        """
        The file whose small copy is offered, where it says something on its own: of a poster or leaflet of one page.

        Of several, it is the smallest sheet: a larger one is the same in another size, or holds it twice. None where
        the office gave a file for WhatsApp itself.
        """
        if self.kind not in SENT_ON or any(f.purpose == MaterialFile.Purpose.WHATSAPP for f in self.ready_files):
            return None
        copies = [file for file in self.ready_files if file.has_whatsapp_copy]
        return min(copies, key=lambda file: file.preparation.sheet_area, default=None)

    def other_versions(self) -> dict[str, "MaterialPage | None"]:
        """The version that replaces this one and the one before, as far as who reads this one may open them."""
        if not self.pk:  # looked at before it was ever saved
            return {}
        newer = MaterialPage.objects.filter(replaces=self).order_by().values_list("pk", flat=True)
        around = {*newer, self.replaces_id} - {None}
        if not around:  # most have none, and who may open others is a costly question where many branches are closed
            return {}
        found = list(MaterialPage.objects.filter(is_open(seen_from=self), pk__in=around).newest_first())
        return {
            "newer_version": next((page for page in found if page.replaces_id == self.pk), None),
            "former_version": next((page for page in found if page.pk == self.replaces_id), None),
        }

    def structured_data(self, context: dict) -> list[dict]:
        work = {
            "@context": CONTEXT,
            "@type": "CreativeWork",
            "name": self.title,
            "description": self.description,
            "genre": self.get_kind_display(),
            "inLanguage": self.language,
            "version": self.version,
            "license": (self.licence and Licence(self.licence).address) or str(self.licence_sentence),
            "url": context["canonical_url"],
            "publisher": PUBLISHER,
        }
        return [*super().structured_data(context), work]

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        library = (self.get_url(request) or "").removesuffix(f"{self.slug}/")
        return context | self.other_versions() | {"library_url": library}
