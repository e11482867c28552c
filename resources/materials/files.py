from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from publishing.models import CampaignDocument
from resources.previews.models import SHEETS, Preparation, PreviewPicture
from resources.previews.states import State


class MaterialFile(Orderable):
    """
    One file of a material, for one purpose. The document holds the content; what is shown of it is derived.

    Its number stands in the address of its download, so that the address stays when the document is replaced.
    """

    class Purpose(models.TextChoices):
        """The values also end the names of downloads: "poster-tanda-tppo-a3.pdf"."""

        PRINT_A4 = "a4", _("Print on A4")
        PRINT_A3 = "a3", _("Print on A3")
        PRINT = "cetak", _("Print")
        WHATSAPP = "whatsapp", _("Send by WhatsApp")
        EDIT = "ubah", _("Change it yourself")
        SHOW = "tayang", _("Show on a screen")
        WATCH = "tonton", _("Watch")
        LISTEN = "dengar", _("Listen")
        READ = "baca", _("Read")

    page = ParentalKey("resources.MaterialPage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        CampaignDocument,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="material_files",
        help_text=_("Author, place and comments are taken out when you upload it."),
    )
    purpose = models.CharField(
        _("purpose"),
        max_length=10,
        choices=Purpose.choices,
        help_text=_("What people do with this file. It stands on its button and ends its name."),
    )
    print_note = models.CharField(
        _("how to print it"),
        max_length=120,
        blank=True,
        help_text=_("Only where it matters, such as: both sides, fold twice. The size of the sheet shows by itself."),
    )

    panels = [FieldPanel("purpose"), FieldPanel("document"), FieldPanel("print_note")]

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.download_name

    @property
    def extension(self) -> str:
        return self.document.file_extension.lower()

    @property
    def format(self) -> str:
        """ "PDF", "PPTX", as people call it."""
        return {"jpg": "JPEG"}.get(self.extension, self.extension.upper())

    @property
    def label(self) -> str:
        """ "PDF A3": what stands on the button, which has room for the name of a sheet and not for its sides."""
        return f"{self.format} {self.sheet}" if self.sheet in SHEETS.values() else self.format

    @property
    def sides(self) -> str:
        """Of a sheet without a name, in centimetres. On a screen they say nothing."""
        return "" if self.sheet in SHEETS.values() or self.purpose == self.Purpose.SHOW else self.sheet

    @property
    def size(self) -> int:
        """Bytes; 0 while it is not known."""
        return self.document.file_size or 0

    @property
    def content(self) -> str:
        """Changes when the content of its document does."""
        return f"{self.document.sha256} {self.document.file.name}"

    @property
    def download_name(self) -> str:
        """A name that says what it is wherever it lies: "poster-tanda-tppo-a3.pdf"."""
        return f"{self.page.slug}-{self.purpose}.{self.extension}"

    @property
    def download_url(self) -> str:
        return f"/materi/berkas/{self.pk}/{self.download_name}"

    @cached_property
    def preparation(self) -> Preparation | None:
        return getattr(self.document, "preparation", None)

    @property
    def state(self) -> str:
        return self.preparation.state if self.preparation else State.PENDING

    @property
    def state_words(self) -> str:
        return str(State(self.state).label)

    @property
    def pictures(self) -> list[PreviewPicture]:
        return list(self.preparation.pictures.all()) if self.preparation else []

    @property
    def pages(self) -> int | None:
        return self.preparation.pages if self.preparation else None

    @property
    def sheet(self) -> str:
        return self.preparation.sheet if self.preparation else ""

    @property
    def has_whatsapp_copy(self) -> bool:
        return bool(self.preparation and self.preparation.state == State.READY and self.preparation.whatsapp)

    @property
    def whatsapp_name(self) -> str:
        return f"{self.page.slug}-{self.Purpose.WHATSAPP}.jpg"

    @property
    def whatsapp_url(self) -> str:
        return f"/materi/berkas/{self.pk}/whatsapp/{self.whatsapp_name}"
