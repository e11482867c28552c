"""The page of an institution: who they are, their sessions, their calendar."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from tests.factories import AdatInstitutionFactory, NagariFactory, SessionPageFactory, days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution():
    return AdatInstitutionFactory(
        name="Lembaga uji", slug="lembaga-uji", nagari=NagariFactory(name="Nagari uji"), description="Kami uji.",
        source="Surat uji",
    )  # fmt: skip


@pytest.fixture
def read(client):
    return lambda query="": client.get(f"/kegiatan/lembaga/lembaga-uji/{query}").content.decode()


def titles(html):
    return re.findall(r">(Uji \w+)</a>", html)


def test_it_tells_who_they_are_and_who_confirmed_it(institution, read):
    html = read()
    for words in ("Lembaga uji", "Nagari uji", "Kami uji.", "Surat uji"):
        assert words in html


def test_coming_sessions_come_first_and_the_nearest_day_leads_on_both_sides(institution, read):
    for title, days in (("lalu", -9), ("kemarin", -1), ("nanti", 9), ("besok", 1)):
        SessionPageFactory(title=f"Uji {title}", starts_at=days_from_now(days), institutions=[institution])
    assert titles(read()) == [f"Uji {title}" for title in ("besok", "nanti", "kemarin", "lalu")]


def test_no_draft_no_closed_page_and_no_session_of_others_is_named(institution, read):
    SessionPageFactory(title="Uji draf", institutions=[institution], live=False)
    SessionPageFactory(title="Uji lain")
    closed = SessionPageFactory(title="Uji tertutup", institutions=[institution])
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    html = read()
    assert titles(html) == []
    assert "Belum ada kegiatan bersama lembaga ini." in html


def test_more_than_twenty_sessions_take_further_pages(institution, read):
    for number in range(23):
        SessionPageFactory(title=f"Uji {number}", starts_at=days_from_now(number + 1), institutions=[institution])
    first, second = read(), read("?halaman=2")
    assert titles(first) == [f"Uji {number}" for number in range(20)]
    assert titles(second) == [f"Uji {number}" for number in range(20, 23)]
    assert 'href="?halaman=2"' in first
    assert "Halaman 2 dari 2" in second
    assert "Kami uji." not in second, "who they are stands on the first page"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.one_of(st.text(), st.integers().map(str), st.just("9" * 5000)))
def test_no_number_of_a_page_is_a_fault(institution, client, number):
    assert client.get("/kegiatan/lembaga/lembaga-uji/", {"halaman": number}).status_code == 200


def test_their_calendar_can_be_subscribed_to_and_fetched(institution, read):
    html, address = read(), "/kegiatan/lembaga/lembaga-uji/kalender.ics"
    assert re.search(rf'href="webcal://[^"/]+{address}"', html)
    assert f'href="{address}"' in html
    assert re.search(rf">http://[^</]+{address}<", html), "in words, for programs that know no such links"


def test_the_page_takes_as_many_queries_for_many_sessions_as_for_one(institution, client):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get("/kegiatan/lembaga/lembaga-uji/")
        return len(asked)

    client.get("/kegiatan/lembaga/lembaga-uji/")
    SessionPageFactory(institutions=[institution])
    before = queries()
    for number in range(25):
        SessionPageFactory(starts_at=days_from_now(number - 12), institutions=[institution, AdatInstitutionFactory()])
    assert queries() == before
    assert before <= 18  # of the first visit after a change


def test_it_is_in_the_sitemap_and_describes_itself_to_machines(institution, read, client):
    assert "/kegiatan/lembaga/lembaga-uji/" in client.get("/sitemap.xml").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read(), re.DOTALL)
    assert {"@type": "Organization", "name": "Lembaga uji", "@context": "https://schema.org"} in json.loads(data)


def test_its_name_is_only_words(client):
    evil = "</script><script>alert(1)</script>"
    AdatInstitutionFactory(name=evil, slug="jahat", description=evil)
    assert "<script>alert" not in client.get("/kegiatan/lembaga/jahat/").content.decode()
