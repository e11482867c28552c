"""The library as one looks through it: which filters are chosen, what they leave, and where each one leads."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Count, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from publishing.pages.visibility import is_open
from resources.kits.models import KitIndexPage, KitPage
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage, MaterialQuerySet, MaterialTopic

PAGE_SIZE = 24
MOST_TOPICS = 20  # those with the most materials; the others are found by search
# Each filter and its name in addresses and forms.
FILTERS = {"kind": "jenis", "audience": "untuk", "topic": "topik", "language": "bahasa"}
PAGE = "hal"
CHOICES = {"kind": MaterialPage.Kind, "audience": MaterialPage.Audience, "language": MaterialPage.Language}
_SLUG = re.compile(r"[\w-]{1,100}")
_NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Wanted:
    """The chosen filters and the page of the list. What no filter knows was never chosen."""

    kind: str = ""
    audience: str = ""
    topic: str = ""
    language: str = ""
    page: int = 1

    @classmethod
    def read(cls, sent: QueryDict) -> "Wanted":
        values = {name: sent.get(key, "") for name, key in FILTERS.items()}
        for name, choices in CHOICES.items():
            if values[name] not in choices.values:
                values[name] = ""
        if not _SLUG.fullmatch(values["topic"]):
            values["topic"] = ""
        page = sent.get(PAGE, "")
        return cls(**values, page=max(1, int(page)) if _NUMBER.fullmatch(page) else 1)

    @property
    def chosen(self) -> dict[str, str]:
        """The chosen filters by their names in addresses."""
        return {key: value for name, key in FILTERS.items() if (value := getattr(self, name))}

    @property
    def address(self) -> str:
        """The query of a link that asks for the same; for the first page without any filter, nothing."""
        query = urlencode(self.chosen | ({PAGE: self.page} if self.page > 1 else {}))
        return f"?{query}" if query else "?"

    def condition(self, *filters: str) -> Q:
        """What a material must be to pass these filters; without any named, all."""
        conditions = {
            "kind": Q(kind=self.kind),
            "language": Q(language=self.language),
            "audience": Q(audiences__contains=f",{self.audience},"),
            "topic": Q(pk__in=MaterialTopic.objects.filter(tag__slug=self.topic).values("content_object")),
        }
        return reduce(and_, (conditions[name] for name in filters or FILTERS if getattr(self, name)), Q())

    def passes(self, values: dict[str, list[str]], but: str) -> bool:
        """Whether a material with these values passes its filters; without the one called `but`."""
        return all(getattr(self, name) in ("", *having) for name, having in values.items() if name != but)


@dataclass(frozen=True)
class Choice:
    """A value of a filter: how many materials it leaves, and what leads to them (or, when it is chosen, back)."""

    label: str
    number: int
    is_chosen: bool
    key: str
    value: str  # empty when it is chosen: sending it takes the filter away
    address: str


@dataclass(frozen=True)
class Facet:
    label: str
    choices: list[Choice]


class Shelf:
    """
    One page of the materials that everybody may open: two queries, and one for the files.

    Newest first; with words, those first that have them in their title.
    """

    def __init__(self, wanted: Wanted, words: str = "") -> None:
        self._sent = wanted
        self.words = words

    @cached_property
    def wanted(self) -> Wanted:
        """What was sent, within the pages that there are."""
        return replace(self._sent, page=min(self._sent.page, self.last_page))

    @property
    def total(self) -> int:
        return self._counts["all"]["", ""]

    @property
    def last_page(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def previous(self) -> Wanted | None:
        page = self.wanted.page
        return replace(self.wanted, page=page - 1) if page > 1 else None

    @property
    def next(self) -> Wanted | None:
        page = self.wanted.page
        return replace(self.wanted, page=page + 1) if page < self.last_page else None

    @cached_property
    def materials(self) -> list[MaterialPage]:
        start = (self.wanted.page - 1) * PAGE_SIZE
        found = self._found.filter(self.wanted.condition()).in_title_first(self.words)
        files = Prefetch("files", MaterialFile.objects.select_related("document"))
        return list(found.prefetch_related(files)[start : start + PAGE_SIZE]) if self.total else []

    @cached_property
    def facets(self) -> list[Facet]:
        """The filters that tell materials apart, each with its values."""
        facets = [
            Facet(gettext("Kind"), self._choices("kind")),
            Facet(gettext("For whom"), self._choices("audience")),
            Facet(gettext("Topic"), self._choices("topic")),
            Facet(gettext("Language"), self._choices("language")),
        ]
        return [facet for facet in facets if len(facet.choices) > 1 or any(c.is_chosen for c in facet.choices)]

    @property
    def kits(self) -> dict[str, str] | None:
        """Slug and title of the folder of the kits, when there is one to open with something in it."""
        folders = self._counts["folder"] if self._counts["kits"] else ()
        return next(({"slug": slug, "title": title} for slug, title in folders), None)

    @property
    def chosen(self) -> list[Choice]:
        return [choice for facet in self.facets for choice in facet.choices if choice.is_chosen]

    def _choices(self, facet: str) -> list[Choice]:
        counts, now = self._counts[facet], getattr(self._sent, facet)
        if facet in CHOICES:
            known = [(value, label, counts[value, ""]) for value, label in CHOICES[facet].choices]
        else:
            by_number = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            known = [(slug, name, number) for (slug, name), number in by_number]
        chosen = [choice for choice in known if choice[0] == now]
        others = [choice for choice in known if choice[2] and choice[0] != now]
        if now and not chosen:
            chosen = [(now, gettext("Topic"), 0)]  # one that no material has any more: its removal is offered
        if facet == "topic":
            return [self._choice(facet, *choice) for choice in [*chosen, *others[:MOST_TOPICS]]]
        shown = [choice for choice in known if choice in chosen or choice in others]
        return [self._choice(facet, *choice) for choice in shown]

    def _choice(self, facet: str, value: str, label: str, number: int) -> Choice:
        is_chosen = getattr(self._sent, facet) == value
        after = "" if is_chosen else value
        address = replace(self._sent, page=1, **{facet: after}).address
        return Choice(str(label), number, is_chosen, FILTERS[facet], after, address)

    @cached_property
    def _found(self) -> MaterialQuerySet:
        """Every current open material or, with words, those with all of them; when there are none, with any."""
        materials = MaterialPage.objects.for_strangers().current()
        if not self.words:
            return materials
        with_all = _with_words(materials, self.words, "and")
        return with_all if with_all.exists() else _with_words(materials, self.words, "or")

    @cached_property
    def _counts(self) -> dict[str, Counter[tuple[str, str]]]:
        """How many materials each value of each filter would leave, by (value, name), and how many all leave."""
        counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in (*FILTERS, "all", "kits", "folder")}
        for facet, first, second, third, number in self._groups():
            if facet:
                counts[facet][first, second] = number
                continue
            values = {"kind": [first], "language": [second], "audience": third.strip(",").split(",")}
            for name in (*values, "all"):
                if self._sent.passes(values, but=name):
                    counts[name].update({(value, ""): number for value in values.get(name, [""])})
        del counts["topic"][None, None]  # materials without any
        return counts

    def _groups(self) -> QuerySet:
        """
        In one query: materials by kind, language and audiences; by topic; the kits; and their folder.

        The first are few combinations however many materials there are; all filters but topics are counted from them.
        """
        tag, nothing = "tagged_topics__tag", Value("")
        passing = self._sent.condition("kind", "language", "audience")
        combined = self._found.filter(self._sent.condition("topic")).order_by()
        kits, folder = KitPage.objects.for_strangers().order_by(), KitIndexPage.objects.filter(is_open()).order_by()
        return _rows(combined, "", "kind", "language", "audiences", Count("pk")).union(
            _rows(
                self._found.order_by(), "topic", f"{tag}__slug", f"{tag}__name", nothing, Count("pk", filter=passing)
            ),
            _rows(kits, "kits", nothing, nothing, nothing, Count("pk")),
            _rows(folder, "folder", "slug", "title", nothing, Count("pk")),
            all=True,
        )


def _rows(
    pages: QuerySet, facet: str, first: str | Value, second: str | Value, third: str | Value, number: Count
) -> QuerySet:
    """(facet, first, second, third, number) of `pages`, in columns that a union can put below one another."""
    names = ("facet_", "first_", "second_", "third_")
    values = (Value(facet), *(Cast(value, TextField()) for value in (first, second, third)))
    grouped = pages.annotate(**dict(zip(names, values, strict=True))).values(*names)
    return grouped.annotate(number_=number).values_list(*names, "number_")


def _with_words(materials: MaterialQuerySet, words: str, operator: str) -> MaterialQuerySet:
    # The search backend takes no conditions of ours, so they follow; and SQLite would search again for every material
    # that it ranks by relevance, so the order is ours too.
    found = MaterialPage.objects.search(words, operator=operator, order_by_relevance=False).get_queryset()
    return materials.filter(pk__in=found.order_by().values("pk"))
