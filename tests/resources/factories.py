"""Materials and kits to test with. Pages are published unless a test says otherwise."""

from io import BytesIO

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.utils import timezone

from publishing.models import CampaignDocument
from publishing.uploads.documents import CleanDocument
from resources.models import (
    KitArchive,
    KitPage,
    KitPart,
    MaterialFile,
    MaterialPage,
    Preparation,
    PreviewPicture,
    State,
)
from tests.resources.pictures import webp


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A document as it is when it has been cleaned. Its size is only said."""

    class Params:
        ending = "pdf"

    title = factory.Sequence("Berkas {}".format)
    file = factory.LazyAttributeSequence(
        lambda document, number: CleanDocument(BytesIO(f"isi {number}".encode()), f"berkas.{document.ending}", [])
    )

    class Meta:
        model = CampaignDocument

    @classmethod
    def _create(cls, model_class, *args, file_size: int = 1_258_291, **kwargs) -> CampaignDocument:  # 1,2 MB
        document = super()._create(model_class, *args, **kwargs)
        model_class.objects.filter(pk=document.pk).update(file_size=file_size)
        document.file_size = file_size
        return document


class MaterialFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Poster {}".format)
    summary = "Tanda bahaya dalam satu lembar."
    kind = MaterialPage.Kind.POSTER
    audiences = [MaterialPage.Audience.EVERYONE]
    first_published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = MaterialPage


class MaterialFileFactory(factory.django.DjangoModelFactory):
    page = factory.SubFactory(MaterialFactory)
    document = factory.SubFactory(DocumentFactory)
    purpose = MaterialFile.Purpose.PRINT_A3
    sort_order = factory.LazyAttribute(lambda file: MaterialFile.objects.filter(page=file.page).count())

    class Meta:
        model = MaterialFile


class PreparationFactory(factory.django.DjangoModelFactory):
    document = factory.SubFactory(DocumentFactory)
    state = State.READY
    pages = 1
    sheet_width, sheet_height = 297, 420

    class Meta:
        model = Preparation

    @classmethod
    def _create(cls, model_class, *args, document: CampaignDocument, **kwargs) -> Preparation:
        """Storing the document has begun one."""
        return model_class.objects.update_or_create(document=document, defaults=kwargs)[0]


class PreviewPictureFactory(factory.django.DjangoModelFactory):
    preparation = factory.SubFactory(PreparationFactory)
    page_number = factory.Sequence(lambda number: number + 1)
    image = factory.LazyFunction(lambda: ContentFile(webp(), name="halaman.webp"))

    class Meta:
        model = PreviewPicture


class KitFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Paket {}".format)
    session = KitPage.Session.NAGARI

    class Meta:
        model = KitPage


class KitPartFactory(factory.django.DjangoModelFactory):
    kit = factory.SubFactory(KitFactory)
    title = "Pembukaan"
    minutes = 10
    sort_order = factory.LazyAttribute(lambda part: KitPart.objects.filter(kit=part.kit).count())

    class Meta:
        model = KitPart


class KitArchiveFactory(factory.django.DjangoModelFactory):
    kit = factory.SubFactory(KitFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"PK", name="paket.zip"))
    size = 18 * 1024 * 1024
    state = State.READY

    class Meta:
        model = KitArchive
