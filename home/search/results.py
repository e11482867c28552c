"""What was found, as readers see it: the help points, the three best, and the others in groups."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.models import Page

from home.help.models import HelpPoint
from home.help.points import Help
from home.search.cards import HelpCard, card_above
from home.search.points import points_for
from publishing.pages.found import Group
from publishing.pages.navigation import address_below
from publishing.pages.visibility import is_open
from publishing.search import danger, extracts, finding
from publishing.search.memory import Entry
from publishing.search.models import SearchEntry

BEST, IN_A_GROUP, MORE_IN_A_GROUP = 3, 4, 12
MOST_READ = 80  # hits of which the texts are read
FAINT = 0.05  # of the best score: what is below says a word of the query by chance


class Texts:
    """Of what was found, in one query when the first is shown."""

    def __init__(self, entries: Collection[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _read(self) -> dict[int, tuple[str, str]]:
        entries = SearchEntry.objects.filter(pk__in=[entry.pk for entry in self._entries]).order_by()
        return {pk: (summary, text) for pk, summary, text in entries.values_list("pk", "summary", "text")}

    def of(self, entry: Entry) -> tuple[str, str]:
        """Summary and text."""
        return self._read.get(entry.pk, ("", ""))


@dataclass
class Result:
    entry: Entry
    stems: frozenset[str]  # that were asked for
    url: str
    section: str
    texts: Texts

    @property
    def group(self) -> str:
        return self.entry.group

    @cached_property
    def title(self) -> SafeString:
        return extracts.marked(self.entry.title, self.stems)

    @cached_property
    def extract(self) -> SafeString:
        """Made only where it is shown: many are merely counted."""
        summary, text = self.texts.of(self.entry)
        return extracts.marked(extracts.extract(summary, text, self.stems), self.stems)


@dataclass
class ResultGroup:
    label: str
    count: int
    shown: list[Result] = field(default_factory=list)
    more: list[Result] = field(default_factory=list)


@dataclass
class Results:
    """All that the page of results shows for a query."""

    card: HelpCard | None = None
    points: list[HelpPoint] = field(default_factory=list)
    pages: list[Result] = field(default_factory=list)
    corrected: str = ""
    guesses: list[str] = field(default_factory=list)
    answer: finding.Answer | None = None

    def __len__(self) -> int:
        return len(self.points) + len(self.pages)

    @property
    def best(self) -> list[Result]:
        return self.pages[:BEST]

    @cached_property
    def groups(self) -> list[ResultGroup]:
        """Those behind the best, under their headings; the group with the best of them first."""
        found: dict[str, ResultGroup] = {}
        for result in self.pages[BEST:]:
            group = found.setdefault(result.group, ResultGroup(str(Group(result.group).label), 0))
            group.count += 1
            if len(group.shown) < IN_A_GROUP:
                group.shown.append(result)
            elif len(group.more) < MORE_IN_A_GROUP:
                group.more.append(result)
        return list(found.values())


def results_for(query: str, request: HttpRequest, help: Help, exactly: bool = False, most: int = MOST_READ) -> Results:
    """Everything for `query` (any text), of what everybody may open; the best `most` pages."""
    answer = finding.find(query, exactly=exactly)
    return Results(
        card=card_above(danger.card_for(query), help),
        points=points_for(query, answer.asked, help),
        pages=_shown(answer, request, most),
        corrected=answer.asked.corrected,
        guesses=answer.guesses,
        answer=answer,
    )


def _shown(answer: finding.Answer, request: HttpRequest, most: int) -> list[Result]:
    hits = answer.hits[:most]
    found = [hit.entry for hit in hits if hit.score >= hits[0].score * FAINT]
    # Asked once more, whatever the index says: what is closed is shown to nobody.
    pages = Page.objects.filter(is_open(), pk__in={entry.page for entry in found})
    places = {pk: _Place(*place) for pk, *place in pages.order_by().values_list("pk", "path", "title", "url_path")}
    sections = _titles_above(places.values())
    texts = Texts(found)
    return [
        Result(entry, answer.stems, address + entry.route, sections.get(place.above(entry), ""), texts)
        for entry in found
        if (place := places.get(entry.page)) and (address := address_below(request, place.url_path))
    ]


@dataclass(frozen=True)
class _Place:
    """Where a page stands. Making the pages themselves would take longer than to find them."""

    path: str
    title: str
    url_path: str

    def above(self, entry: Entry) -> str:
        """The path of the page under which the entry is named."""
        return self.path if entry.route else self.path[: -Page.steplen]


def _titles_above(places: Collection[_Place]) -> dict[str, str]:
    titles = {place.path: place.title for place in places}
    missing = {place.path[: -Page.steplen] for place in places} - titles.keys()
    titles.update(Page.objects.filter(is_open(), path__in=missing, depth__gt=1).values_list("path", "title"))
    return titles
