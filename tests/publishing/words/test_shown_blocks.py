"""What a writer left empty, or was only asked, reaches no reader."""

import pytest

from campaigns.article_skeleton import skeleton
from campaigns.blocks import ArticleBodyBlock
from campaigns.models import ArticlePage, TopicPage
from publishing.pages.found import texts_of
from publishing.words.shown_blocks import shown_as_stored, shown_blocks

TEXT = ("text", "<p>Isi.</p>")
EMPTY = ("text", "<p></p>")
ASKED = ("prompt", "Apa itu?")


def shown(*blocks) -> list[str]:
    body = ArticleBodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])
    return [block.value if block.block_type == "heading" else block.block_type for block in shown_blocks(body)]


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ([("heading", "A"), TEXT], ["A", "text"]),
        ([("heading", "A"), EMPTY], []),
        ([("heading", "A"), EMPTY, ("heading", "B"), TEXT], ["B", "text"]),
        ([("heading", "A"), EMPTY, TEXT], ["A", "text"]),
        ([("heading", "A"), ("heading", "B"), TEXT], ["A", "B", "text"]),
        ([("heading", "A")], ["A"]),
        ([ASKED, ("heading", "A"), ASKED, TEXT], ["A", "text"]),
        ([("signs", {"title": "A", "signs": ["", " "]})], []),
        ([("steps", {"title": "", "steps": [{"title": "Pergi", "text": ""}]})], ["steps"]),
        ([("questions", {"title": "A", "items": [{"question": "", "answer": ""}]})], []),
        ([("callout", {"kind": "info", "title": "Ingat", "text": ""})], ["callout"]),
        ([("callout", {"kind": "info", "title": "", "text": ""})], []),
        ([("contact", {"title": "Bicara", "text": ""})], ["contact"]),
    ],
)
def test_readers_see_what_says_something(blocks, left):
    assert shown(*blocks) == left
    stored = [{"type": kind, "value": value} for kind, value in blocks]
    kinds = [block["type"] for block in shown_as_stored(stored)]
    assert kinds == [name if name in ArticleBodyBlock().child_blocks else "heading" for name in left]


def test_an_article_that_is_all_skeleton_shows_and_finds_nothing_of_it(client, db):
    topic = TopicPage.objects.first()
    article = topic.add_child(instance=ArticlePage(title="Kosong", slug="kosong", urgent_advice="x", body=skeleton()))
    words = client.get(article.url).content.decode().split("<main")[1].split("</main>")[0]
    told = [block.value["title"] if hasattr(block.value, "items") else block.value for block in article.body]
    assert len(told) == len(skeleton())
    assert not [text for text in told if isinstance(text, str) and text and text in words]
    assert texts_of(article, ["body"]) == ("", "")
    assert article.contents == []
