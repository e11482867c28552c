"""What readers come to see and that is no model of ours: Wagtail's redirects, and the names of tags."""

from collections.abc import Iterable

from django.db import models
from django.db.models.signals import m2m_changed, pre_save
from taggit.models import Tag, TaggedItem
from wagtail.contrib.redirects.models import Redirect

from publishing.guard.confirmations import confirmed
from publishing.guard.gate import HeldBack, let_through, look_at
from publishing.guard.records import GuardedRecord
from publishing.guard.texts import Text


def watch() -> None:
    pre_save.connect(_before_redirect, sender=Redirect)
    pre_save.connect(_before_tag, sender=Tag)
    m2m_changed.connect(_before_tagging, sender=TaggedItem)


def _before_redirect(instance: Redirect, raw: bool, **signal) -> None:
    """Those that the site makes lead away from an address that an editor may just have corrected: never held back."""
    if not raw and not instance.automatically_created:
        let_through(instance)


def _before_tag(instance: Tag, raw: bool, **signal) -> None:
    """A new one belongs to a draft at first, and each page is looked at with its tags; a new name shows at once."""
    if not raw and instance.pk:
        let_through(instance)


def _before_tagging(instance: models.Model, action: str, pk_set: Iterable[int], **signal) -> None:
    """Many pictures or documents get tags at once, without a form. Pages are looked at when they are published."""
    if action != "pre_add" or not isinstance(instance, GuardedRecord):
        return
    names = Tag.objects.filter(pk__in=pk_set).values_list("name", flat=True)
    label = str(Tag._meta.verbose_name)
    found = list(look_at(Text(("tags",), label, name) for name in names))
    answered = confirmed(instance) if found else set()
    if open_ones := [one for one in found if one.digest not in answered]:
        raise HeldBack(instance, open_ones)
