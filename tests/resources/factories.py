"""Materials and kits to test with. Pages are published unless a test says otherwise."""

import factory
import wagtail_factories
from django.core.files.base import ContentFile

from publishing.models import CampaignDocument
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

PDF = b"%PDF-1.4\n%%EOF\n"


class DocumentFactory(wagtail_factories.DocumentFactory):
    title = factory.Sequence("Berkas {}".format)
    file = factory.django.FileField(filename="berkas.pdf", data=PDF)
    file_size = 1_258_291  # 1,2 MB

    class Meta:
        model = CampaignDocument


class MaterialFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Poster {}".format)
    summary = "Tanda bahaya dalam satu lembar."
    kind = MaterialPage.Kind.POSTER
    audiences = [MaterialPage.Audience.EVERYONE]

    class Meta:
        model = MaterialPage


class MaterialFileFactory(factory.django.DjangoModelFactory):
    page = factory.SubFactory(MaterialFactory)
    document = factory.SubFactory(DocumentFactory)
    purpose = MaterialFile.Purpose.PRINT_A3

    class Meta:
        model = MaterialFile


class PreparationFactory(factory.django.DjangoModelFactory):
    document = factory.SubFactory(DocumentFactory)
    state = State.READY
    pages = 1
    sheet_width, sheet_height = 297, 420

    class Meta:
        model = Preparation


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

    class Meta:
        model = KitPart


class KitArchiveFactory(factory.django.DjangoModelFactory):
    kit = factory.SubFactory(KitFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"PK", name="paket.zip"))
    size = 18 * 1024 * 1024
    state = State.READY

    class Meta:
        model = KitArchive
