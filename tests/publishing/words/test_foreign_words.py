import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from publishing.words.foreign_words import FEATURES, marked


@pytest.mark.parametrize("feature", FEATURES)
def test_a_word_of_another_language_keeps_its_mark_through_the_editor(feature):
    tag = FEATURES[feature][0]
    html = f'<p>Disebut <i lang="{tag}">kata asing</i> di sini, dan <i>miring</i>.</p>'
    converter = ContentstateConverter(["italic", *FEATURES])
    stored = converter.to_database_format(converter.from_database_format(html))
    assert f'<i lang="{tag}">kata asing</i>' in stored
    assert "<i>miring</i>" in stored


def test_a_word_of_another_language_in_a_plain_field_is_marked_in_the_page():
    html = '<label title="marketing">Kerja “marketing”</label><p>Cookie</p>'
    assert marked(html) == (
        '<label title="marketing">Kerja “<span lang="en">marketing</span>”</label><p><span lang="en">Cookie</span></p>'
    )


def test_what_is_marked_already_and_what_is_no_text_stays_as_it_is():
    html = '<p><i lang="en">cookie</i></p><style>.cookie{}</style><script>"cookie"</script><!-- cookie -->cookies'
    assert marked(html) == html


@pytest.mark.parametrize(
    ("url", "word"), [("/tppo/cek-tawaran-kerja/", "marketing"), ("/privasi/", "cookie"), ("/", "cookie")]
)
def test_pages_mark_the_words_of_their_plain_fields(client, url, word):
    assert f'<span lang="en">{word}</span>' in client.get(url).content.decode()
