"""When a kit's archive has to be looked at: whatever it contains, or who may read it, has changed."""

from functools import partial

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from publishing.media.storage import private_files
from publishing.models import CampaignDocument
from resources.kits.building import request_all_builds, request_builds
from resources.kits.models import KitArchive, KitPage
from resources.materials.models import MaterialPage
from resources.previews.models import Preparation


def kits_with(**parts) -> list[int]:
    """The numbers of the kits in whose plan a part answers to this."""
    conditions = {f"parts__{name}": value for name, value in parts.items()}
    return list(KitPage.objects.filter(**conditions).values_list("pk", flat=True))


@receiver([page_published, page_unpublished], sender=KitPage)
def kit_changed(sender, instance, **kwargs) -> None:
    request_builds([instance.pk])


@receiver([page_published, page_unpublished], sender=MaterialPage)
@receiver(pre_delete, sender=MaterialPage)  # afterwards no part knows any more what it had
def material_changed(sender, instance, **kwargs) -> None:
    request_builds(kits_with(material__in=[instance.pk, instance.replaces_id or instance.pk]))


@receiver(post_save, sender=CampaignDocument)
def file_changed(sender, instance, **kwargs) -> None:
    request_builds(kits_with(material__files__document=instance.pk))


@receiver(post_save, sender=Preparation)
def copy_for_whatsapp_changed(sender, instance, **kwargs) -> None:
    request_builds(kits_with(material__files__document=instance.document_id))


@receiver(post_page_move)
@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def readers_changed(**kwargs) -> None:
    request_all_builds()


@receiver(post_delete, sender=KitArchive)
def delete_file_of_archive(sender, instance, **kwargs) -> None:
    if instance.file:
        transaction.on_commit(partial(private_files().delete, instance.file.name))
