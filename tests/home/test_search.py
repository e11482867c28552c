import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.search import extract, marked


def test_search_finds_pages_with_their_section_and_marks_the_words(client):
    html = client.get("/cari/?q=paspor").content.decode()
    assert "Cegah TPPO" in html
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


def test_marked_words_are_escaped():
    assert marked("<b>anak</b> & ibu", ["anak"]) == "&lt;b&gt;<mark>anak</mark>&lt;/b&gt; &amp; ibu"


def test_a_line_separator_in_a_text_is_no_end_of_it():
    """PostgreSQL gives such a character back as it is, where SQLite keeps it escaped."""
    stored = '[{"value": "Satu\u2028dua anak"}]\n[{"value": "tiga"}]\n'
    assert "dua anak" in extract("", stored, ["anak"])
