"""What a script may put into a rich text is cleaned when it comes; what is stored already never shuts a screen."""

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import ReferenceIndex
from wagtail.rich_text import RichText, expand_db_html
from wagtail.test.utils.form_data import nested_form_data

from publishing.words.rich_text import RichTextArea
from resources.models import KitPage
from tests.resources.factories import KitFactory, KitPartFactory

WORDS = "Baca ini"


def sent(*entities: dict, text: str = WORDS, **more) -> str:
    """What the editor's browser sends for one paragraph, with `entities` on all of its words."""
    ranges = [{"key": number, "offset": 0, "length": len(text)} for number, _entity in enumerate(entities)]
    block = {"key": "a1", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": ranges}
    return json.dumps({"blocks": [block | more], "entityMap": {str(key): one for key, one in enumerate(entities)}})


def link(**data) -> dict:
    return {"type": "LINK", "mutability": "MUTABLE", "data": data}


@pytest.fixture
def area() -> RichTextArea:
    return RichTextArea(features=["bold", "link", "ul", "h3"])


def stored(area: RichTextArea, value: str) -> str:
    return area.value_from_datadict({"text": value}, {}, "text")


@pytest.mark.parametrize("number", [12, "12"])
def test_a_link_to_a_page_is_kept(area, number):
    assert stored(area, sent(link(id=number))) == f'<p data-block-key="a1"><a linktype="page" id="12">{WORDS}</a></p>'


def test_a_link_to_another_site_is_kept(area):
    html = stored(area, sent(link(url="https://example.org/?a=1&b=2")))
    assert html == f'<p data-block-key="a1"><a href="https://example.org/?a=1&amp;b=2">{WORDS}</a></p>'


@pytest.mark.parametrize(
    "entity",
    [
        link(id="abc"), link(id=""), link(id=-1), link(id=True), link(id=[1]), link(id={"a": 1}), link(id="9" * 40),
        link(id=1.5), link(), link(url=None), link(url=7), link(url=["x"]), link(url="javascript:alert(1)"),
        link(url=" \x01javascript:alert(1)"), {"type": "LINK", "data": None}, {"type": "LINK"}, {}, [], "LINK", None,
        {"type": "IMAGE", "data": {"id": "abc"}}, {"type": "DOCUMENT", "data": {"id": "abc"}},
        {"type": "EMBED", "data": {"url": "https://example.org/"}}, {"type": ["LINK"], "data": {"id": 1}},
    ],
)  # fmt: skip
def test_an_entity_that_leads_nowhere_leaves_its_words(area, entity):
    assert stored(area, sent(entity)) == f'<p data-block-key="a1">{WORDS}</p>'


@pytest.mark.parametrize(
    "more",
    [
        {"entityRanges": [{"key": 7, "offset": 0, "length": 3}]},
        {"entityRanges": [{"key": 0, "offset": "a", "length": 3}]},
        {"entityRanges": [{"key": 0, "offset": 2, "length": 1000}]},
        {"entityRanges": [{"key": 0, "offset": -2, "length": 3}]},
        {"entityRanges": [{"offset": 0, "length": 3}]},
        {"entityRanges": [None, 3, "a"]},
        {"entityRanges": "abc"},
        {"inlineStyleRanges": [{"style": "SECRET", "offset": 0, "length": 3}]},
        {"inlineStyleRanges": [{"style": ["BOLD"], "offset": 0, "length": 3}]},
        {"inlineStyleRanges": [{"style": "BOLD"}]},
        {"inlineStyleRanges": None},
        {"type": "header-one"},
        {"type": ["unstyled"]},
        {"type": "atomic"},
        {"depth": "three"},
        {"depth": 10**9},
        {"depth": None},
        {"key": "a1\" onclick=\"x"},
        {"key": {"a": 1}},
        {"data": 3},
    ],
)  # fmt: skip
def test_what_the_editor_never_sends_leaves_the_words(area, more):
    html = stored(area, sent(link(id=3), **more))
    assert WORDS in html.replace('<a linktype="page" id="3">', "").replace("</a>", "")
    assert "onclick" not in html
    assert "h1" not in html


def test_a_list_in_a_list_is_kept(area):
    items = [
        {"key": f"b{depth}", "type": "unordered-list-item", "depth": depth, "text": f"d{depth}"} for depth in (0, 1)
    ]
    html = stored(area, json.dumps({"blocks": items, "entityMap": {}}))
    assert html == '<ul><li data-block-key="b0">d0<ul><li data-block-key="b1">d1</li></ul></li></ul>'


def test_a_list_that_begins_too_deep_loses_nothing(area):
    kinds = [("unordered-list-item", 4), ("unstyled", 3), ("unordered-list-item", 2), ("unordered-list-item", 4)]
    blocks = [{"key": "b", "type": kind, "depth": depth, "text": f"d{depth}"} for kind, depth in kinds]
    html = stored(area, json.dumps({"blocks": blocks}))
    assert [html.count(f"d{depth}") for depth in (2, 3, 4)] == [1, 1, 2]


def test_links_that_overlap_do_not_shut_the_text(area):
    ranges = [{"key": 0, "offset": 0, "length": 5}, {"key": 1, "offset": 3, "length": 5}]
    html = stored(area, sent(link(id=3), link(id=4), entityRanges=ranges))
    assert html == '<p data-block-key="a1"><a linktype="page" id="3">Baca </a>ini</p>'


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "7", "null", '{"blocks": 3}', '{"blocks": [3, null, []]}', "[" * 9999]
)
def test_what_is_no_text_of_the_editor_is_no_error(area, broken):
    stored(area, broken)


