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
    reach = Reach.of(user)
    found = [
        Shortcut(_("Announce a session"), "date", _below(reach, SessionIndexPage, SessionPage)),
        Shortcut(_("Write an article"), "edit", _below(reach, TopicPage, ArticlePage)),
        Shortcut(_("Change a number"), "mobile-alt", _numbers(user)),
        Shortcut(_("Add a poster"), "doc-full", _below(reach, MaterialIndexPage, MaterialPage)),
    ]
    return [one for one in found if one.links]


def _below(reach: Reach, parent: type[Page], child: type[Page]) -> list[tuple[str, str]]:
    name = (child._meta.app_label, child._meta.model_name)
    places = parent.objects.filter(reach.within()).order_by("path").values_list("pk", "title")
    links = [(title, reverse("wagtailadmin_pages:add", args=[*name, pk])) for pk, title in places]
    return links if len(links) > 1 else [("", address) for _title, address in links]


def _numbers(user: User) -> list[tuple[str, str]]:
    if not user.has_perm("home.change_helppoint"):
        return []
    return [("", reverse("wagtailsnippets_home_helppoint:list"))]
