"""A topic with more articles than a page shows: pages of its list, as those of the other lists."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from campaigns import articles
from campaigns.models import ArticlePage
from tests.resources.factories import KitFactory

pytestmark = pytest.mark.django_db
A_PAGE = 3


@pytest.fixture
def topic(page_at, monkeypatch):
    """Eight articles, of which one is a draft and one closed."""
    monkeypatch.setattr(articles, "A_PAGE", A_PAGE)
    topic = page_at("/tppo/")
    for page in topic.get_children():
        page.delete()
    topic.refresh_from_db()
    for number in range(8):
        article = ArticlePage(title=f"Uji {number}", urgent_advice="<p>Telepon.</p>", body=[], live=number != 2)
        topic.add_child(instance=article)
        if number == 4:
            PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    return topic


def shown(client, query=""):
    """Titles of the entries, and the page."""
    soup = BeautifulSoup(client.get(f"/tppo/{query}").content, "html.parser")
    return [link.text for link in soup.select(".cards h2 a")], soup


@pytest.mark.parametrize(
    ("query", "titles", "number"),
    [
        ("", "013", 1),
        ("?halaman=2", "567", 2),
        ("?halaman=99", "567", 2),
        ("?halaman=0", "567", 2),
        ("?halaman=satu", "013", 1),
        ("?halaman=" + "9" * 5000, "013", 1),
        ("?lain=1", "013", 1),
    ],
)
def test_each_page_of_a_topic_shows_its_part_in_the_editors_order(client, topic, query, titles, number):
    found, soup = shown(client, query)
    assert found == [f"Uji {one}" for one in titles]
    assert f"Halaman {number} dari 2" in soup.select_one(".pager").text
    canonical = soup.select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/tppo/" + ("?halaman=2" if number == 2 else ""))
    assert bool(soup.select("meta[name=robots]")) == (number == 2)
    assert ("halaman 2" in soup.title.text) == (number == 2)


def test_the_pager_leads_to_both_sides_and_back_to_the_one_address_of_the_first_page(client, topic, monkeypatch):
    monkeypatch.setattr(articles, "A_PAGE", 2)
    links = [
        [(link["rel"], link["href"]) for link in shown(client, query)[1].select("nav.pager[aria-label] a")]
        for query in ("", "?halaman=2", "?halaman=3")
    ]
    after, before = [(["next"], f"?halaman={number}") for number in (2, 3)], (["prev"], "./")
    assert links == [[after[0]], [before, after[1]], [(["prev"], "?halaman=2")]]


def test_a_topic_that_fits_is_whole_and_shows_no_pager(client, topic, monkeypatch):
    monkeypatch.setattr(articles, "A_PAGE", 6)
    found, soup = shown(client)
    assert len(found) == 6
    assert not soup.select(".pager")
    assert not soup.select("meta[name=robots]")


def test_the_introduction_of_a_topic_stands_on_its_first_page_only(client, topic):
    topic.body = topic.body.stream_block.to_python([{"type": "heading", "value": "Sebelum Anda membaca"}])
    topic.save()
    assert ["Sebelum Anda membaca" in str(shown(client, query)[1]) for query in ("", "?halaman=2")] == [True, False]


def test_the_last_articles_of_a_long_topic_name_those_from_its_start(topic):
    last = ArticlePage.objects.get(title="Uji 6")
    assert [page.title for page in last.related()] == ["Uji 7", "Uji 0", "Uji 1"]


def test_the_folder_of_kits_has_pages_too(client, page_at, monkeypatch):
    monkeypatch.setattr("resources.kits.models.A_PAGE", 1)
    for title in ("Kit satu", "Kit dua"):
        KitFactory(title=title, parent=page_at("/materi/paket/"))
    html = client.get("/materi/paket/?halaman=2").content.decode()
    assert re.search(r"Halaman 2 dari \d", html)
    assert html.count("material-card") == 1
