"""What a session shares with the library: words of its vocabulary, and materials."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable


class SessionTopic(TaggedItemBase):
    """A topic of a session: one word of the vocabulary that sessions and materials share."""

    content_object = ParentalKey("campaigns.SessionPage", on_delete=models.CASCADE, related_name="tagged_topics")

    class Meta:
        verbose_name = _("topic of a session")


class SessionMaterial(Orderable):
    """A material of the library that the session uses."""

    session = ParentalKey("campaigns.SessionPage", on_delete=models.CASCADE, related_name="session_materials")
    material = models.ForeignKey(
        "resources.MaterialPage", verbose_name=_("material"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("material", "resources.MaterialPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("material of a session")
        verbose_name_plural = _("materials of a session")
