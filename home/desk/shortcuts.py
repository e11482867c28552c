"""The four things that are done most, one click from the first screen."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from campaigns.models import ArticlePage, SessionIndexPage, SessionPage, TopicPage
from home.desk.reach import Reach
from publishing.models import User
from resources.models import MaterialIndexPage, MaterialPage


@dataclass(frozen=True)
class Shortcut:
    """`links` are (words, address) pairs: one without words, or a choice of places."""

    label: Promise
    icon: str
    links: list[tuple[str, str]]


def shortcuts(user: User) -> list[Shortcut]:
    """Only what the user may do."""
    parents = Page.objects.type(SessionIndexPage, TopicPage, MaterialIndexPage).filter(Reach.of(user).within())
    places = list(parents.select_related("content_type").order_by("path"))
    found = [
        Shortcut(_("Announce a session"), "date", _below(places, SessionIndexPage, SessionPage)),
        Shortcut(_("Write an article"), "edit", _below(places, TopicPage, ArticlePage)),
        Shortcut(_("Change a number"), "mobile-alt", _numbers(user)),
        Shortcut(_("Add a poster"), "doc-full", _below(places, MaterialIndexPage, MaterialPage)),
    ]
    return [one for one in found if one.links]


def _below(places: list[Page], parent: type[Page], child: type[Page]) -> list[tuple[str, str]]:
    """Where a `child` may be written: of all `places` those of the class `parent`."""
    name = (child._meta.app_label, child._meta.model_name)
    links = [
        (page.title, reverse("wagtailadmin_pages:add", args=[*name, page.pk]))
        for page in places
        if page.specific_class is parent
    ]
    return links if len(links) > 1 else [("", address) for _title, address in links]


def _numbers(user: User) -> list[tuple[str, str]]:
    if not user.has_perm("home.publish_helppoint"):
        return []
    return [("", reverse("wagtailsnippets_home_helppoint:list"))]
