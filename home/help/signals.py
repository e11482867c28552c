from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page

from campaigns.models import District, Nagari, Village
from home.help.models import HelpPoint, HelpSettings
from publishing.pages.changes import of_editors_only
from publishing.search.signals import follow
from resources.kits.building import request_all_builds


@receiver([post_save, post_delete], sender=HelpPoint)
@receiver([post_save, post_delete], sender=HelpSettings)
def numbers_in_kits_changed(update_fields: frozenset | None = None, **kwargs) -> None:
    """Each kit's BACA-SAYA.txt names whom to call."""
    if not of_editors_only(update_fields):
        request_all_builds()


def contact_pages(place: District | Nagari | Village) -> QuerySet[Page]:
    """They name every kelurahan."""
    return Page.objects.live().filter(contactpage__isnull=False)


for model in (District, Nagari, Village):
    follow(model, contact_pages)
