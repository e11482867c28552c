"""Which uploaded pictures readers are shown: a picture that no page shows is nobody's business."""

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from publishing.media.models import CampaignImage, CampaignRendition
from publishing.pages import share_card
from publishing.pages.generation import cache_for_generation
from publishing.pages.models import SitePage
from publishing.pages.visibility import is_open, is_shared_with

PICTURES, CARDS = "images/", "share/"  # below MEDIA_ROOT


def is_for_everybody(name: str) -> bool:
    """Whether a page that everybody may open shows the file `name`, which lies in one of the two folders."""
    return name in open_cards() if name.startswith(CARDS) else _picture_of(name) in open_pictures()


def is_for(user: AbstractUser, name: str) -> bool:
    """Whether somebody who has logged in may see it: editors all, partners what is shared with them."""
    if user.has_perm("wagtailadmin.access_admin"):
        return True
    return user.is_authenticated and _picture_of(name) in _shown_by(Page.objects.filter(is_shared_with(user)))


def open_pictures() -> frozenset[int]:
    """The numbers of the pictures that pages for everybody show, read once a generation."""
    return cache_for_generation("open pictures", lambda: _shown_by(Page.objects.filter(is_open())))


def open_files(made_after: int = 0) -> list[str]:
    """The names of those pictures in all the sizes that were made of them, of numbers above `made_after`."""
    opened = open_pictures()
    made = CampaignRendition.objects.filter(pk__gt=made_after).values_list("file", "image_id")
    return [name for name, picture in made if picture in opened]


def open_cards() -> frozenset[str]:
    """The names of the cards of pages for everybody as they are called now, read once a generation."""
    return cache_for_generation("open cards", _read_open_cards)


def _read_open_cards() -> frozenset[str]:
    pages = Page.objects.filter(is_open()).type(SitePage).defer_streamfields().specific()
    return frozenset(share_card.name_of(share_card.title_of(page), *share_card.details_of(page)) for page in pages)


def _picture_of(name: str) -> int | None:
    return CampaignRendition.objects.filter(file=name).values_list("image_id", flat=True).first()


def _shown_by(pages: QuerySet[Page]) -> frozenset[int]:
    """By Wagtail's index of references, which follows what is published, not drafts."""
    kinds = ContentType.objects.get_for_models(Page, CampaignImage)
    references = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page], to_content_type=kinds[CampaignImage]
    ).values_list("object_id", "to_object_id")
    shown = {str(pk) for pk in pages.order_by().values_list("pk", flat=True)}
    return frozenset(int(picture) for page, picture in references if page in shown)
