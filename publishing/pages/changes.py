"""What changes the generation: whatever readers can see, and nothing that only editors see, such as a draft."""

from collections.abc import Collection
from functools import cache

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page

from publishing.pages import generation

# A model of these apps counts unless it says `changes_what_readers_see = False`.
OUR_APPS = {"publishing", "resources", "campaigns", "home"}
OTHERS = {
    "wagtailcore.locale",
    "wagtailcore.page",
    "wagtailcore.pageviewrestriction",
    "wagtailcore.site",
    "wagtailredirects.redirect",
    "taggit.tag",
}
# A new one stands nowhere yet; an editor may have made it for a draft.
UNSEEN_AT_FIRST = {"publishing.campaigndocument", "publishing.campaignimage", "taggit.tag"}
# What is written to the row of a page or record when its draft is saved, its lock turned, its schedule noted.
OF_EDITORS_ONLY = {
    "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "locked", "locked_at",
    "locked_by", "owner", "wagtail_admin_comments",
}  # fmt: skip


def of_editors_only(update_fields: Collection[str] | None) -> bool:
    """Whether a save of these fields (None: of all) touches nothing but what editors see."""
    return update_fields is not None and OF_EDITORS_ONLY.issuperset(update_fields)


def counts(model: type[Model]) -> bool:
    """Whether readers see something of this model."""
    if model._meta.app_label not in OUR_APPS:
        return model._meta.label_lower in OTHERS
    return getattr(model, "changes_what_readers_see", True)


def watch() -> None:
    """Let the generation follow the models that count. Models that don't are asked nothing, so they cost nothing."""
    for model in filter(counts, apps.get_models()):
        post_save.connect(_saved, sender=model)
        post_delete.connect(_deleted, sender=model)
        if issubclass(model, DraftStateMixin):
            pre_save.connect(_note_what_was_live, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(_related, sender=field.remote_field.through)


def _note_what_was_live(
    sender: type[Model], instance: DraftStateMixin, update_fields: frozenset | None, **signal
) -> None:
    """What is not live any more was seen until now."""
    if instance.pk and not instance.live and (update_fields is None or "live" in update_fields):
        stored = (Page if isinstance(instance, Page) else sender)._base_manager
        instance._was_live = stored.filter(pk=instance.pk, live=True).exists()


def _saved(
    sender: type[Model], instance: Model, created: bool, update_fields: frozenset | None = None, **signal
) -> None:
    if created and sender._meta.label_lower in UNSEEN_AT_FIRST:
        return
    if isinstance(instance, DraftStateMixin) and of_editors_only(update_fields):
        return
    if _is_seen(instance) or instance.__dict__.pop("_was_live", False):
        generation.renew()


def _deleted(sender: type[Model], instance: Model, **signal) -> None:
    if _is_seen(instance):
        generation.renew()


def _related(sender: type[Model], instance: Model, action: str, **signal) -> None:
    if action.startswith("post_") and _is_seen(instance):
        generation.renew()


def _is_seen(instance: Model) -> bool:
    """Drafts, and what belongs to a page's, are not; but the address of a draft is part of those of pages below it."""
    if isinstance(instance, Page):
        return instance.live or instance.numchild > 0
    if isinstance(instance, DraftStateMixin):
        return instance.live
    owner = _owner(type(instance))
    return owner is None or Page.objects.filter(pk=getattr(instance, owner), live=True).exists()


@cache
def _owner(model: type[Model]) -> str | None:
    """The attribute that holds the number of the page whose part a record is (a tag of it, a file of it)."""
    keys = (field for field in model._meta.concrete_fields if isinstance(field, ParentalKey))
    return next((field.attname for field in keys if issubclass(field.related_model, Page)), None)
