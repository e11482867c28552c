from contextlib import suppress
from datetime import date, datetime
from http import HTTPMethod

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from publishing.blocks.sources import SourcesBlock
from publishing.guard.confirmations import store_answers
from publishing.guard.gate import let_through
from publishing.guard.panels import GuardPanel
from publishing.pages import links, share_card
from publishing.pages.changes import of_editors_only
from publishing.pages.deleting import Permissions
from publishing.pages.forms import SitePageForm
from publishing.pages.found import Found, Group, texts_of
from publishing.pages.navigation import Crumb, Navigation, absolute
from publishing.pages.reading import understood
from publishing.pages.review import second_person
from publishing.pages.spent_dates import drop_spent_dates
from publishing.pages.visibility import is_open, restrictions_on
from publishing.words.stated import stated


def review_due(reviewed_on: date | None, after_months: int) -> date | None:
    """The day on which a page that was checked on `reviewed_on` is to be checked again; None: it never was."""
    if not reviewed_on:
        return None
    months = reviewed_on.month - 1 + after_months
    return date(reviewed_on.year + months // 12, months % 12 + 1, min(reviewed_on.day, 28))


class SitePage(second_person.Emergency, Page):
    """
    What every page of the site has: a summary, its sources, a review date, a share card and structured data.

    A page class composes `content_panels` of its own and may override `structured_data` and
    `neutral_share_card`. It must set `parent_page_types`, `subpage_types` and `template` (a system check insists).
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two plain sentences. They stand under the title, on cards and in search results."),
    )
    sources = StreamField(
        SourcesBlock(),
        blank=True,
        verbose_name=_("sources"),
        help_text=_("Where the statements of this page come from. Readers see them at the end."),
    )
    reviewed_on = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_("When someone last compared this page with its sources. Readers see this date."),
    )
    checked_by_office = models.BooleanField(
        _("checked by the office"),
        default=False,
        help_text=_(
            "Tick it when you have compared the content with its sources yourself; with a new tick the day becomes "
            "today. Without it, readers see that the page was compared with its sources, not that the office "
            "checked it."
        ),
    )
    review_after_months = models.PositiveSmallIntegerField(
        _("check again after (months)"),
        default=12,
        help_text=_("After this time the page is listed for checking. Law and help pages: 6 months."),
    )
    share_image = models.ForeignKey(
        "publishing.CampaignImage",
        verbose_name=_("picture when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Optional. Without it a calm card with the title is drawn when you publish."),
    )

    # For Wagtail's own lists and choosers; readers search by the following (publishing/search).
    search_fields = [*Page.search_fields, index.AutocompleteField("summary")]
    found_group, found_weight = Group.OTHER, 100
    # The fields with its texts, in the order of reading.
    found_in: tuple[str, ...] = ()
    # Words by which people ask for things of a group rather than for what these are about.
    asked_for_by: dict[Group, str] = {}

    source_panels = [
        MultiFieldPanel(
            [FieldPanel("checked_by_office"), FieldPanel("reviewed_on"), FieldPanel("review_after_months")],
            heading=_("Checking"),
        ),
        FieldPanel("sources"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("share_image")],
            heading=_("Search engines and sharing"),
        ),
        FieldPanel("show_in_menus"),
    ]

    base_form_class = SitePageForm
    # Nobody has checked a copy, and it has no schedule of its own yet.
    exclude_fields_in_copy = ["reviewed_on", "checked_by_office", "go_live_at", "expire_at"]

    # (panels, heading) of the tabs that a page class has besides the common ones.
    more_tabs: list[tuple[list, str]] = []
    # Whether someone compares it with its sources every now and then; False for what is true of one day.
    needs_review = True

    # A page that a person in danger opens says nothing of itself when its address is shared.
    neutral_share_card = False
    # What the drawn card says below the title instead of the city; at most two lines.
    share_card_details: tuple[str, ...] = ()

    # When what every page shows has changed, which pages the servers in front fetch anew first: 1 for the ways
    # to help, 2 for lists, then 3 before 4 (see publishing.fronts.addresses).
    rank_of_renewal = 4

    # Whether what it shows depends on the query of its address; if not, each query gets the content that is kept.
    takes_from_query = True

    # Every page is for reading: Wagtail answers 405 to anything else, before a view of the page is asked.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    # Whether this request has seen already, by `is_open`, that nothing closes the page (see HomePage.route).
    found_open = False

    class Meta:
        abstract = True

    @classmethod
    def get_edit_handler(cls):
        handler = TabbedInterface(
            [
                ObjectList([GuardPanel(), *cls.content_panels], heading=_("Content")),
                *(ObjectList(panels, heading=heading) for panels, heading in cls.more_tabs),
                ObjectList(cls.source_panels, heading=_("Sources and checking")),
                ObjectList(cls.promote_panels, heading=_("Search and sharing")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ],
            base_form_class=cls.base_form_class,
        )
        return handler.bind_to_model(cls)

    def route(self, request: HttpRequest, path_components: list[str]):
        """Whatever is published below was looked for already (see HomePage.route)."""
        if path_components:
            raise Http404
        return super().route(request, path_components)

    @classmethod
    def read(cls, pk: int) -> "SitePage":
        """The page for a reader. A class adds what its page shows beside its own fields, to save queries."""
        return cls._default_manager.get(pk=pk)

    @classmethod
    def addresses_below(cls) -> list[str]:
        """What is answered for everybody at the address of such a page ("") and below it, without a query string."""
        return [""]

    def get_cached_paths(self) -> list[str]:
        """For wagtail.contrib.frontend_cache."""
        return ["/" + below for below in self.addresses_below()]

    def changes_at(self) -> datetime | None:
        """The moment at which the page shows something else though nobody changed anything; None for never."""
        return None

    @property
    def heading(self) -> str:
        """What stands in the browser's title and history: neutral where the office chose a neutral title."""
        return self.seo_title or self.title

    @cached_property
    def state_words(self) -> str:
        """What readers should know of it before they go there, such as that it is cancelled. Empty: nothing."""
        return ""

    @cached_property
    def stated_title(self) -> str:
        """How others name it: lists, neighbours, feeds, search."""
        return stated(self.title, self.state_words)

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    @cached_property
    def share_card_url(self) -> str:
        if self.share_image and not self.neutral_share_card:
            with suppress(SourceImageIOError):  # a picture whose file is missing or broken: the drawn card stands in
                return self.share_image.get_rendition("fill-1200x630|format-jpeg").url
        return share_card.url_for(self)

    @cached_property
    def named_pages(self) -> list[Page]:
        """The pages that the texts of this one link to, in one query, each with `is_open`."""
        linked = links.linked_page_ids(self)
        return list(Page.objects.filter(pk__in=linked).annotate(is_open=is_open(self))) if linked else []

    def save(self, clean: bool = True, **kwargs):
        """Raises HeldBack when readers would see what may not be public. Taking down is never held back."""
        if self.live and not of_editors_only(kwargs.get("update_fields")):
            let_through(self)
        result = super().save(clean=clean, **kwargs)
        store_answers(self)
        self.store_emergency()
        return result

    def permissions_for_user(self, user) -> Permissions:
        return Permissions(user, self)

    def publish(self, revision, user=None, **kwargs):
        """Raises OwnWork when this user would publish what only he has seen."""
        second_person.refuse_own_work(self, user)
        return super().publish(revision, user=user, **kwargs)

    def with_content_json(self, content: dict) -> "SitePage":
        version = super().with_content_json(content)
        drop_spent_dates(version, self)
        return version

    def found_here(self) -> list[Found]:
        """What search finds of the published page; empty for nothing."""
        headings, text = texts_of(self, self.found_in)
        names = " ".join(map(str, self.found_names()))
        return [
            Found(
                self.stated_title, self.found_group, self.found_weight, self.summary, names, headings, text,
                ends_at=getattr(self, "ends_at", None),
            )
        ]  # fmt: skip

    def found_names(self) -> list[str]:
        """Further words for it: whom and what it shows beside its own texts, where and when, in words."""
        return [self.seo_title, self.search_description]

    def found_below(self) -> list[Found]:
        """What is found at addresses below its own."""
        return []

    def crumbs(self, request: HttpRequest) -> list[Crumb]:
        navigation = Navigation.of(request)
        return navigation.crumbs(request) if navigation else []

    def structured_data(self, context: dict) -> list[dict]:
        """
        Schema.org descriptions of the page, each a JSON-like dict. https://schema.org/

        `context` is what `get_context` has found out so far: `request`, `crumbs`, `canonical_url`, `share_card_url`.
        """
        if not context["crumbs"]:
            return []
        request = context["request"]
        home = Navigation.of(request).home
        address = home.get_full_url(request)
        crumbs = [Crumb(home.title, address), *context["crumbs"]]
        site = address.rstrip("/")
        return [
            {
                "@context": "https://schema.org",
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {
                        "@type": "ListItem",
                        "position": position,
                        "name": crumb.title,
                        "item": crumb.url if "://" in crumb.url else site + crumb.url,
                    }
                    for position, crumb in enumerate(crumbs, 1)
                ],
            }
        ]

    def file_address(self, below: list[str]) -> str:
        """Where a file of the page is now that was asked for `below` an address that the page had. Empty: no file."""
        return ""

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none() if self.found_open else restrictions_on(self)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        links.remember(lambda: self.named_pages)
        if not self.takes_from_query:
            understood(request)
        context["crumbs"] = self.crumbs(request)
        context["share_card_url"] = absolute(request, self.share_card_url)
        context["canonical_url"] = self.get_full_url(request)
        context["structured_data"] = self.structured_data(context)
        return context
