"""What is new, for feed readers (Atom, RFC 4287): articles, checklists and sessions that everybody may open."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from wagtail.models import Page

from campaigns.models import ArticlePage, SessionPage, WarningSignsPage
from publishing.pages.generation import cache_for_generation
from publishing.pages.navigation import absolute
from publishing.pages.structured_data import PUBLISHER
from publishing.pages.visibility import is_open
from publishing.responses.conditional import only_if_changed
from publishing.words.clean import one_line

MOST_ENTRIES = 40
KINDS = (ArticlePage, WarningSignsPage, SessionPage)


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The newest pages, the latest published first. A reader that asks again for the same gets 304."""
    content = cache_for_generation(("news", absolute(request, "/")), lambda: _feed(request))
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    return only_if_changed(request, response)


def _feed(request: HttpRequest) -> str:
    pages = Page.objects.filter(is_open(), first_published_at__isnull=False).type(KINDS)
    newest = list(pages.order_by("-first_published_at", "-pk").specific()[:MOST_ENTRIES])
    feed = Atom1Feed(
        title=settings.WAGTAIL_SITE_NAME,
        link=absolute(request, "/"),
        feed_url=absolute(request, reverse("news")),
        description=gettext("Articles and awareness sessions of the City of Payakumbuh"),
        language=settings.LANGUAGE_CODE,
        author_name=PUBLISHER["name"],
    )
    for page in newest:
        feed.add_item(
            title=one_line(page.stated_title),
            link=absolute(request, page.get_url(request)),
            description=escape(one_line(_summary(page))),  # Django marks it as HTML
            unique_id=f"urn:uuid:{page.translation_key}",
            pubdate=page.first_published_at,
            updateddate=page.last_published_at or page.first_published_at,
        )
    return feed.writeString("utf-8")


def _summary(page: Page) -> str:
    """A session says first when it is, and whether it still is."""
    if not isinstance(page, SessionPage):
        return page.description
    status = "" if page.status == SessionPage.Status.PLANNED else page.get_status_display()
    return ". ".join(part for part in (status, page.when, page.place, page.summary) if part)
