"""What a link in a text of the editors' becomes."""

import pytest
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from campaigns.models import ArticlePage


@pytest.fixture
def article_with(client, page_at):
    """The HTML of a published article whose text is `text`."""

    def main(text: str) -> str:
        article = ArticlePage(title="Artikel", slug="artikel", urgent_advice="<p>Telepon.</p>")
        article.body = article.body.stream_block.to_python([{"type": "text", "value": text}])
        page_at("/kekerasan/").add_child(instance=article)
        return client.get("/kekerasan/artikel/").content.decode().split('class="prose"')[1]

    return main


def test_a_link_to_an_unpublished_page_is_text_only(article_with, page_at):
    page = page_at("/tentang/")
    page.unpublish()
    assert "<p>Lihat halaman ini.</p>" in article_with(
        f'<p>Lihat <a linktype="page" id="{page.pk}">halaman ini</a>.</p>'
    )


def test_a_link_to_a_closed_page_is_text_only_for_strangers(client, page_at):
    linking = ("/tentang/", "/kekerasan/fisik/", "/kekerasan/perkawinan-paksa/", "/aman-menjelajah/", "/hubungi/")
    assert any('href="/tppo/' in client.get(url).content.decode().split('class="prose"')[1] for url in linking)
    PageViewRestriction.objects.create(page=page_at("/tppo/"), restriction_type=PageViewRestriction.LOGIN)
    for url in linking:
        assert 'href="/tppo/' not in client.get(url).content.decode(), url


@pytest.mark.parametrize("number", ["²", "", "x", "-1", "9" * 40, "9" * 18, "٣"])
def test_a_number_that_no_page_can_have_is_text_only(article_with, number):
    assert "<p>Lihat ini.</p>" in article_with(f'<p>Lihat <a linktype="page" id="{number}">ini</a>.</p>')


def test_a_link_without_any_page_is_text_only(db):
    assert "Lihat ini." in str(RichText('<p>Lihat <a linktype="page">ini</a>.</p>'))
