from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from publishing.models import SitePage
from publishing.visibility import is_open
from resources.models.files import MaterialFile
from resources.models.materials import MaterialPage
from resources.models.states import State
from resources.storage import private_storage


class KitQuerySet(PageQuerySet):
    def for_strangers(self) -> "KitQuerySet":
        """What anybody may open: nothing else is ever listed, found or counted."""
        return self.filter(is_open())

    def with_archive(self) -> "KitQuerySet":
        return self.select_related("archive")


class KitIndexPage(SitePage):
    """The folder of the kits: `paket`, below the library."""

    parent_page_types = ["resources.MaterialIndexPage"]
    subpage_types = ["resources.KitPage"]
    max_count = 1
    template = "resources/kit_index_page.html"

    content_panels = [*SitePage.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("folder of kits")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["kits"] = KitPage.objects.filter(is_open(seen_from=self)).child_of(self).order_by("title")
        return context


class KitPage(SitePage):
    """Everything for one kind of session: a plan by minutes, the material of each part, and one ZIP of all."""

    class Session(models.TextChoices):
        NAGARI = "nagari", _("Meeting in the nagari")
        ADAT = "adat", _("Meeting of the KAN")
        STUDY = "wirid", _("Study circle (wirid)")
        FAMILY = "keluarga", _("Meeting of families (PKK, arisan)")
        SCHOOL = "sekolah", _("School")
        TRAINING = "pelatihan", _("Training of facilitators")

    parent_page_types = ["resources.KitIndexPage"]
    subpage_types: list[str] = []
    template = "resources/kit_page.html"

    session = models.CharField(
        _("kind of session"), max_length=10, choices=Session.choices, help_text=_("For what this kit was made.")
    )

    objects = PageManager.from_queryset(KitQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("session"),
        InlinePanel(
            "parts",
            heading=_("Plan of the session"),
            label=_("Part"),
            min_num=1,
            help_text=_("In the order of the session. The ZIP has one folder for each part with a material."),
        ),
    ]

    search_fields = [
        *SitePage.search_fields,
        index.RelatedFields("parts", [index.SearchField("title"), index.SearchField("talk")]),
    ]

    class Meta:
        verbose_name = _("kit")
        verbose_name_plural = _("kits")

    @cached_property
    def plan(self) -> list["KitPart"]:
        """The parts in their order, with their minutes; `open_material` where whoever reads this page may open it."""
        parts, minute = list(self.parts.select_related("material")), 0
        opened = {material.pk: material for material in self._files_by_material(parts)}
        for part in parts:
            part.start, part.end = minute, minute + part.minutes
            part.open_material = opened.get(part.material_id)
            minute = part.end
        return parts

    @cached_property
    def open_materials(self) -> list[MaterialPage]:
        """The materials of the plan, each once, with their files."""
        return list(dict.fromkeys(part.open_material for part in self.plan if part.open_material))

    @property
    def total_minutes(self) -> int:
        return sum(part.minutes for part in self.plan)

    def _files_by_material(self, parts: list["KitPart"]) -> list[MaterialPage]:
        """
        The materials of `parts` that have files and that whoever reads this page may open, with `ready_files`.

        One query for all: a material without files is none that a kit could hand out.
        """
        materials = {part.material_id: part.material for part in parts if part.material_id}
        readable = MaterialPage.objects.filter(is_open(seen_from=self), pk__in=materials)
        files = MaterialFile.objects.filter(page__in=readable).select_related("document__preparation")
        found: dict[int, list[MaterialFile]] = {}
        for file in files if materials else []:
            file.page = materials[file.page_id]
            found.setdefault(file.page_id, []).append(file)
        for pk, its_files in found.items():
            materials[pk].ready_files = its_files
        return [materials[pk] for pk in found]

    @property
    def archive_name(self) -> str:
        return f"{self.slug}.zip"

    @property
    def archive_url(self) -> str:
        return f"/materi/paket/{self.slug}/{self.archive_name}"

    @property
    def ready_archive(self) -> "KitArchive | None":
        """The built ZIP. While a new one is being built, or failed to be, the former one serves."""
        archive = getattr(self, "archive", None)
        return archive if archive and archive.file else None


class KitPart(Orderable):
    """One part of a session: how long, what to say, what to show."""

    kit = ParentalKey(KitPage, on_delete=models.CASCADE, related_name="parts")
    title = models.CharField(_("part"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minutes"), help_text=_("How long this part takes."))
    talk = RichTextField(
        _("what to say"),
        features=["bold", "italic", "ol", "ul", "foreign-en", "foreign-min", "foreign-la"],
        blank=True,
        help_text=_("In short sentences, as one would say them. It stands in the ZIP too."),
    )
    material = models.ForeignKey(
        MaterialPage,
        verbose_name=_("material"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="kit_parts",
    )

    panels = [
        FieldPanel("title", help_text=_("What happens in it, in a few words.")),
        FieldPanel("minutes"),
        FieldPanel("talk"),
        PageChooserPanel(
            "material",
            "resources.MaterialPage",
            help_text=_("What is shown or given out. Readers see it only if they may open it."),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("part of a session")
        verbose_name_plural = _("parts of a session")

    def __str__(self) -> str:
        return self.title


class KitArchive(models.Model):
    """The built ZIP of a kit: a plain file, so that ranges, resume and 304 are those of any file."""

    kit = models.OneToOneField(KitPage, on_delete=models.CASCADE, related_name="archive")
    file = models.FileField(_("file"), storage=private_storage, upload_to="materi/paket", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size (bytes)"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    etag = models.CharField(
        max_length=64, blank=True, help_text=_("What the archive was built from; changes when its content would.")
    )
    built_at = models.DateTimeField(_("built at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    failure = models.CharField(_("reason of the failure"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("archive of a kit")
        verbose_name_plural = _("archives of kits")

    def __str__(self) -> str:
        return f"{self.kit}: {self.get_state_display()}"
