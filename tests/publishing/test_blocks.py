import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from campaigns.blocks import ArticleBodyBlock
from campaigns.warning_signs import SignGroupBlock
from home.pages.contact import SectionBlock
from publishing.blocks import BodyBlock, bars
from publishing.words.anchors import TAKEN_IDS, anchored

BLOCKS = {**ArticleBodyBlock().child_blocks, "group": SignGroupBlock(), "section": SectionBlock()}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_editors_what_it_is(name):
    block = BLOCKS[name]
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.icon != "placeholder"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in BLOCKS if name not in {"figure", "prompt"}])
def test_every_block_renders_its_preview(name):
    block = BLOCKS[name]
    assert block.render(block.get_preview_value(), {"help": None}).strip()


def test_a_prompt_renders_nothing_for_readers():
    prompt = BLOCKS["prompt"]
    assert not prompt.render(prompt.get_preview_value()).strip()


def test_bars_start_at_zero_and_keep_their_proportion():
    first, second, third = bars([("2021", 12), ("2022", 14), ("2023", 4)])
    assert second.width > first.width > third.width
    assert first.width / second.width == pytest.approx(12 / 14, abs=0.01)


def test_a_chart_of_zeros_is_drawn():
    assert [bar.width for bar in bars([("2021", 0)])] == [0]


def test_the_chart_reads_as_words():
    html = render_to_string("components/bar_chart.html", {"bars": bars([("2021", 12)]), "height": 40, "unit": "Kasus"})
    assert 'aria-label="Kasus: 2021: 12"' in html


def test_every_heading_of_a_page_has_an_anchor_of_its_own():
    titles = ["Isi", "Apa itu?", "Apa itu?", "🙂", "🙂🙂", "Apa itu 2", "Kelurahan", ""]
    body = BodyBlock().to_python([{"type": "heading", "value": title} for title in titles])
    found = [anchor for _block, anchor in anchored(body)]
    assert found[1] == "apa-itu"
    assert all(found)
    assert len(set(found)) == len(titles)
    assert not set(found) & TAKEN_IDS


def test_no_heading_can_take_an_id_of_the_templates():
    templates = (settings.ROOT / "templates").rglob("*.html")
    used = {name for path in templates for name in re.findall(r'\bid="([^"{]+)"', path.read_text())}
    assert used <= TAKEN_IDS


def test_the_contents_list_leads_to_the_headings(client, page_at):
    article = page_at("/kekerasan/fisik/")
    raw = [{"type": "heading", "value": title} for title in ("Isi", "Satu", "Satu", "🙂", "Dua")]
    article.body = article.body.stream_block.to_python(raw)
    article.save_revision().publish()
    html = client.get("/kekerasan/fisik/").content.decode()
    assert re.findall(r'<li><a href="#([^"]+)">', html) == re.findall(r'<h2 id="([^"]+)">', html)
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
