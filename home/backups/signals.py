from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished

from home.backups import takedowns


@receiver(page_unpublished)
def note_what_was_unpublished(sender, instance, **kwargs) -> None:
    takedowns.note(Page, instance, takedowns.UNPUBLISHED)


def note_what_was_deleted(sender, instance, **kwargs) -> None:
    takedowns.note(sender, instance, takedowns.DELETED)


for model in takedowns.KEYS:
    post_delete.connect(note_what_was_deleted, sender=model)
