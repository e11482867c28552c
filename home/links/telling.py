from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from home.links.collecting import closed_pages_of


def tell_after_publishing(request: HttpRequest, page: Page) -> None:
    """Readers see the words of such a link without the link: nothing breaks, but the editor meant something else."""
    closed = closed_pages_of(page)
    if closed:
        words = ngettext(
            "Readers can't open a page that this one links to: %(names)s. They see its words without the link.",
            "Readers can't open pages that this one links to: %(names)s. They see the words without the link.",
            len(closed),
        )
        messages.warning(request, words % {"names": ", ".join(page.get_admin_display_title() for page in closed)})
