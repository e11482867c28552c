"""What materials and kits have beside their words: files, topics, the parts of a session, and who may open them."""

from pathlib import Path

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from publishing.models import CampaignDocument, SitePage
from publishing.uploads.documents import sha256_of
from resources.models import KitPage, KitPart, MaterialFile, MaterialPage

FILES = Path(__file__).parent / "materials" / "files"
KEYS = {"files", "topics", "parts", "partners_only"}  # of a page's file, which are no fields of the page
PARTNERS = "Mitra Adat"


def fill(page: SitePage, entry: dict, pages: dict[str, SitePage]) -> None:
    if isinstance(page, MaterialPage):
        page.topics.add(*entry.get("topics", []))
        page.files = [_file(page, words, place) for place, words in enumerate(entry["files"])]
    elif isinstance(page, KitPage):
        page.parts = [_part(words, place, pages) for place, words in enumerate(entry["parts"])]
    if entry.get("partners_only"):
        _close_to_strangers(page)


def _file(page: MaterialPage, words: dict[str, str], place: int) -> MaterialFile:
    purpose = MaterialFile.Purpose(words["purpose"]).label
    return MaterialFile(
        document=_document(words["file"], f"{page.title} ({purpose})"),
        purpose=words["purpose"],
        print_note=words.get("print_note", ""),
        sort_order=place,
    )


def _document(name: str, title: str) -> CampaignDocument:
    """The document of that file, stored as an editor's upload would be. The library keeps each content once."""
    content = ContentFile((FILES / name).read_bytes(), name=name)
    document = CampaignDocument.objects.filter(upload_sha256=sha256_of(content)).first()
    if document is None:
        document = CampaignDocument(title=title, file=content)
        document._set_document_file_metadata()
        document.save()
    return document


def _part(words: dict, place: int, pages: dict[str, SitePage]) -> KitPart:
    material = pages.get(words.get("material", ""))
    return KitPart(
        title=words["title"],
        minutes=words["minutes"],
        talk=words["talk"],
        material_id=material and material.pk,
        sort_order=place,
    )


def _close_to_strangers(page: SitePage) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(Group.objects.filter(name=PARTNERS))
