from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils.functional import cached_property
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
from publishing.pages.visibility import is_open
from publishing.words.anchors import anchored

CONTENTS_FROM = 4  # an article with more headings than this gets a contents list


MOST_NAMED = 200  # of an article's neighbours and links; a topic holds a dozen


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
        context["entries"] = self.entries()
        return context

    @cached_property
    def named_pages(self) -> list[Page]:
        below = Q(path__startswith=self.path, depth=self.depth + 1)
        return list(with_summary(Page.objects.filter(below | Q(pk__in=linked_page_ids(self))), self))

    def entries(self) -> list[Page]:
        """The published pages below, in the editor's order, as `with_summary` has them."""
        return [page for page in self.named_pages if page.is_child_of(self) and page.is_open]


class ArticlePage(ReadAloud, Drawn, SitePage):
    """What it is, how to recognise it, what the law says, what to do, where to get help."""

    parent_page_types = ["campaigns.TopicPage"]
    rank_of_renewal = 3
    subpage_types: list[str] = []
    template = "campaigns/article_page.html"
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
        neighbours = Q(path__startswith=self.path[: -self.steplen], depth=self.depth)
        return list(with_summary(Page.objects.filter(neighbours | Q(pk__in=linked_page_ids(self))), self)[:MOST_NAMED])

    def related(self) -> list[Page]:
        """At most three published neighbours under the same topic: those that follow, then from the start."""
        neighbours = [
            page for page in self.named_pages if page.is_sibling_of(self) and page.pk != self.pk and page.is_open
        ]
        following = [page for page in neighbours if page.path > self.path]
        return (following + [page for page in neighbours if page.path < self.path])[:3]

    def structured_data(self, request: HttpRequest) -> list[dict]:
        questions = [
            (item["question"], strip_tags(str(item["answer"])))
            for block, _anchor in anchored(self.body)
            if block.block_type == "questions"
            for item in block.value["items"]
            if item["question"]
        ]
        data = [*super().structured_data(request), article(self, request)]
        if questions:
            data.append(faq_page(questions))
        return data
