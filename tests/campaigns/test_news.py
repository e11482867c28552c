"""The Atom feed: what is new, for whoever asks, and nothing that is closed."""

from xml.etree import ElementTree

import pytest

from campaigns.models import SessionPage
from tests.factories import SessionPageFactory, days_from_now

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client) -> dict[str, ElementTree.Element]:
    response = client.get("/umpan.xml")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    tree = ElementTree.fromstring(response.content)
    assert tree.find(ATOM + "id").text
    assert tree.find(ATOM + "updated").text
    return {entry.find(ATOM + "title").text: entry for entry in tree.iter(ATOM + "entry")}


def test_sessions_and_articles_are_news_the_latest_first(client):
    session = SessionPageFactory(title="Temu nagari")
    names = list(entries(client))
    assert names[0] == session.title
    assert "Kekerasan fisik" in names


def test_an_entry_has_an_id_that_stays_a_date_and_a_link(client):
    session = SessionPageFactory(title="Temu nagari")
    entry = entries(client)["Temu nagari"]
    assert entry.find(ATOM + "id").text == f"urn:uuid:{session.translation_key}"
    assert entry.find(ATOM + "link").attrib["href"] == session.full_url
    assert entry.find(ATOM + "published").text
    assert entry.find(ATOM + "updated").text


def test_a_session_says_its_day_and_that_it_is_cancelled(client):
    session = SessionPageFactory(
        title="Temu", status=SessionPage.Status.CANCELLED, status_reason="Hujan", venue="Balai"
    )
    summary = entries(client)["Dibatalkan: Temu"].find(ATOM + "summary").text
    assert summary.startswith("Dibatalkan. ")
    assert summary.count(session.when) == summary.count(session.place) == 1


def test_drafts_and_closed_pages_are_no_news(client):
    SessionPageFactory(title="Konsep", live=False)
    SessionPageFactory(title="Tertutup").view_restrictions.create(restriction_type="login")
    assert not {"Konsep", "Tertutup"} & set(entries(client))


def test_words_that_xml_can_not_carry_do_not_break_the_feed(client):
    SessionPageFactory(title="Satu\x0b & <dua>\x01", slug="uji", venue="<b>\x1f")
    assert "Satu & <dua>" in entries(client)


def test_the_feed_takes_as_many_queries_for_many_pages_as_for_few(client, django_assert_max_num_queries):
    for number in range(60):
        SessionPageFactory(starts_at=days_from_now(number))
    with django_assert_max_num_queries(8):
        assert len(entries(client)) == 40


def test_a_reader_that_asks_again_for_the_same_gets_304(client):
    etag = client.get("/umpan.xml").headers["ETag"]
    assert client.get("/umpan.xml", headers={"If-None-Match": etag}).status_code == 304


def test_pages_tell_feed_readers_where_the_feed_is(client):
    assert 'type="application/atom+xml" href="/umpan.xml"' in client.get("/").content.decode()
