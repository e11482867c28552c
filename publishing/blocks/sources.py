from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=300, help_text=_("The law, report or page, as it is called."))
    publisher = blocks.CharBlock(label=_("Publisher"), max_length=200, required=False)
    detail = blocks.CharBlock(
        label=_("Where in it"), max_length=200, required=False, help_text=_("Articles, pages or date.")
    )
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Reference")


class SourcesBlock(blocks.StreamBlock):
    source = SourceBlock()

    class Meta:
        required = False
