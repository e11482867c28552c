from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, unpublished

from home.backups import takedowns
from home.backups.shutting import OPENED, SHUT, is_shut
from publishing.models import User
from publishing.records.models import ReviewedRecord


@receiver(page_unpublished)
def note_what_was_unpublished(sender, instance, **kwargs) -> None:
    takedowns.note(Page, instance, takedowns.UNPUBLISHED)


def note_what_was_deleted(sender, instance, **kwargs) -> None:
    takedowns.note(sender, instance, takedowns.DELETED)


def note_what_was_taken_down(sender, instance, **kwargs) -> None:
    takedowns.note(sender, instance, takedowns.UNPUBLISHED)


@receiver(post_save, sender=PageViewRestriction)
def note_what_was_closed(sender, instance, created, **kwargs) -> None:
    if created:
        takedowns.note(Page, instance.page, SHUT)


@receiver(post_delete, sender=PageViewRestriction)
def note_what_was_opened(sender, instance, **kwargs) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()  # none when the page itself is being deleted
    if page and not is_shut(page):
        takedowns.note(Page, page, OPENED)


@receiver(pre_save, sender=User)
def note_who_was_switched_off_or_on(sender, instance, update_fields=None, **kwargs) -> None:
    if instance.pk is None or (update_fields is not None and "is_active" not in update_fields):
        return
    before = User.objects.filter(pk=instance.pk).first()
    if before and before.is_active != instance.is_active:
        takedowns.note(User, instance, OPENED if instance.is_active else SHUT)


@hooks.register("after_bulk_action")
def note_who_were_switched_off_or_on(request, action_type, objects, action) -> None:
    """Wagtail does so without a signal."""
    if action_type == "set_active_state":
        for user in User.objects.filter(pk__in=[user.pk for user in objects]):
            takedowns.note(User, user, OPENED if user.is_active else SHUT)


for model in takedowns.KEYS:
    if issubclass(model, ReviewedRecord):
        unpublished.connect(note_what_was_taken_down, sender=model)
    post_delete.connect(note_what_was_deleted, sender=model)
