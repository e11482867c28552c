"""What a link in a text of the editors' becomes."""

import pytest
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText

from campaigns.models import ArticlePage
from home.models import HelpPoint
from publishing.pages import generation


@pytest.fixture
def article_with(client, page_at):
    """The HTML of a published article whose text is `text`."""

    def main(text: str) -> str:
        article = ArticlePage(title="Artikel", slug="artikel", urgent_advice="<p>Telepon.</p>", live=False)
        article.body = article.body.stream_block.to_python([{"type": "text", "value": text}])
        page_at("/kekerasan/").add_child(instance=article)
        Page.objects.filter(pk=article.pk).update(live=True)  # as a page whose number is verified no more
        generation.renew()
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


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://wa.me/628111129129?text=Saya%20dipukul", "https://wa.me/628111129129"),
        ("https://wa.me/628111129129#Saya", "https://wa.me/628111129129"),
        ("HTTPS://WA.me/628111129129?text=a", "https://WA.me/628111129129"),
        ("//wa.me/628111129129?text=a", "//wa.me/628111129129"),
        (
            "https://api.whatsapp.com/send?phone=628111129129&amp;text=a",
            "https://api.whatsapp.com/send?phone=628111129129",
        ),
    ],
)
def test_a_whatsapp_link_in_a_text_carries_no_words(typed, written):
    assert f'<a href="{written}" rel="noreferrer noopener">x</a>' in str(RichText(f'<p><a href="{typed}">x</a></p>'))


@pytest.mark.parametrize(
    "address", ["https://a.example/?b=1&amp;c=2", "//a.example/", "/\\a.example", "HTTP://a.example"]
)
def test_another_site_learns_nothing_of_the_page(address):
    assert 'rel="noreferrer noopener"' in str(RichText(f'<p><a href="{address}">x</a></p>'))


@pytest.mark.parametrize("address", ["/hubungi/satgas/", "#isi", "mailto:a@b.example"])
def test_a_link_of_our_own_stays_as_it_is(address):
    assert str(RichText(f'<p><a href="{address}">x</a></p>')).strip() == f'<p><a href="{address}">x</a></p>'


def test_an_address_that_none_can_read_is_text_only():
    assert "<p>x</p>" in str(RichText('<p><a href="https://[a/">x</a></p>'))


def test_only_the_numbers_of_shown_help_points_can_be_called_from_a_text(article_with):
    HelpPoint.objects.filter(phone="148").update(verified_on=None)
    hidden = HelpPoint.objects.get(phone="148")
    text = f'<p><a href="tel:129">129</a>, <a href="tel:{hidden.tel}">ini</a>, <a href="TEL:0000">itu</a>.</p>'
    assert '<p><a href="tel:129">129</a>, ini, itu.</p>' in article_with(text)


def test_no_number_of_the_last_page_can_be_called_from_the_next(client):
    client.get("/")
    client.get("/sehat/")
    assert "tel:" not in str(RichText('<p><a href="tel:129">129</a></p>'))
