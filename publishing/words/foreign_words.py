"""
Words of another language, marked so that a screen reader pronounces them as theirs.

Editors mark them in texts. Titles, signs and other plain fields can't carry a mark: the few words that stand there are
marked in the finished page.
"""

import re

import wagtail.admin.rich_text.editors.draftail.features as draftail_features
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.rich_text import FeatureRegistry

from publishing.words.text_parts import changed

# Feature name -> the language's tag (BCP 47), what stands on the button, and its description.
FEATURES = {
    "foreign-en": ("en", "EN", _("English words")),
    "foreign-min": ("min", "MIN", _("Minangkabau words")),
    "foreign-la": ("la", "LA", _("Latin words")),
}

# Word -> its language, for plain fields.
IN_PLAIN_FIELDS = {"cookie": "en", "marketing": "en"}
_FOREIGN = re.compile(rf"\b({'|'.join(IN_PLAIN_FIELDS)})\b", re.IGNORECASE)
_NOT_TEXT = re.compile(r"<(script|style|svg)\b.*?</\1>|<i lang=.*?</i>|<!--.*?-->|<[^>]*>", re.DOTALL)


def marked(html: str) -> str:
    """`html` with the language of the words of IN_PLAIN_FIELDS, where an editor has not marked it."""
    return changed(html, _NOT_TEXT, lambda text: _FOREIGN.sub(_with_language, text))


def _with_language(match: re.Match) -> str:
    return f'<span lang="{IN_PLAIN_FIELDS[match[0].lower()]}">{match[0]}</span>'


def register(features: FeatureRegistry) -> None:
    for feature, (tag, label, description) in FEATURES.items():
        style = feature.upper()
        features.register_editor_plugin(
            "draftail",
            feature,
            draftail_features.InlineStyleFeature(
                {"type": style, "label": label, "description": description, "style": {"fontStyle": "italic"}}
            ),
        )
        features.register_converter_rule(
            "contentstate",
            feature,
            {
                "from_database_format": {f'i[lang="{tag}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "i", "props": {"lang": tag}}}},
            },
        )
