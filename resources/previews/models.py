"""What is made of an uploaded file in the background: pictures of its first pages, a copy small enough for WhatsApp."""

from functools import partial

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.media.storage import private_files
from publishing.models import CampaignDocument
from resources.previews.states import State

# Sheets by their sides in millimetres, the shorter first.
SHEETS = {(148, 210): "A5", (210, 297): "A4", (297, 420): "A3", (420, 594): "A2", (594, 841): "A1"}
TOLERANCE = 3  # mm


class PreparationQuerySet(models.QuerySet):
    def failed(self) -> "PreparationQuerySet":
        return self.filter(state=State.FAILED)

    def unfinished(self) -> "PreparationQuerySet":
        """What failed or still waits, the failed first."""
        return self.exclude(state=State.READY).order_by("state", "-changed_at").select_related("document")


class Preparation(models.Model):
    """
    The background work on one document, whichever materials use it.

    `sha256` is the content that the work is for; another one than the document's means that it is to be begun again.
    """

    document = models.OneToOneField(CampaignDocument, on_delete=models.CASCADE, related_name="preparation")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    failure = models.CharField(_("reason of the failure"), max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    sheet_width = models.PositiveIntegerField(_("width of the sheet (mm)"), null=True, blank=True)
    sheet_height = models.PositiveIntegerField(_("height of the sheet (mm)"), null=True, blank=True)

    whatsapp = models.FileField(
        _("copy for WhatsApp"), storage=private_files, upload_to="materi/whatsapp", max_length=200, blank=True
    )
    whatsapp_size = models.PositiveIntegerField(_("size of the copy (bytes)"), null=True, blank=True)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        verbose_name = _("preparation of a file")
        verbose_name_plural = _("preparations of files")

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED

    def forget(self) -> None:
        """Take away what was made: the document may have been replaced because nobody should see it."""
        if self.pk:
            self.pictures.all().delete()
        if self.whatsapp:
            transaction.on_commit(partial(self.whatsapp.storage.delete, self.whatsapp.name))
        self.whatsapp, self.whatsapp_size = "", None
        self.pages = self.sheet_width = self.sheet_height = None

    def delete_files(self) -> None:
        if self.whatsapp:
            self.whatsapp.storage.delete(self.whatsapp.name)

    @property
    def sheet_area(self) -> int:
        """Square millimetres; of a picture, which has no sheet, 0."""
        return (self.sheet_width or 0) * (self.sheet_height or 0)

    @property
    def sheet(self) -> str:
        """ "A3", or the sides in centimetres where the sheet has no name. Empty for what has no sheet."""
        if not self.sheet_width or not self.sheet_height:
            return ""
        short, long = sorted((self.sheet_width, self.sheet_height))
        for (width, height), name in SHEETS.items():
            if abs(short - width) <= TOLERANCE and abs(long - height) <= TOLERANCE:
                return name
        return f"{round(self.sheet_width / 10)} × {round(self.sheet_height / 10)} cm"


class PreviewPicture(models.Model):
    """One of a document's first pages as a picture small enough for a slow network."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="pictures")
    page_number = models.PositiveSmallIntegerField(_("page"))
    image = models.ImageField(
        _("picture"),
        storage=private_files,
        upload_to="materi/pratinjau",
        max_length=200,
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    large = models.FileField(
        _("large picture"), storage=private_files, upload_to="materi/pratinjau", max_length=200, blank=True
    )

    # The same pictures for browsers that know AVIF. None of those made before there were any.
    avif = models.FileField(storage=private_files, upload_to="materi/pratinjau", max_length=200, blank=True)
    large_avif = models.FileField(storage=private_files, upload_to="materi/pratinjau", max_length=200, blank=True)

    # Of the first page only, for lists. Readers without AVIF see the drawn cover behind it.
    cover = models.FileField(storage=private_files, upload_to="materi/pratinjau", max_length=200, blank=True)

    class Meta:
        ordering = ["preparation", "page_number"]
        verbose_name = _("preview of a page")
        verbose_name_plural = _("previews of pages")
        constraints = [
            models.UniqueConstraint(fields=["preparation", "page_number"], name="one_picture_of_each_page"),
        ]

    def __str__(self) -> str:
        return f"{self.preparation.document}: {self.page_number}"

    def delete_files(self) -> None:
        for file in (self.image, self.large, self.avif, self.large_avif, self.cover):
            if file:
                file.storage.delete(file.name)

    @property
    def url(self) -> str:
        return reverse("material_preview", args=[self.pk])

    @property
    def large_url(self) -> str:
        """To look at closely; fetched only by those who ask for it."""
        return reverse("material_preview_large", args=[self.pk]) if self.large else ""
