"""The small drawing on a card that leads to a page of a topic: the same kinds on the front page and on the topic."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

# Names of templates/icons.
DRAWINGS = [
    ("tangan", _("Hand")),
    ("kata", _("Words")),
    ("tubuh", _("Person")),
    ("gawai", _("Phone")),
    ("koper", _("Suitcase")),
    ("anak", _("Child")),
    ("people", _("Several people")),
    ("rumah", _("House")),
    ("cincin", _("Rings")),
    ("pengadilan", _("Scales")),
    ("damping", _("Accompanying")),
    ("alert", _("Warning")),
    ("list", _("List")),
]


class Drawn(models.Model):
    """A page whose card on its topic bears a drawing."""

    drawing = models.CharField(_("drawing on its card"), max_length=20, choices=DRAWINGS, blank=True)

    drawing_panel = FieldPanel("drawing")

    class Meta:
        abstract = True