def test_words_without_the_editors_marks_are_kept_as_words(area):
    assert stored(area, "Ketik <b>biasa</b>") == "<p>Ketik &lt;b&gt;biasa&lt;/b&gt;</p>"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ud83d", "\ufffe"])
def test_characters_that_no_database_takes_become_a_space(area, character):
    assert stored(area, sent(text=f"a{character}b")) == '<p data-block-key="a1">a b</p>'


BROKEN = [
    '<p>Ini <a linktype="page" id="abc">tautan</a></p>',
    '<p>Ini <a linktype="page">tautan</a></p>',
    f'<p>Ini <a linktype="page" id="{"9" * 40}">tautan</a></p>',
    '<p>Ini <a linktype="document" id="abc">tautan</a></p>',
    '<p>Ini <a linktype="entah" id="abc">tautan</a></p>',
    '<p>Ini tautan</p><embed embedtype="image" id="abc" format="left" alt=""/>',
    '<p>Ini tautan</p><embed embedtype="image" alt=""/>',
    '<p>Ini tautan</p><embed embedtype="media"/>',
    "<p>Ini <b>tautan</p></b>",
    "<b><p>Ini tautan</p></b>",
    "<li>Ini tautan</li>",
    "<p>Ini tautan</b></i></p></div>",
    "<p>Ini tautan",
    "Ini tautan",
    "<p>Ini tautan<",
]


@pytest.mark.parametrize("html", BROKEN)
def test_a_stored_text_always_opens_in_the_editor(area, db, html):
    state = json.loads(area.format_value(html))
    words = " ".join(block["text"] for block in state["blocks"])
    assert words.startswith("Ini tautan")


def test_mending_one_link_keeps_the_others_and_the_marks(area, home):
    html = f'<p><a linktype="page" id="x">Satu</a> <a linktype="page" id="{home.pk}">dua</a> <b>tiga</b></p>'
    state = json.loads(area.format_value(html))
    assert [entity["data"]["id"] for entity in state["entityMap"].values()] == [home.pk]
    assert [style["style"] for style in state["blocks"][0]["inlineStyleRanges"]] == ["BOLD"]


@pytest.mark.parametrize("html", BROKEN)
def test_a_stored_text_is_always_shown(db, html):
    shown = expand_db_html(html)
    assert "abc" not in shown
    assert str(RichText(html))


