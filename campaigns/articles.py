from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.query import PageQuerySet

from campaigns.blocks import ArticleBodyBlock
from campaigns.drawings import Drawn
from campaigns.recordings import ReadAloud
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.pages.found import Group
from publishing.pages.links import linked_page_ids
from publishing.pages.structured_data import article, faq_page
from publishing.pages.visibility import is_open, stands_below, stands_beside
from publishing.words.anchors import anchored
from publishing.words.shown_blocks import shown_blocks
from resources.paging import paged

CONTENTS_FROM = 4  # an article with more headings than this gets a contents list
A_PAGE = 50  # entries of a topic
RELATED = 3  # neighbours that an article names


def with_summary(pages: PageQuerySet, reader_of: Page) -> PageQuerySet:
    """
    Pages of any class under a topic with what a card shows: `summary`, `drawing`, `is_checklist`, and `is_open`
    (whether who reads `reader_of` may open it).
    """
    return pages.annotate(
        summary=Coalesce("articlepage__summary", "warningsignspage__summary", Value("")),
        drawing=Coalesce(
            NullIf("articlepage__drawing", Value("")), NullIf("warningsignspage__drawing", Value("")), Value("list")
        ),
        is_checklist=Q(warningsignspage__isnull=False),
        is_open=is_open(seen_from=reader_of),
    ).order_by("path")


class TopicPage(SitePage):
    """A theme with its articles and checklists: violence, trafficking."""

    parent_page_types = ["home.HomePage"]
    rank_of_renewal = 2
    subpage_types = ["campaigns.ArticlePage", "campaigns.WarningSignsPage"]
    template = "campaigns/topic_page.html"
    page_description = _("A theme with an introduction. Its articles and checklists are written below it.")

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("introduction"))

    content_panels = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    found_group, found_weight, found_in = Group.ARTICLE, 80, ("body",)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | paged(request, context["canonical_url"], Entries(self), A_PAGE)

    @property
    def opened_below(self) -> PageQuerySet:
        """The published pages below, in the editor's order."""
        return Page.objects.filter(stands_below(self), is_open(seen_from=self)).order_by("path")

    @cached_property
    def named_pages(self) -> list[Page]:
        """The first entries, one more than a page shows, and the pages that the introduction links to, in one query."""
        first = Q(pk__in=self.opened_below.values("pk")[: A_PAGE + 1])
        return list(with_summary(Page.objects.filter(first | Q(pk__in=linked_page_ids(self))), self))

    @cached_property
    def first_entries(self) -> list[Page]:
        below = [page for page in self.named_pages if page.is_child_of(self) and page.is_open]
        return below[: A_PAGE + 1]

    @cached_property
    def count_of_entries(self) -> int:
        first = len(self.first_entries)
        return first if first <= A_PAGE else self.opened_below.count()


class Entries:
    """The pages below a topic, as a paginator asks for them: those of its first page cost no query of their own."""

    def __init__(self, topic: TopicPage) -> None:
        self.topic = topic

    def __len__(self) -> int:
        return self.topic.count_of_entries

    def __getitem__(self, wanted: slice) -> list[Page]:
        if wanted.stop <= A_PAGE:
            return self.topic.first_entries[wanted]
        shown = self.topic.opened_below.values("pk")[wanted]
        # Read when they are rendered: what the page shows may be known.
        return SimpleLazyObject(lambda: list(with_summary(Page.objects.filter(pk__in=shown), self.topic)))


class ArticlePage(ReadAloud, Drawn, SitePage):
    """What it is, how to recognise it, what the law says, what to do, where to get help."""

    parent_page_types = ["campaigns.TopicPage"]
    rank_of_renewal = 3
    subpage_types: list[str] = []
    template = "campaigns/article_page.html"
    takes_from_query = False
    page_description = _(
        "Explains one thing to somebody whom it concerns: what it is, its signs, the law, what to do today."
    )

    urgent_advice = RichTextField(
        _("if it happens now"),
        features=["bold", "link"],
        help_text=_("One to three short sentences. They come first; the call buttons follow by themselves."),
    )
    body = StreamField(ArticleBodyBlock(), verbose_name=_("text"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        Drawn.drawing_panel,
        FieldPanel("urgent_advice"),
        FieldPanel("body"),
        ReadAloud.recording_panel,
    ]
    found_group, found_in = Group.ARTICLE, ("urgent_advice", "body")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """(anchor, heading) of each section; empty for short articles."""
        headings = [(anchor, block.value) for block, anchor in anchored(self.body) if anchor]
        return headings if len(headings) > CONTENTS_FROM else []

    @cached_property
    def named_pages(self) -> list[Page]:
        """The nearest neighbours and the pages that the texts link to, in one query, however many a topic holds."""
        opened = Page.objects.filter(stands_beside(self), is_open(seen_from=self)).order_by("path")
        following, first = opened.filter(path__gt=self.path), opened.filter(path__lt=self.path)
        wanted = Q(pk__in=following.values("pk")[:RELATED]) | Q(pk__in=first.values("pk")[:RELATED])
        return list(with_summary(Page.objects.filter(wanted | Q(pk__in=linked_page_ids(self))), self))

    def related(self) -> list[Page]:
        """At most three published neighbours under the same topic: those that follow, then from the start."""
        neighbours = [
            page for page in self.named_pages if page.is_sibling_of(self) and page.pk != self.pk and page.is_open
        ]
        following = [page for page in neighbours if page.path > self.path]
        return (following + [page for page in neighbours if page.path < self.path])[:RELATED]

    @cached_property
    def questions(self) -> list[tuple[str, str]]:
        """(question, answer) in plain text."""
        return [
            (item["question"], strip_tags(str(item["answer"])))
            for block in shown_blocks(self.body)
            if block.block_type == "questions"
            for item in block.value["items"]
            if item["question"]
        ]

    def structured_data(self, context: dict) -> list[dict]:
        asked = [faq_page(self.questions)] if self.questions else []
        return [*super().structured_data(context), article(self, context), *asked]
