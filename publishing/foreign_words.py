"""Words of another language, marked in the text editor so that a screen reader pronounces them as theirs."""

import wagtail.admin.rich_text.editors.draftail.features as draftail_features
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.rich_text import FeatureRegistry

# Feature name -> the language's tag (BCP 47), what stands on the button, and its description.
FEATURES = {
    "foreign-en": ("en", "EN", _("English words")),
    "foreign-min": ("min", "MIN", _("Minangkabau words")),
    "foreign-la": ("la", "LA", _("Latin words")),
}


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
