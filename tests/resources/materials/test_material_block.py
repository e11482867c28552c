"""A material within the text of an article."""

import gzip

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from campaigns.blocks import ArticleBodyBlock
from campaigns.models import ArticlePage
from resources.models import MaterialPage
from tests.resources.factories import MaterialFactory, MaterialFileFactory

ADDRESS = "/kekerasan/fisik/"
MOST_QUERIES = 8


@pytest.fixture
def poster(library) -> MaterialPage:
    return MaterialFactory(parent=library, title="Poster tanda", slug="poster-tanda", summary="Delapan tanda.")


@pytest.fixture
def article(page_at) -> ArticlePage:
    return page_at(ADDRESS)


def name(article: ArticlePage, *materials: MaterialPage) -> None:
    """Publish the article with these at the end of its text."""
    raw = [*article.body.raw_data, *({"type": "material", "value": material.pk} for material in materials)]
    article.body = article.body.stream_block.to_python(list(raw))
    article.save_revision().publish()


def html_of(client) -> str:
    return client.get(ADDRESS).content.decode()


def test_the_text_leads_to_the_material(client, article, poster):
    name(article, poster)
    html = html_of(client)
    card = html[html.rindex('<div class="card card-link">', 0, html.index("Poster tanda")) :]
    assert '<a href="/materi/poster-tanda/">Poster tanda</a>' in card
    assert "Delapan tanda." in card


def close(material: MaterialPage) -> None:
    restriction = PageViewRestriction.objects.create(page=material, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Mitra Adat"))


@pytest.mark.parametrize(
    "take_back", [close, MaterialPage.unpublish, MaterialPage.delete], ids=["close", "unpublish", "delete"]
)
def test_what_nobody_may_open_any_more_leaves_nothing_in_the_text(client, article, poster, take_back):
    without = html_of(client).count('<div class="card')
    name(article, poster)
    take_back(poster)
    html = html_of(client)
    assert "Poster tanda" not in html
    assert html.count('<div class="card') == without


def test_a_closed_material_stays_chosen_when_the_editor_saves_the_article(article, poster):
    name(article, poster)
    close(poster)
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).body.get_prep_value()[-1]["value"] == poster.pk


def test_the_number_of_queries_does_not_grow_with_the_materials(client, article, library, poster):
    name(article, poster)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    others = [MaterialFactory(parent=library) for _number in range(6)]
    for material in others:
        MaterialFileFactory(page=material)
    close(others[0])
    name(article, *others)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)
    assert len(one) == len(many) <= MOST_QUERIES


def test_three_materials_fit_in_the_budget_of_an_article(client, article, library):
    name(article, *(MaterialFactory(parent=library, summary="Tanda bahaya " * 20) for _number in range(3)))
    assert len(gzip.compress(client.get(ADDRESS).content)) <= 9 * 1024


def test_what_an_editor_has_just_chosen_shows_before_it_is_stored(poster):
    block = ArticleBodyBlock().child_blocks["material"]
    assert "Poster tanda" in block.render(MaterialPage.objects.get(pk=poster.pk))
    close(poster)
    assert "Poster tanda" not in block.render(MaterialPage.objects.get(pk=poster.pk))


def test_the_preview_shows_editors_an_example_while_the_library_is_empty(db):
    MaterialPage.objects.all().delete()
    block = ArticleBodyBlock().child_blocks["material"]
    assert "Kenali tanda perdagangan orang" in block.render(block.get_preview_value())


def test_deleting_a_material_tells_the_editor_where_it_is_named(admin_client, article, poster):
    name(article, poster)
    assert article.title in admin_client.get(reverse("wagtailadmin_pages:usage", args=[poster.pk])).content.decode()
