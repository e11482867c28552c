"""The office's search over everything it keeps: texts and drafts, requests, help points, institutions, people."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from publishing.models import User
from publishing.search.models import OfficePage
from publishing.search.stems import stem
from publishing.search.words import plain_words

MOST = 20  # of each kind
ON_PAGES = {"add", "change", "publish", "lock", "unlock"}
# What is looked through of each kind of record, and the right that it takes. Records are looked through where they
# stand: nothing of a person is copied for the search, so what is erased is found no more.
RECORDS = (
    ("campaigns.SessionRequest", "change",
     ("institution", "nagari", "topic", "name", "phone", "email", "message", "note")),
    ("home.HelpPoint", "change", ("name", "description", "phone", "whatsapp", "address", "source")),
    ("home.TaskForce", "change", ("village__name", "coordinator", "phone", "whatsapp", "place", "source")),
    ("campaigns.AdatInstitution", "change", ("name", "description", "nagari__name", "source")),
    ("resources.Partner", "change", ("account__first_name", "account__username", "institution", "account__email")),
    ("publishing.User", "change", ("username", "first_name", "last_name", "email")),
    ("publishing.CampaignDocument", "change", ("title",)),
    ("publishing.CampaignImage", "change", ("title", "description")),
)  # fmt: skip
# The admin's name of these models where it is not the model's own.
RIGHTS = {
    "publishing.CampaignDocument": "wagtaildocs.{}_document",
    "publishing.CampaignImage": "wagtailimages.{}_image",
}
EDIT = {
    "publishing.User": "wagtailusers_users:edit",
    "publishing.CampaignDocument": "wagtaildocs:edit",
    "publishing.CampaignImage": "wagtailimages:edit",
    "resources.Partner": "partner:edit",
}


@dataclass(frozen=True)
class Found:
    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Kind:
    label: str
    found: list[Found]


def office_results(query: str, user: User) -> list[Kind]:
    """What this account may open in the editors' area and what has all words of `query`, by kinds."""
    words = plain_words(query)
    if not words:
        return []
    kinds = [Kind(gettext("Pages"), list(_pages(words, user)))]
    for label, right, fields in RECORDS:
        model = apps.get_model(label)
        named = RIGHTS.get(label, f"{model._meta.app_label}.{{}}_{model._meta.model_name}")
        if user.has_perm(named.format(right)):
            kinds.append(Kind(str(model._meta.verbose_name_plural), list(_records(model, label, fields, words))))
    return [kind for kind in kinds if kind.found]


def _pages(words: list[str], user: User) -> Iterable[Found]:
    written = OfficePage.objects.all()
    for word in words:
        written = written.filter(stems__contains=f" {stem(word)}")
    mine = page_permission_policy.instances_user_has_any_permission_for(user, ON_PAGES)
    pages = Page.objects.filter(pk__in=written.values("page")).filter(pk__in=mine.values("pk"))
    in_title = {word: stem(word) for word in words}.values()
    found = sorted(
        pages.order_by("-latest_revision_created_at")[: MOST * 5],
        key=lambda page: -len(set(in_title) & set(map(stem, plain_words(page.draft_title)))),
    )
    for page in found[:MOST]:
        state = "" if page.live else gettext("Draft")
        yield Found(page.draft_title, reverse("wagtailadmin_pages:edit", args=[page.pk]), state)


def _records(model: type[Model], label: str, fields: tuple[str, ...], words: list[str]) -> Iterable[Found]:
    for record in _having(model._default_manager.all(), fields, words).order_by("-pk")[:MOST]:
        yield Found(str(record), _edit_address(record, label))


def _having(records: QuerySet, fields: tuple[str, ...], words: list[str]) -> QuerySet:
    """Those that have each word in one of the fields; numbers are found however they are grouped."""
    numbers = {name: f"bare_{name}" for name in fields if name in {"phone", "whatsapp"}}
    records = records.alias(**{
        bare: Replace(Replace(F(name), Value("-"), Value("")), Value(" "), Value("")) for name, bare in numbers.items()
    })  # fmt: skip
    digits = "".join(word for word in words if word.isdigit()).lstrip("0")  # 0811 is kept as 62811
    for word in [word for word in words if not word.isdigit()] + ([digits] if digits else []):
        looked_through = [*fields, *(numbers.values() if word == digits else ())]
        records = records.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in looked_through)))
    return records


def _edit_address(record: Model, label: str) -> str:
    viewset = getattr(record, "snippet_viewset", None)
    name = EDIT.get(label) or viewset.get_url_name("edit")
    return reverse(name, args=[record.pk])
