"""Words: headings, text, call-outs and quotations."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput

WORDS, LISTS, PICTURES, HELP = _("Words"), _("Lists"), _("Pictures and figures"), _("Help")


def rich_text(long: bool = False, **kwargs) -> blocks.RichTextBlock:
    """Our rich text: few features, the same everywhere."""
    features = settings.RICH_TEXT_LONG_FEATURES if long else settings.RICH_TEXT_FEATURES
    return blocks.RichTextBlock(features=features, **kwargs)


class HeadingBlock(blocks.CharBlock):
    """A second-level heading, the only one that editors place. Its anchor comes from `publishing.words.anchors`."""

    class Meta:
        icon = "title"
        label = _("Heading")
        group = WORDS
        template = "blocks/heading.html"
        description = _("Opens a section. Best as the reader's own question.")
        preview_value = "Apa yang bisa saya lakukan hari ini?"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs) -> None:
        super().__init__(**{"features": settings.RICH_TEXT_LONG_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Paragraphs")
        group = WORDS
        template = "blocks/text.html"
        description = _("Paragraphs and short lists. One thought a sentence.")
        preview_value = "<p>Ini bukan salah Anda. Anda boleh bercerita sedikit demi sedikit.</p>"


class PromptBlock(blocks.TextBlock):
    """A question to the writer, from the skeleton of a page. Readers never see it (publishing.words.shown_blocks)."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"required": False, **kwargs})

    @cached_property
    def field(self) -> forms.CharField:
        return forms.CharField(
            required=False, max_length=300, widget=AdminAutoHeightTextInput(attrs={"readonly": True, "rows": 1})
        )

    def get_searchable_content(self, value: str) -> list[str]:
        return []

    class Meta:
        icon = "help"
        label = _("To answer (readers don't see this)")
        group = WORDS
        template = "blocks/prompt.html"
        preview_template = "blocks/previews/prompt.html"
        description = _("A question to you. Answer it below, then delete it, or leave it: it is never published.")
        preview_value = "Apa itu? Dua kalimat pendek."


class CalloutValue(blocks.StructValue):
    @cached_property
    def icon(self) -> str:
        return {"warning": "alert", "urgent": "phone"}.get(self["kind"], "info")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("warning", _("Take care")),
            ("urgent", _("Urgent: shows the call buttons")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = rich_text(label=_("Text"), required=False)

    class Meta:
        icon = "warning"
        label = _("Call-out")
        group = WORDS
        template = "blocks/callout.html"
        value_class = CalloutValue
        description = _("A box that stands out. At most one or two on a page.")
        preview_value = {
            "kind": "info",
            "title": "Ini bukan salah Anda",
            "text": "<p>Anda boleh bercerita sedikit demi sedikit.</p>",
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), rows=3, help_text=_("Exactly as they stand in the source."))
    source = blocks.CharBlock(label=_("Source"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = WORDS
        template = "blocks/quote.html"
        description = _("The words of a law or a document. Never those of a victim.")
        preview_value = {
            "text": "Adat basandi syarak, syarak basandi Kitabullah.",
            "source": "Falsafah Minangkabau",
        }
