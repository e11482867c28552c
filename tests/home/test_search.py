import pytest
from django.apps import apps
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home import search
from home.models import HelpPoint, PlainPage
from home.search import RICH_TEXTS, STREAMS, WITH_SUMMARY, extract, marked
from publishing.models import SitePage


def test_search_finds_pages_with_their_section_and_marks_the_words(client):
    html = client.get("/cari/?q=paspor").content.decode()
    assert "Cegah perdagangan orang" in html.split("<main")[1]
    assert "<mark>" in html


def test_help_points_come_before_pages(client):
    html = client.get("/cari/?q=polisi").content.decode().split("<main")[1]
    assert "tel:110" in html
    assert "results" not in html or html.index("tel:110") < html.index('class="results"')


def test_words_sent_by_post_are_found_without_a_cookie(client):
    response = client.post("/cari/", {"q": "anak"})
    assert "<mark>" in response.content.decode()
    assert not response.cookies


def test_the_words_are_not_in_the_title(client):
    assert "<title>Cari · Suluah</title>" in client.post("/cari/", {"q": "paspor"}).content.decode()


def test_nothing_found_offers_a_way_on(client):
    html = client.get("/cari/?q=qqqq").content.decode().split("<main")[1]
    assert "/kekerasan/" in html
    assert "/hubungi/" in html


def test_no_words_offer_the_topics(client):
    html = client.get("/cari/").content.decode().split("<main")[1]
    assert "/tppo/" in html


@pytest.mark.parametrize(
    "query", ['"', "'", "%00", "AND", "a OR", "NEAR(", "*", "-", "%FF%FE", "<script>", "x" * 5000, "🙂"]
)
def test_awkward_words_are_answered(client, query):
    response = client.get(f"/cari/?q={query}")
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_any_words_are_answered(client, query):
    assert client.post("/cari/", {"q": query}).status_code == 200


def test_of_very_many_pages_those_with_the_words_in_their_title_are_found(client, page_at, monkeypatch):
    monkeypatch.setattr(search, "MOST_RANKED", 1)
    for number, title in enumerate(("Zebrawarna", "Lain", "Lagi")):
        page = PlainPage(title=title, slug=f"z{number}", summary="Kata zebrawarna.", body=[])
        page_at("/").add_child(instance=page)
    assert 'href="/z0/"' in client.get("/cari/?q=zebrawarna").content.decode().split('class="results"')[1]


def test_marked_words_are_escaped():
    assert marked("<b>anak</b> & ibu", ["anak"]) == "&lt;b&gt;<mark>anak</mark>&lt;/b&gt; &amp; ibu"


def test_a_line_separator_in_a_text_is_no_end_of_it():
    """PostgreSQL gives such a character back as it is, where SQLite keeps it escaped."""
    stored = ['[{"value": "Satu\u2028dua anak"}]', '[{"value": "tiga"}]']
    assert "dua anak" in extract("", stored, [], ["anak"])


def page_classes() -> list[type[SitePage]]:
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


def searched(kind: type) -> set[str]:
    """The fields of `kind` that the index of some page class holds, as seen from a Page."""
    return {
        f"{model._meta.model_name}__{entry.field_name}"
        for model in page_classes()
        for entry in model.search_fields
        if isinstance(entry, index.SearchField) and isinstance(model._meta.get_field(entry.field_name), kind)
    }


def test_extracts_come_from_the_summary_of_every_page_class():
    assert set(WITH_SUMMARY) == {model._meta.model_name for model in page_classes()}


def test_extracts_come_from_every_stream_that_is_searched():
    assert set(STREAMS) == searched(StreamField)


def test_extracts_come_from_every_rich_text_that_is_searched():
    assert set(RICH_TEXTS) == searched(RichTextField)


def test_every_text_of_a_page_is_searched():
    """Streams that hold no text of the page: sources, and the home page's cards and steps."""
    written = {
        f"{model._meta.model_name}__{field.name}"
        for model in page_classes()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField | RichTextField) and field.name not in {"sources", "situations", "help_steps"}
    }
    assert written == searched(StreamField) | searched(RichTextField)


@pytest.mark.parametrize(
    ("url", "field"),
    [
        ("/kekerasan/fisik/", "urgent_advice"), ("/tppo/tanda-bahaya/", "intro"),
        ("/tppo/tanda-bahaya/", "advice_none"), ("/tppo/tanda-bahaya/", "advice_some"),
        ("/tppo/tanda-bahaya/", "advice_grave"),
    ],
)  # fmt: skip
def test_a_word_of_the_advice_is_found_and_shown_without_tags(client, page_at, url, field):
    page = page_at(url)
    setattr(page, field, "<p>Simpan <b>zebrawarna</b> &amp; kunci.</p><p>Lalu</p>")
    page.save_revision().publish()
    main = client.get("/cari/?q=zebrawarna").content.decode().split('class="results"')[1].split("</ul>")[0]
    assert f'href="{url}"' in main
    assert "Simpan <mark>zebrawarna</mark> &amp; kunci." in main


@pytest.mark.parametrize("url", ["/data/", "/kekerasan/", "/tentang/"])
def test_a_word_of_the_body_is_found(client, page_at, url):
    page = page_at(url)
    page.body = page.body.stream_block.to_python([{"type": "text", "value": "<p>Kata zebrawarna.</p>"}])
    page.save_revision().publish()
    assert f'href="{url}"' in client.get("/cari/?q=zebrawarna").content.decode().split('class="results"')[1]


@pytest.mark.parametrize(
    ("word", "found"), [("bukan", True), ("buk", True), ("BUKAN", True), ("kan", False), ("bu", False)]
)
def test_a_help_point_is_found_by_the_beginning_of_its_words(client, db, word, found):
    HelpPoint.objects.update(description="")
    HelpPoint.objects.filter(phone="129").update(description="Ini (bukan) contoh")
    main = client.get(f"/cari/?q={word}").content.decode().split("<main")[1].split("</main>")[0]
    assert ('class="card help-point"' in main) is found


def test_preparing_the_site_makes_older_pages_findable_by_what_is_searched_since(client, page_at):
    page = page_at("/tppo/tanda-bahaya/")
    type(page).objects.filter(pk=page.pk).update(advice_some="<p>Kata zebrawarna.</p>")
    call_command("prepare_site", verbosity=0)
    assert "/tppo/tanda-bahaya/" in client.get("/cari/?q=zebrawarna").content.decode().split("<main")[1]
