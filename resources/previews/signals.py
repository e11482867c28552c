from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from publishing.models import CampaignDocument
from resources.previews import preparing
from resources.previews.models import Preparation, PreviewPicture


@receiver(post_save, sender=CampaignDocument)
def prepare_what_is_new(sender, instance: CampaignDocument, raw: bool, **kwargs) -> None:
    if not raw and instance.sha256:
        preparing.document_stored(instance)


@receiver(post_delete, sender=Preparation)
def delete_copy(sender, instance: Preparation, **kwargs) -> None:
    transaction.on_commit(instance.delete_files)


@receiver(post_delete, sender=PreviewPicture)
def delete_pictures(sender, instance: PreviewPicture, **kwargs) -> None:
    transaction.on_commit(instance.delete_files)
