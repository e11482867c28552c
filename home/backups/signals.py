from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished, unpublished

from home.backups import takedowns
from publishing.records.models import ReviewedRecord


@receiver(page_unpublished)
def note_what_was_unpublished(sender, instance, **kwargs) -> None:
    takedowns.note(Page, instance, takedowns.UNPUBLISHED)


def note_what_was_deleted(sender, instance, **kwargs) -> None:
    takedowns.note(sender, instance, takedowns.DELETED)


def note_what_was_taken_down(sender, instance, **kwargs) -> None:
    takedowns.note(sender, instance, takedowns.UNPUBLISHED)


for model in takedowns.KEYS:
    if issubclass(model, ReviewedRecord):
        unpublished.connect(note_what_was_taken_down, sender=model)
    post_delete.connect(note_what_was_deleted, sender=model)
