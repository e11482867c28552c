"""The list of sessions: coming ones by month, past ones by year, filters that combine, whatever the address says."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from taggit.models import Tag
from wagtail.models import PageViewRestriction

from campaigns.models import SessionIndexPage, SessionPage, Village
from campaigns.sessions.facets import FACETS, index_of
from publishing.pages import generation
from tests.factories import (
    AdatInstitutionFactory,
    DistrictFactory,
    NagariFactory,
    SessionPageFactory,
    VillageFactory,
    at,
    days_from_now,
    many_sessions,
)

pytestmark = pytest.mark.django_db
AFTER_A_CHANGE, HTML = 18, 9 * 1024
MOST_OPTIONS = FACETS[2].most


@pytest.fixture(autouse=True)
def no_other_sessions(db):
    for session in SessionPage.objects.all():
        session.delete()


def page_of(client, query: str = "") -> BeautifulSoup:
    response = client.get(urljoin("/kegiatan/", query))
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser").main


def titles(page: BeautifulSoup) -> list[str]:
    return [link.text for link in page.select(".session a")]


def options(page: BeautifulSoup) -> dict[str, str]:
    """What the filters offer: {"Payakumbuh Barat 5": its address}."""
    return {" ".join(link.text.split()): link["href"] for link in page.select("details .options a")}


def test_coming_sessions_stand_by_month_and_the_next_one_first(client):
    for title, day in (("Ketiga", "2099-02-01"), ("Pertama", "2099-01-05"), ("Kedua", "2099-01-20")):
        SessionPageFactory(title=title, starts_at=at(day))
    page = page_of(client)
    assert titles(page) == ["Pertama", "Kedua", "Ketiga"]
    assert [month.text for month in page.select("section h3")] == ["Januari 2099", "Februari 2099"]


def test_past_sessions_stand_by_year_collapsed_and_the_latest_first(client):
    for title, day in (("Lama", "2023-03-01"), ("Baru", "2024-05-08"), ("Sedang", "2024-01-31")):
        SessionPageFactory(title=title, starts_at=at(day))
    SessionPageFactory(title="Akan datang")
    page = page_of(client)
    assert titles(page) == ["Akan datang", "Baru", "Sedang", "Lama"]
    years = page.select("section details")
    assert [" ".join(year.summary.text.split()) for year in years] == ["2024 2 kegiatan", "2023 1 kegiatan"]
    assert not any(year.has_attr("open") for year in years)


def test_a_tile_says_when_where_who_invites_and_what_became_of_it(client):
    SessionPageFactory(
        title="Kegiatan uji",
        starts_at=at("2099-12-03", "09:00"),
        venue="Balai uji",
        village=VillageFactory(name="Talang Uji"),
        institutions=[AdatInstitutionFactory(name="Contoh KAN")],
        status=SessionPage.Status.CANCELLED,
        status_reason="Hujan lebat",
    )
    words = " ".join(page_of(client).select_one(".session").text.split())
    for part in ("Kam 3 Des 2099", "Dibatalkan", "09.00–12.00 WIB", "Balai uji, Kelurahan Talang Uji", "Contoh KAN"):
        assert part in words


def test_without_sessions_the_page_says_so(client):
    assert "belum ada kegiatan" in page_of(client).text


def test_every_filter_narrows_the_list_and_they_combine(client):
    nagari = NagariFactory(name="Nagari Satu")
    village = VillageFactory(district=DistrictFactory(name="Kecamatan Satu"), nagari=nagari)
    institution = AdatInstitutionFactory(slug="kan-satu")
    wanted = {"village": village, "institutions": [institution], "topics": ["Topik satu"]}
    SessionPageFactory(title="Dicari", starts_at=at("2099-12-03"), **wanted)
    SessionPageFactory(title="Tahun lain", starts_at=at("2098-12-03"), **wanted)
    SessionPageFactory(title="Topik lain", starts_at=at("2099-12-03"), **(wanted | {"topics": ["Topik dua"]}))
    SessionPageFactory(title="Lembaga lain", starts_at=at("2099-12-03"), **(wanted | {"institutions": []}))
    SessionPageFactory(title="Nagari lain", starts_at=at("2099-12-03"), **wanted, nagari=NagariFactory())
    other_place = VillageFactory(nagari=nagari)
    SessionPageFactory(title="Kecamatan lain", starts_at=at("2099-12-03"), **(wanted | {"village": other_place}))
    filters = {
        "kecamatan": "kecamatan-satu", "nagari": "nagari-satu", "lembaga": "kan-satu", "topik": "topik-satu",
        "tahun": "2099",
    }  # fmt: skip
    every = "&".join(f"{name}={value}" for name, value in filters.items())
    assert titles(page_of(client, f"?{every}")) == ["Dicari"]
    for left_out, other in (("tahun", "Tahun lain"), ("topik", "Topik lain"), ("lembaga", "Lembaga lain"),
                            ("nagari", "Nagari lain"), ("kecamatan", "Kecamatan lain")):  # fmt: skip
        query = "&".join(f"{name}={value}" for name, value in filters.items() if name != left_out)
        assert set(titles(page_of(client, f"?{query}"))) == {"Dicari", other}


def test_the_year_of_a_session_is_that_of_payakumbuh(client):
    SessionPageFactory(title="Setengah jam sesudah", starts_at=at("2030-01-01", "00:30"))
    SessionPageFactory(title="Setengah jam sebelum", starts_at=at("2029-12-31", "23:30"))
    assert titles(page_of(client, "?tahun=2030")) == ["Setengah jam sesudah"]
    assert titles(page_of(client, "?tahun=2029")) == ["Setengah jam sebelum"]


def test_each_option_shows_as_many_sessions_as_it_says(client):
    institutions = [AdatInstitutionFactory() for _ in range(3)]
    topics = [Tag.objects.create(name=f"Topik {number}") for number in range(2)]
    many_sessions(19, first=days_from_now(-9), institutions=institutions, topics=topics)
    for query in ("", "?kecamatan=payakumbuh-barat", f"?lembaga={institutions[0].slug}&topik=topik-0"):
        page = page_of(client, query)
        for chosen in page.select("[aria-current=true]"):
            assert int(chosen.small.text) == len(titles(page))
            chosen.decompose()
        for words, address in options(page).items():
            assert len(titles(page_of(client, address))) == int(words.rsplit(" ", 1)[1]), words


def test_a_chosen_option_is_marked_and_its_link_takes_it_back(client):
    SessionPageFactory(village=Village.objects.get(name="Talang"))
    page = page_of(client, "?kecamatan=payakumbuh-barat")
    chosen = page.select_one("[aria-current=true]")
    assert "Payakumbuh Barat" in chosen.text
    assert chosen["href"] == "./"
    assert page.select_one(".chosen a")["href"] == "./"


def test_filters_that_exclude_each_other_say_what_to_do(client):
    SessionPageFactory(title="Satu", topics=["Topik satu"], starts_at=at("2099-01-01"))
    SessionPageFactory(title="Dua", topics=["Topik dua"], starts_at=at("2098-01-01"))
    page = page_of(client, "?topik=topik-satu&tahun=2098")
    ways_out = {" ".join(link.text.split()): link["href"] for link in page.select(".callout a")}
    assert ways_out == {
        "tanpa Topik satu 1": "?tahun=2098",
        "tanpa 2098 1": "?topik=topik-satu",
        "Semua kegiatan": "/kegiatan/",
    }
    assert titles(page_of(client, "?tahun=2098")) == ["Dua"]


def test_a_value_that_nothing_has_is_left_out_and_the_page_says_so(client):
    SessionPageFactory(title="Satu")
    page = page_of(client, "?kecamatan=tidak-ada")
    assert titles(page) == ["Satu"]
    assert "tidak dikenal" in page.text


def test_the_list_comes_in_pages_of_twenty_that_together_show_each_session_once(client):
    many_sessions(45, first=days_from_now(-20))
    pages = [page_of(client), page_of(client, "?halaman=2"), page_of(client, "?halaman=3")]
    shown = [titles(page) for page in pages]
    assert [len(found) for found in shown] == [20, 20, 5]
    assert len({title for found in shown for title in found}) == 45
    assert "Halaman 2 dari 3" in pages[1].select_one(".pager").text
    assert pages[1].select_one("[rel=next]")["href"] == "?halaman=3"
    assert pages[1].select_one("[rel=prev]")["href"] == "./"


def test_the_years_of_past_sessions_are_one_tap_away_even_when_the_page_is_full_of_coming_ones(client):
    many_sessions(25, first=days_from_now(1))
    SessionPageFactory(title="Lama", starts_at=at("2020-01-01"))
    link = page_of(client).find("a", string="2020")
    assert titles(page_of(client, link["href"])) == ["Lama"]


def test_a_page_beyond_the_last_is_the_last(client):
    many_sessions(21, first=days_from_now(1))
    assert len(titles(page_of(client, "?halaman=999"))) == 1


@pytest.mark.parametrize("wrong", ["0", "-1", "x", "1e9", "٢", "9" * 400, "2.0", " 2"])
def test_a_page_that_is_no_number_is_the_first(client, wrong):
    many_sessions(21, first=days_from_now(1))
    assert len(titles(page_of(client, f"?halaman={wrong}"))) == 20


def test_only_the_commonest_options_are_offered_and_the_others_on_demand(client):
    institutions = [AdatInstitutionFactory() for _ in range(MOST_OPTIONS + 5)]
    many_sessions(len(institutions), first=days_from_now(1), institutions=institutions)
    page = page_of(client)
    more = next(link for link in page.select(".options a") if "5 lainnya" in link.text)
    assert sum("Contoh lembaga" in words for words in options(page)) == MOST_OPTIONS
    unfolded = page_of(client, more["href"])
    assert sum("Contoh lembaga" in words for words in options(unfolded)) == len(institutions)
    assert unfolded.select_one("details.fold").has_attr("open")


def test_a_chosen_option_is_offered_however_rare_it_is(client):
    common = [AdatInstitutionFactory() for _ in range(MOST_OPTIONS)]
    many_sessions(2 * MOST_OPTIONS, first=days_from_now(1), institutions=common)
    rare = AdatInstitutionFactory(name="Lembaga jarang", slug="jarang")
    SessionPageFactory(institutions=[rare])
    assert "Lembaga jarang 1" in options(page_of(client, "?lembaga=jarang"))


def test_a_filtered_page_names_itself_and_has_one_address(client):
    SessionPageFactory(village=Village.objects.get(name="Talang"), starts_at=at("2099-01-01"))
    html = client.get("/kegiatan/?tahun=2099&x=1&kecamatan=payakumbuh-barat&semua=topik&halaman=7").content.decode()
    assert re.search(r'rel="canonical" href="[^"]+/kegiatan/\?kecamatan=payakumbuh-barat&amp;tahun=2099"', html)
    assert ": Payakumbuh Barat, 2099 · Suluah</title>" in html


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from([*(facet.name for facet in FACETS), "halaman", "semua", "x", "kecamatan[]"]),
        st.lists(st.text(max_size=30) | st.integers().map(str) | st.sampled_from(["2099", "satu"]), max_size=3),
    )
)
@example(query={"tahun": ["\x00"], "halaman": ["9" * 5000]})
@example(query={"tahun": ["2099", "2098"], "kecamatan": ["", "x"]})
def test_any_query_is_answered(client, query):
    SessionPageFactory(title="Satu", starts_at=at("2099-01-01"))
    assert client.get("/kegiatan/", query_params=query).status_code == 200
    SessionPage.objects.get(title="Satu").delete()


@pytest.mark.parametrize(
    "raw", ["%00", "tahun=%00", "tahun=%ff%fe", "=&=&;", "tahun", "?tahun=1", "%", "tahun=%ed%a0%80", "a=1&" * 900]
)
def test_any_bytes_as_a_query_are_answered(client, raw):
    assert client.get("/kegiatan/", QUERY_STRING=raw).status_code == 200


@pytest.mark.parametrize("below", ["%00/", "lembaga/", "lembaga/%ff/", "lembaga/a/b/", "x/kalender/", "lembaga/--/"])
def test_any_address_below_is_answered(client, below):
    assert client.get(f"/kegiatan/{below}").status_code == 404


def test_drafts_and_sessions_for_invited_readers_are_neither_listed_nor_counted(client):
    SessionPageFactory(title="Untuk semua", topics=["Umum"], starts_at=days_from_now(5))
    SessionPageFactory(title="Belum terbit", topics=["Rahasia"], live=False)
    closed = SessionPageFactory(title="Untuk undangan", topics=["Rahasia"])
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Mitra Adat"))
    page = page_of(client)
    assert titles(page) == ["Untuk semua"]
    assert "Rahasia" not in page.text
    assert titles(page_of(client, "?topik=rahasia")) == ["Untuk semua"]


CHANGES = {
    "publishing": lambda session: SessionPageFactory(title="Baru"),
    "unpublishing": lambda session: session.unpublish(),
    "deleting": lambda session: session.delete(),
    "a new title": lambda session: rename(session, "Judul baru"),
    "the name of its institution": lambda session: rename(session.institutions.get(), name="Lembaga baru"),
    "the name of its nagari": lambda session: rename(session.nagari, name="Nagari baru"),
    "the name of its kecamatan": lambda session: rename(session.village.district, name="Kecamatan baru"),
    "the name of its topic": lambda session: rename(session.topics.get(), name="Topik baru"),
    "deleting its institution": lambda session: session.institutions.get().delete(),
    "deleting its topic": lambda session: session.topics.get().delete(),
    "closing it": lambda session: PageViewRestriction.objects.create(page=session, restriction_type="login"),
}


def rename(record, title: str = "", name: str = "") -> None:
    setattr(record, "title" if title else "name", title or name)
    record.save()


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_shows_at_once(client, change):
    village = VillageFactory(district=DistrictFactory(), nagari=NagariFactory())
    session = SessionPageFactory(village=village, institutions=[AdatInstitutionFactory()], topics=["Topik lama"])
    before = page_of(client)
    CHANGES[change](SessionPage.objects.get(pk=session.pk))
    assert page_of(client).text != before.text


def test_a_change_that_is_taken_back_leaves_no_trace(client):
    SessionPageFactory(title="Tetap")
    with transaction.atomic():
        SessionPageFactory(title="Batal")
        assert "Batal" in page_of(client).text
        transaction.set_rollback(True)
    SessionPageFactory(title="Berikut")
    text = page_of(client).text
    assert "Berikut" in text
    assert "Batal" not in text


def test_queries_and_weight_stay_flat_with_many_sessions(client, measured):
    institutions = [AdatInstitutionFactory() for _ in range(40)]
    topics = [Tag.objects.create(name=f"Topik {number}") for number in range(30)]
    many_sessions(50, first=days_from_now(-25), institutions=institutions, topics=topics)
    few = measured("/kegiatan/")
    many_sessions(1500, first=days_from_now(-900), institutions=institutions, topics=topics)
    for query in ("", "?kecamatan=payakumbuh-barat&topik=topik-3", "?semua=lembaga", "?halaman=40"):
        queries, weight = measured(f"/kegiatan/{query}")
        assert queries <= few[0] + 1  # what is filtered is not kept: the sessions that it shows are read
        assert weight <= HTML


def test_the_first_visit_after_a_change_stays_within_its_queries_in_a_server_that_just_started(client):
    many_sessions(50, first=days_from_now(-25), institutions=[AdatInstitutionFactory()], reached_women=3)
    for _visit in ("after the start", "after a change"):
        cache.clear()
        generation.renew()
        with CaptureQueriesContext(connection) as asked:
            assert "Orang yang dijangkau" in client.get("/kegiatan/").content.decode()
        assert len(asked) <= AFTER_A_CHANGE


def test_the_totals_grow_when_a_session_ends_though_nobody_changed_anything(client):
    page = SessionIndexPage.objects.get()
    SessionPageFactory(starts_at=days_from_now(1), reached_women=7)
    index, now = index_of(page), timezone.now()
    before, after = (
        sum(year.whole.counts[0] or 0 for year in index.totals(now + timedelta(days=days))) for days in (0, 9)
    )
    assert after == before + 7


@pytest.fixture
def measured(client):
    """measured(url) -> (queries, bytes in gzip) of a second visit; the first costs at most AFTER_A_CHANGE."""

    def measure(url: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as first:
            client.get(url)
        assert len(first) <= AFTER_A_CHANGE
        with CaptureQueriesContext(connection) as again:
            response = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        return len(again), len(response.content)

    return measure


def test_the_front_page_names_the_next_three_that_take_place(client):
    for number in range(1, 6):
        SessionPageFactory(title=f"Kegiatan nomor {number}", starts_at=days_from_now(number))
    SessionPageFactory(
        title="Batal", starts_at=days_from_now(1), status=SessionPage.Status.CANCELLED, status_reason="Hujan"
    )
    SessionPageFactory(title="Lewat", starts_at=timezone.now() - timedelta(days=2))
    home = BeautifulSoup(client.get("/").content.decode(), "html.parser").main
    assert titles(home) == ["Kegiatan nomor 1", "Kegiatan nomor 2", "Kegiatan nomor 3"]
    assert home.find(lambda tag: tag.name == "a" and "Semua kegiatan" in tag.text)["href"] == "/kegiatan/"


def test_the_front_page_stays_within_its_queries_with_sessions(client, django_assert_max_num_queries):
    for number in range(1, 6):
        SessionPageFactory(starts_at=days_from_now(number), institutions=[AdatInstitutionFactory()])
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/")


def test_the_front_page_is_silent_when_nothing_is_planned_or_the_list_is_closed(client):
    SessionPageFactory(starts_at=days_from_now(-3))
    assert "Kegiatan berikutnya" not in client.get("/").content.decode()
    SessionPageFactory()
    index = SessionIndexPage.objects.get()
    index.unpublish()
    assert "Kegiatan berikutnya" not in client.get("/").content.decode()


def test_the_menu_leads_to_the_sessions(client):
    page = BeautifulSoup(client.get("/tentang/").content.decode(), "html.parser")
    assert page.find("nav", attrs={"aria-label": "Menu utama"}).find("a", string="Kegiatan")["href"] == "/kegiatan/"
