import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from publishing.foreign_words import FEATURES


@pytest.mark.parametrize("feature", FEATURES)
def test_a_word_of_another_language_keeps_its_mark_through_the_editor(feature):
    tag = FEATURES[feature][0]
    html = f'<p>Disebut <i lang="{tag}">kata asing</i> di sini, dan <i>miring</i>.</p>'
    converter = ContentstateConverter(["italic", *FEATURES])
    stored = converter.to_database_format(converter.from_database_format(html))
    assert f'<i lang="{tag}">kata asing</i>' in stored
    assert "<i>miring</i>" in stored
