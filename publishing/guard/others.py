"""What readers come to see and that is no model of ours: Wagtail's redirects, and the names of tags."""

from django.db.models.signals import pre_save
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect

from publishing.guard.gate import let_through


def watch() -> None:
    pre_save.connect(_before_redirect, sender=Redirect)
    pre_save.connect(_before_tag, sender=Tag)


def _before_redirect(instance: Redirect, raw: bool, **signal) -> None:
    """Those that the site makes lead away from an address that an editor may just have corrected: never held back."""
    if not raw and not instance.automatically_created:
        let_through(instance)


def _before_tag(instance: Tag, raw: bool, **signal) -> None:
    """A new one belongs to a draft at first, and each page is looked at with its tags; a new name shows at once."""
    if not raw and instance.pk:
        let_through(instance)
