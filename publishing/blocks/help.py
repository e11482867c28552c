from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from publishing.blocks.text import HELP, rich_text


class ContactBlock(blocks.StructBlock):
    """The numbers themselves are never typed here: the card shows the verified help point of the settings."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = rich_text(label=_("Text"), required=False)

    class Meta:
        icon = "mail"
        label = _("Contact card")
        group = HELP
        template = "blocks/contact.html"
        description = _("Shows the verified number with call and WhatsApp buttons. You never type a number yourself.")
        preview_value = {"title": "Bicara dengan yang bisa membantu", "text": "<p>Gratis. Anda yang memutuskan.</p>"}
