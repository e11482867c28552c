"""Images and documents of the office, made harmless on upload."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.images.models import Image as WagtailImage

from publishing.guard.records import GuardedRecord
from publishing.media.storage import private_files
from publishing.uploads.documents import CleanDocument, clean_document, words_of
from publishing.uploads.images import CleanPicture, clean_image


class CampaignImage(GuardedRecord, AbstractImage):
    """A picture. One that shows people carries the record of their consent, or it can't be saved."""

    class People(models.TextChoices):
        NONE = "none", _("Nobody can be seen or recognised")
        ADULTS = "adults", _("Adults can be recognised")
        CHILDREN = "children", _("A child can be seen")

    people = models.CharField(
        _("people in the picture"),
        max_length=10,
        choices=People.choices,
        help_text=_("The law protects the identity of victims and children. When in doubt, choose another picture."),
    )
    consent = models.CharField(
        _("consent"),
        max_length=255,
        blank=True,
        help_text=_("Who consented, when, and where the signed form is kept. For a child: the consent of a guardian."),
    )
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made the picture. It is shown below it.")
    )
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    seen_by_editors_only = ("consent",)
    admin_form_fields = (
        "title", "description", "file", "people", "consent", "credit", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(WagtailImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.CheckConstraint(
                name="people_in_an_image_have_consented",
                condition=models.Q(people="none") | ~models.Q(consent=""),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.people != self.People.NONE and not self.consent.strip():
            raise ValidationError({"consent": _("Record the consent of the people in the picture, or choose another.")})

    def save(self, *args, **kwargs) -> None:
        # The form has cleaned its picture already; this is for every other way that leads here.
        new = self.file and not self.file._committed
        if new and not isinstance(self.file.file, CleanPicture):
            cleaned = clean_image(self.file.file)
            self.file, self.sha256 = cleaned, cleaned.sha256
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter, *, source=None) -> File:
        """Whatever a reader of pictures breaks with counts as a missing file, so that no page fails because of it."""
        try:
            return super().generate_rendition_file(filter, source=source)
        except SourceImageIOError:
            raise
        except Exception as error:
            raise SourceImageIOError(str(error)) from error


class CampaignRendition(AbstractRendition):
    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    changes_what_readers_see = False  # it is made while a page is shown

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition")
        ]


class CampaignDocument(GuardedRecord, AbstractDocument):
    """
    A file to download: the cleaned copy of an upload, with the title that it had when it was uploaded.

    The same content is stored once. It lies where no address leads; who may have it is asked each time.
    """

    file = models.FileField(_("file"), upload_to="documents", storage=private_files)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # Of the file as it was uploaded: the copy carries the title, so that one file under two titles becomes two copies.
    upload_sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    # How long a recording lasts.
    seconds = models.PositiveIntegerField(null=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(WagtailDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                name="one_document_of_each_content", fields=["sha256"], condition=~models.Q(sha256="")
            )
        ]

    taken_out: tuple[str, ...] = ()  # of the file that was just stored, in the editor's words

    @cached_property
    def words_inside(self) -> str:
        """What the file itself says."""
        if self.file and not self.file._committed and isinstance(self.file.file, CleanDocument):
            return self.file.file.words
        kept = DocumentWords.objects.filter(document=self.pk).values_list("words", flat=True).first()
        return self._read_once() if kept is None and self.pk and self.file else kept or ""

    def _read_once(self) -> str:
        """Of a file that was stored before its words were kept."""
        words = words_of(self.file)
        if words is not None:
            DocumentWords.objects.update_or_create(document=self, defaults={"words": words})
        return words or ""

    def clean(self) -> None:
        if self.file:  # one that was refused has been spoken of already
            super().clean()

    def save(self, *args, **kwargs) -> None:
        new = self.file and not self.file._committed
        if new:
            # The form has cleaned its file already; this is for every other way that leads here.
            if not isinstance(self.file.file, CleanDocument):
                self.file = clean_document(self.file.file, self.title)
            cleaned = self.file.file
            self.sha256, self.upload_sha256, self.taken_out = cleaned.sha256, cleaned.upload_sha256, cleaned.taken_out
            self.seconds = cleaned.seconds
            self.refuse_twin(self.sha256, self.upload_sha256)
            self.words_inside = cleaned.words
            self._set_document_file_metadata()
        try:
            super().save(*args, **kwargs)
            if new:
                DocumentWords.objects.update_or_create(document=self, defaults={"words": self.words_inside})
        except Exception:
            if new and self.file._committed:
                self.file.storage.delete(self.file.name)
            raise

    def refuse_twin(self, *sha256: str) -> None:
        """Raises ValidationError when another document has this content, or was uploaded as it, and says which."""
        known = [digest for digest in sha256 if digest]
        same = models.Q(sha256__in=known) | models.Q(upload_sha256__in=known)
        twin = CampaignDocument.objects.filter(same).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError(
                _("This file is here already, as “%(title)s”. Use that one."),
                code="twin",
                params={"title": twin.title},
            )


class DocumentWords(models.Model):
    """The words within a document, kept apart: pages that list documents don't load them."""

    document = models.OneToOneField(CampaignDocument, on_delete=models.CASCADE, primary_key=True, related_name="+")
    words = models.TextField(blank=True)

    changes_what_readers_see = False

    class Meta:
        verbose_name = "words of a document"

    def __str__(self) -> str:
        return str(self.document_id)
