"""What is no page passes the gate too: records, settings, pictures, and the words within documents."""

from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse
from docx import Document
from pptx import Presentation
from wagtail.models import Page

from campaigns.models import AdatInstitution
from home.models import HelpPoint
from publishing.guard.gate import HeldBack
from publishing.guard.records import GuardedRecord
from publishing.models import CampaignDocument, CampaignImage, Confirmation, DocumentWords
from publishing.pages.changes import OUR_APPS, counts
from tests.factories import AdatInstitutionFactory, CampaignImageFactory
from tests.publishing.guard.test_gate import LEAK, browser_of
from tests.publishing.uploads.files import drawn_pdf

MASKED = "13•••••••••••01"


def test_every_model_of_ours_that_readers_see_passes_the_gate():
    # Parts of a page are looked at with it; these hold no words of an editor.
    without_words = {"resources.kitarchive", "resources.preparation", "resources.previewpicture"}
    open_doors = [
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS and counts(model)
        if not issubclass(model, (Page, GuardedRecord)) and not _is_part(model)
    ]
    assert not set(open_doors) - without_words


def _is_part(model) -> bool:
    return any(type(field).__name__ == "ParentalKey" for field in model._meta.get_fields())


@pytest.mark.parametrize("field", ["name", "description", "source"])
def test_a_record_with_a_number_is_not_stored(db, field):
    institution = AdatInstitutionFactory()
    setattr(institution, field, LEAK)
    with pytest.raises(HeldBack):
        institution.save()
    assert LEAK not in AdatInstitution.objects.filter(pk=institution.pk).values_list(field, flat=True)


def test_the_screen_of_a_record_says_it_at_the_field_and_takes_a_reason(asking, writer):
    institution = AdatInstitutionFactory()
    address = reverse("wagtailsnippets_campaigns_adatinstitution:edit", args=[institution.pk])
    typed = {"name": institution.name, "slug": institution.slug, "kind": "other", "description": "Bunga Mawar"}
    typed["action-submit"] = "1"
    answer = browser_of(writer).post(address, typed)
    assert "M•••" in answer.context["form"].errors["description"][0]
    assert "guard_reason" in answer.content.decode()
    browser_of(writer).post(address, typed | {"guard_reason": "Nama bunga"})
    assert institution.workflow_in_progress
    assert Confirmation.objects.get().reason == "Nama bunga"


def test_a_help_point_may_name_its_own_number(db):
    point = HelpPoint.objects.exclude(phone="").first()
    point.description = f"Telepon {point.phone}"
    point.save()


@pytest.mark.parametrize("field", ["title", "description", "credit"])
def test_the_words_of_a_picture_are_looked_at(db, field):
    with pytest.raises(HeldBack):
        CampaignImageFactory(**{field: LEAK})
    assert not CampaignImage.objects.filter(**{field: LEAK}).exists()


def test_whoever_consented_is_no_part_of_what_is_public(db):
    CampaignImageFactory(people="adults", consent=LEAK)


def docx() -> bytes:
    written, paper = BytesIO(), Document()
    paper.add_table(1, 1).cell(0, 0).text = LEAK
    paper.save(written)
    return written.getvalue()


def pptx() -> bytes:
    written, show = BytesIO(), Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    slide.notes_slide.notes_text_frame.text = LEAK
    show.save(written)
    return written.getvalue()


@pytest.mark.parametrize("content", [drawn_pdf(LEAK), docx(), pptx()], ids=["pdf", "table-in-docx", "notes-of-pptx"])
def test_a_number_within_a_document_is_told_when_it_is_uploaded(admin_client, content):
    upload = ContentFile(content, name="surat.bin")
    answer = admin_client.post(reverse("wagtaildocs:add"), {"title": "Surat", "file": upload, "collection": 1})
    assert MASKED in answer.content.decode()
    assert not CampaignDocument.objects.filter(title="Surat").exists()


def test_a_document_that_was_stored_before_its_words_were_kept_is_read_once(db):
    document = CampaignDocument(title="Surat", file=ContentFile(drawn_pdf("Halo nagari"), name="surat.pdf"))
    document.save()
    DocumentWords.objects.all().delete()
    assert "Halo nagari" in CampaignDocument.objects.get(pk=document.pk).words_inside
    assert "Halo nagari" in DocumentWords.objects.get(document=document).words


def test_the_name_of_a_file_is_looked_at(admin_client):
    upload = ContentFile(drawn_pdf("Halo"), name="poster 1376014505090001.pdf")
    answer = admin_client.post(reverse("wagtaildocs:add"), {"title": "Poster", "file": upload, "collection": 1})
    assert MASKED in answer.content.decode()