def rich_texts_of(block: blocks.Block) -> Iterator[blocks.RichTextBlock]:
    if isinstance(block, blocks.RichTextBlock):
        yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *filter(None, [getattr(block, "child_block", None)])]:
        yield from rich_texts_of(child)
    if isinstance(block, BaseTypedTableBlock):
        assert not any(isinstance(child, blocks.RichTextBlock) and child not in children for child in children)


def every_rich_text() -> Iterator:
    """(where, widget) of each rich text that an editor can write: fields and blocks of all models."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                yield f"{model.__name__}.{field.name}", field.formfield().widget
            elif isinstance(field, StreamField):
                for block in rich_texts_of(field.stream_block):
                    yield f"{model.__name__}.{field.name}.{block.name}", block.field.widget


def test_every_rich_text_of_the_site_is_cleaned():
    found = dict(every_rich_text())
    assert len(found) > 15
    assert [where for where, widget in found.items() if not isinstance(widget, RichTextArea)] == []


SCREENS = ["edit", "usage", "history", "workflow_history", "view_draft", "delete", "copy", "move", "unpublish"]


@pytest.fixture
def poisoned(page_at):
    """An article with broken links in a field and in a block, as an older version of this site let in."""
    article = page_at("/kekerasan/fisik/")
    for html in reversed(BROKEN[:3]):
        article.urgent_advice = html
        article.body = article.body.stream_block.to_python(
            [
                {"type": "text", "value": html},
                {"type": "callout", "value": {"kind": "entah", "title": "Ingat", "text": html}},
                {"type": "figure", "value": {"image": 999_999, "caption": ""}},
                {"type": "steps", "value": {"title": "", "steps": [{"title": "Satu", "text": html}]}},
            ]
        )
        article.save_revision().publish()
    return article


@pytest.mark.parametrize("screen", SCREENS)
def test_a_broken_link_shuts_no_screen_of_its_page(admin_client, poisoned, screen):
    assert admin_client.get(reverse(f"wagtailadmin_pages:{screen}", args=[poisoned.pk])).status_code == 200


def test_a_broken_link_shuts_no_former_version(admin_client, poisoned):
    older, newer = poisoned.revisions.order_by("-pk")[1], poisoned.latest_revision
    for name, numbers in {
        "revisions_revert": [poisoned.pk, older.pk],
        "revisions_view": [poisoned.pk, older.pk],
        "revisions_compare": [poisoned.pk, older.pk, newer.pk],
    }.items():
        assert admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=numbers)).status_code == 200


def test_a_broken_link_does_not_hurt_readers_and_search(client, admin_client, poisoned):
    assert client.get("/kekerasan/fisik/").status_code == 200
    ReferenceIndex.create_or_update_for_object(poisoned)
    poisoned.get_indexed_instance()
    assert client.post("/cari/", {"q": "tautan"}).status_code == 200


def test_what_a_kits_speaker_says_opens_whatever_is_stored(admin_client, page_at):
    kit = KitFactory(parent=page_at("/materi/paket/"))
    KitPartFactory(kit=kit, talk=BROKEN[0])
    kit = KitPage.objects.get(pk=kit.pk)
    kit.save_revision().publish()
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[kit.pk])).status_code == 200
    assert admin_client.get(kit.url).status_code == 200


def test_a_writer_can_store_no_link_whose_number_is_none(admin_client, page_at):
    """The attack: what a form of the editors' area may send, typed by hand."""
    article = page_at("/kekerasan/fisik/")
    data = nested_form_data(
        {
            "title": article.title, "slug": article.slug, "summary": article.summary,
            "urgent_advice": sent(link(id="abc")), "review_after_months": 12,
            "body": {"count": 1, "0": {"type": "text", "order": 0, "deleted": "", "value": sent(link(id="abc"))}},
            "sources": {"count": 0}, "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )  # fmt: skip
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert admin_client.post(edit, data).status_code == 302
    article.refresh_from_db()
    draft = article.latest_revision
    assert "abc" not in json.dumps(draft.content)
    assert WORDS in draft.content["body"]
    assert admin_client.get(edit).status_code == 200
