from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from campaigns.drawings import Drawn
from campaigns.recordings import ReadAloud
from publishing.blocks import BodyBlock
from publishing.models import SitePage
from publishing.pages.found import Group
from publishing.pages.structured_data import article


class WarningSignBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Sign in a few words"),
        max_length=160,
        help_text=_("What happens, in a few words. The reader ticks it."),
    )
    detail = blocks.CharBlock(label=_("Explanation"), max_length=240, required=False)
    grave = blocks.BooleanBlock(
        label=_("Grave sign"),
        required=False,
        help_text=_("One grave sign is enough for the advice “Call now”. Readers don't see which signs are grave."),
    )

    class Meta:
        icon = "warning"
        label = _("Sign")


class SignGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title of the group"), max_length=120)
    signs = blocks.ListBlock(WarningSignBlock(), label=_("One line a sign"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Group of signs")
        template = "blocks/sign_group.html"
        description = _("Signs that belong together, such as: when the offer comes.")
        preview_value = {
            "title": "Saat tawaran datang",
            "signs": [{"text": "Diminta berangkat terburu-buru", "detail": "", "grave": False}],
        }


class SignGroupsBlock(blocks.StreamBlock):
    group = SignGroupBlock()

    class Meta:
        min_num = 1


class WarningSignsPage(ReadAloud, Drawn, SitePage):
    """
    A checklist for one situation. The advice follows the ticks with HTML and CSS alone.

    Nothing that a reader ticks is sent, stored, put in an address or restored: the boxes have no name.
    """

    parent_page_types = ["campaigns.TopicPage"]
    rank_of_renewal = 3
    subpage_types: list[str] = []
    template = "campaigns/warning_signs_page.html"
    takes_from_query = False
    page_description = _("Signs to tick. The reader gets advice at once, and nothing is sent or stored.")

    intro = RichTextField(
        _("introduction"), features=["bold", "link"], help_text=_("What this list is for, in two or three sentences.")
    )
    signs = StreamField(SignGroupsBlock(), verbose_name=_("signs"))
    advice_none = RichTextField(
        _("advice when nothing is ticked"),
        features=["bold", "link"],
        help_text=_("Say what to watch for all the same."),
    )
    advice_some = RichTextField(
        _("advice when signs are ticked"),
        features=["bold", "link", "ul"],
        help_text=_("The page itself says before it how many signs were ticked."),
    )
    advice_grave = RichTextField(
        _("advice when a grave sign is ticked"),
        features=["bold", "link", "ul"],
        help_text=_("The page itself says “Call now” before it, and shows the call buttons after it."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text below the list"))

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        Drawn.drawing_panel,
        FieldPanel("intro"),
        FieldPanel("signs"),
        MultiFieldPanel(
            [FieldPanel("advice_none"), FieldPanel("advice_some"), FieldPanel("advice_grave")], heading=_("Advice")
        ),
        FieldPanel("body"),
        ReadAloud.recording_panel,
    ]
    found_group = Group.CHECKLIST
    found_in = ("intro", "signs", "advice_none", "advice_some", "advice_grave", "body")
    asked_for_by = {Group.CHECKLIST: "cek ceklis checklist tes"}

    class Meta:
        verbose_name = _("checklist of warning signs")
        verbose_name_plural = _("checklists of warning signs")

    def structured_data(self, context: dict) -> list[dict]:
        return [*super().structured_data(context), article(self, context)]
