"""The card of a session is rendered once a generation: it says what is true now, and a list reads what is new."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from campaigns.models import SessionPage
from campaigns.sessions.facets import SessionsIndex
from resources.facets import Index
from tests.factories import AdatInstitutionFactory, SessionPageFactory, VillageFactory, days_from_now

LISTS = ("/kegiatan/", "/kegiatan/lembaga/lembaga-uji/", "/kegiatan/?lembaga=lembaga-uji")


@pytest.mark.django_db
def test_a_card_says_what_is_true_after_each_kind_of_change(client):
    institution = AdatInstitutionFactory(name="Lembaga lama", slug="lembaga-uji")
    village = VillageFactory(name="Kelurahan lama")
    session = SessionPageFactory(
        title="Judul lama", starts_at=days_from_now(9), venue="Balai", village=village, institutions=[institution]
    )

    def shown() -> list[str]:
        pages = (BeautifulSoup(client.get(url).content, "html.parser") for url in LISTS)
        return [" ".join(card.text.split()) for page in pages for card in page.select(".session")]

    def everywhere(words: str) -> bool:
        cards = shown()
        return len(cards) >= len(LISTS) and sum(words in card for card in cards) == len(LISTS)

    assert everywhere("Judul lama")
    session.title = "Judul baru"
    session.save_revision().publish()
    assert everywhere("Judul baru")
    assert not any("Judul lama" in card for card in shown())
    session.status, session.status_reason = SessionPage.Status.CANCELLED, "Hujan"
    session.save_revision().publish()
    assert everywhere(f"{SessionPage.Status.CANCELLED.label} Judul baru")
    village.name = "Kelurahan baru"
    village.save()
    assert everywhere("Kelurahan baru")
    institution.name = "Lembaga baru"
    institution.save()
    assert everywhere("Lembaga baru")
    restriction = PageViewRestriction.objects.create(page=session, restriction_type=PageViewRestriction.LOGIN)
    assert not any("Judul baru" in card for card in shown())
    restriction.delete()
    assert everywhere("Judul baru")
    session.unpublish()
    assert not any("Judul baru" in card for card in shown())


@pytest.mark.django_db
def test_a_list_reads_only_the_sessions_whose_cards_are_not_known(client):
    institution = AdatInstitutionFactory(slug="lembaga-uji")
    for day in range(1, 6):
        SessionPageFactory(starts_at=days_from_now(day), institutions=[institution])
    for url in LISTS[:2]:
        client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert "session" in client.get(LISTS[2]).content.decode()
    assert not [query for query in queries if "campaigns_sessionpage" in query["sql"]]


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/kegiatan/kalender.ics", "/kegiatan/lembaga/lembaga-uji/kalender.ics", "/umpan.xml"])
def test_what_programs_fetch_is_made_once_and_anew_after_a_change(client, url):
    session = SessionPageFactory(title="Judul lama", institutions=[AdatInstitutionFactory(slug="lembaga-uji")])
    assert b"Judul lama" in client.get(url).content
    with CaptureQueriesContext(connection) as queries:
        assert b"Judul lama" in client.get(url).content
    assert not [query for query in queries if "campaigns_sessionpage" in query["sql"]]
    session.title = "Judul baru"
    session.save_revision().publish()
    assert b"Judul baru" in client.get(url).content


def test_who_is_coming_is_looked_for_anew_when_a_session_ends():
    ends = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    index = SessionsIndex(Index([7, 8, 9], []), {}, ends, {}, [])
    a_moment = timedelta(seconds=1)
    for now, coming in [
        (ends[0] - a_moment, 0b111), (ends[0], 0b111), (ends[0] + a_moment, 0b110), (ends[2], 0b100),
        (ends[2] + a_moment, 0), (ends[2] + timedelta(days=9), 0), (ends[1], 0b110),
    ]:  # fmt: skip
        assert index.coming(now) == coming, now
