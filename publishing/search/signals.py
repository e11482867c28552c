"""Search follows the pages, in the transaction that changes them."""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from publishing.pages import generation
from publishing.pages.changes import of_editors_only
from publishing.pages.models import SitePage
from publishing.search import indexing
from publishing.search.models import Taught


def watch() -> None:
    for model in apps.get_models():
        if issubclass(model, Taught):
            post_save.connect(_taught, sender=model)
            post_delete.connect(_taught, sender=model)
        if issubclass(model, SitePage):
            post_save.connect(_saved, sender=model)
            # Once more: its children (files, topics, parts of a plan) are stored after the page itself.
            page_published.connect(_keep, sender=model)
            page_unpublished.connect(_keep, sender=model)


def _taught(**signal) -> None:
    generation.renew()


def _saved(sender: type[SitePage], raw: bool = False, update_fields: frozenset | None = None, **signal) -> None:
    """A page that is made or changed by hand. What an editor saves as a draft stands in its version alone."""
    if raw:
        return
    if not of_editors_only(update_fields):
        _keep(sender, **signal)
    elif "latest_revision" in update_fields:
        indexing.keep_for_office([signal["instance"]])


def _keep(sender: type[SitePage], instance: SitePage, **signal) -> None:
    """As it stands in the database: the instance may carry what was not published."""
    indexing.keep(sender.objects.get(pk=instance.pk))


def follow(model: type[Model], showing: Callable[[Model], Iterable[Page]]) -> None:
    """Keep the pages anew that show a record of `model`, which `showing` gives, whenever it changes or goes."""

    def changed(instance: Model, raw: bool = False, update_fields: frozenset | None = None, **signal) -> None:
        if not raw and not of_editors_only(update_fields):
            indexing.keep_pages([page.specific for page in showing(instance)])

    post_save.connect(changed, sender=model, weak=False)
    post_delete.connect(changed, sender=model, weak=False)
