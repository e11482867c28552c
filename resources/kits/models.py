from dataclasses import replace

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail.rich_text import get_text_for_indexing

from publishing.media.storage import private_files
from publishing.models import SitePage
from publishing.pages.found import Found, Group
from publishing.pages.generation import cache_for_generation
from publishing.pages.visibility import is_open, stands_below
from resources.access import open_to_readers_of
from resources.kits.panel import ArchivePanel
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage, MaterialQuerySet
from resources.paging import Rows, paged
from resources.previews.states import State

A_PAGE = 50  # kits


class KitQuerySet(PageQuerySet):
    def for_strangers(self) -> "KitQuerySet":
        """What anybody may open: nothing else is ever listed, found or counted."""
        return self.filter(is_open())

    def with_archive(self) -> "KitQuerySet":
        return self.select_related("archive")


class KitIndexPage(SitePage):
    """The folder of the kits: `paket`, below the library."""

    parent_page_types = ["resources.MaterialIndexPage"]
    rank_of_renewal = 2
    subpage_types = ["resources.KitPage"]
    max_count = 1
    template = "resources/kit_index_page.html"
    page_description = _("The folder in which kits stand.")

    content_panels = [*SitePage.content_panels, FieldPanel("summary")]
    found_group, found_weight = Group.MATERIAL, 55

    class Meta:
        verbose_name = _("folder of kits")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        kits = Rows(cache_for_generation(("kits", self.pk), self._opened_kits), KitPage.objects.in_bulk)
        return context | paged(request, context["canonical_url"], kits, A_PAGE)

    def _opened_kits(self) -> list[int]:
        """The numbers of the kits that whoever reads this page may open, in the order of their titles."""
        kits = KitPage.objects.filter(stands_below(self), is_open(seen_from=self))
        return list(kits.order_by("title", "pk").values_list("pk", flat=True))


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
    takes_from_query = False
    page_description = _("The plan of one session with all its material, to download as one ZIP.")

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
        ArchivePanel(heading=_("ZIP with everything")),
    ]

    found_group, found_weight = Group.MATERIAL, 55

    class Meta:
        verbose_name = _("kit")
        verbose_name_plural = _("kits")

    def found_here(self) -> list[Found]:
        """With the plan: what is said in each part."""
        spoken = [text for part in self.parts.all() for text in (part.title, get_text_for_indexing(part.talk))]
        return [replace(found, text=" · ".join(filter(None, spoken))) for found in super().found_here()]

    def found_names(self) -> list[str]:
        return [*super().found_names(), self.get_session_display(), "ZIP"]

    @cached_property
    def plan(self) -> list["KitPart"]:
        """The parts in their order, with their minutes; `open_material` where whoever reads this page may open it."""
        minute = 0
        for part in self._parts:
            part.start, part.end = minute, minute + part.minutes
            part.open_material = part.material if part.material_id in self._files else None
            if part.open_material:
                part.open_material.ready_files = self._files[part.material_id]
            minute = part.end
        return self._parts

    @cached_property
    def _parts(self) -> list["KitPart"]:
        """With the parts of one material sharing it."""
        parts = list(self.parts.select_related("material"))
        materials = {part.material_id: part.material for part in parts}
        for part in parts:
            part.material = materials[part.material_id]
        MaterialPage.state_versions(material for material in materials.values() if material)
        return parts

    @cached_property
    def _files(self) -> dict[int, list[MaterialFile]]:
        """
        The files of the plan and of the stored ZIP that whoever reads this page may have, by the number of a material.

        One query for all: a material without files is none that a kit could hand out.
        """
        wanted = {part.material_id for part in self._parts if part.material_id}
        wanted |= {material for material, _content in self.stored_archive.files} if self.stored_archive else set()
        if not wanted:
            return {}
        found = self._files_of(MaterialPage.objects.filter(is_open(seen_from=self), pk__in=wanted))
        missing = wanted - found.keys()
        if missing and self.get_view_restrictions():  # what is closed by itself may be open to the readers of this kit
            found |= self._files_of(open_to_readers_of(self, missing))
        return found

    def _files_of(self, materials: MaterialQuerySet | set[int]) -> dict[int, list[MaterialFile]]:
        found: dict[int, list[MaterialFile]] = {}
        mine = {part.material_id: part.material for part in self._parts}
        for file in MaterialFile.objects.filter(page__in=materials).select_related("document__preparation"):
            if file.page_id in mine:
                file.page = mine[file.page_id]
            found.setdefault(file.page_id, []).append(file)
        return found

    @property
    def left_out(self) -> list[MaterialPage]:
        """What the ZIP can't carry: not published, closed to some who read this page, or without a file."""
        return list(dict.fromkeys(part.material for part in self.plan if part.material_id and not part.open_material))

    @cached_property
    def open_materials(self) -> list[MaterialPage]:
        """The materials of the plan, each once, with their files."""
        return list(dict.fromkeys(part.open_material for part in self.plan if part.open_material))

    @property
    def total_minutes(self) -> int:
        return sum(part.minutes for part in self.plan)

    @property
    def archive_name(self) -> str:
        return f"{self.slug}.zip"

    @property
    def archive_url(self) -> str:
        return f"/materi/paket/{self.slug}/{self.archive_name}"

    def file_address(self, below: list[str]) -> str:
        """Its ZIP, by whatever name."""
        return self.archive_url if len(below) == 1 and below[0].endswith(".zip") else super().file_address(below)

    @property
    def stored_archive(self) -> "KitArchive | None":
        archive = getattr(self, "archive", None)
        return archive if archive and archive.file else None

    @property
    def ready_archive(self) -> "KitArchive | None":
        """
        The built ZIP. While a new one is being built, or failed to be, the former one serves.

        Unless a file in it was taken away or replaced since, or its material unpublished, deleted or closed: that must
        not go out a moment longer.
        """
        archive = self.stored_archive
        offered = {(material, file.content) for material, files in self._files.items() for file in files}
        return archive if archive and offered >= set(map(tuple, archive.files)) else None


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
    file = models.FileField(_("file"), storage=private_files, upload_to="materi/paket", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size (bytes)"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    etag = models.CharField(
        max_length=64, blank=True, help_text=_("What the archive was built from; changes when its content would.")
    )
    files = models.JSONField(
        default=list, blank=True, help_text=_("Each file in it: the number of its material, and its content.")
    )
    built_at = models.DateTimeField(_("built at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    failure = models.CharField(_("reason of the failure"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("archive of a kit")
        verbose_name_plural = _("archives of kits")

    def __str__(self) -> str:
        return f"{self.kit}: {self.get_state_display()}"
