from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from publishing.blocks import BodyBlock
from publishing.models import SitePage


class PlainPage(SitePage):
    """A page of words: about, privacy, safe browsing."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/plain_page.html"
    takes_from_query = False
    page_description = _(
        "A page about the site or the office, such as about us or privacy. Not for explaining violence."
    )

    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    found_weight, found_in = 35, ("body",)

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
