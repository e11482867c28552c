from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page

from home.desk.reach import with_addresses
from home.links.collecting import closed_pages_of
from home.models import DeadLink
from publishing.desk import MOST_NAMED, Group, Part, Task
from publishing.models import User


def groups(user: User) -> Iterator[Group]:
    """For who may mend it: a reader of the list could do nothing about the others."""
    mine = [
        Task(link.name, address, f"{link.url}: {link.get_trouble_display()}")
        for link, address in with_addresses(DeadLink.objects.order_by("pk"), user)
        if address
    ]
    yield Group(Part.TIDY, _("Links that lead nowhere"), mine[:MOST_NAMED], len(mine))


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
