"""What sessions reached, added up for people and for machines."""

import csv
import io

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.models import District, SessionIndexPage, SessionPage
from campaigns.sessions.facets import index_of
from tests.factories import DistrictFactory, SessionPageFactory, VillageFactory, at

pytestmark = pytest.mark.django_db
FILE = "/kegiatan/laporan.csv"


@pytest.fixture(autouse=True)
def only_these_sessions():
    SessionPage.objects.all().delete()


def held(day="2020-03-01", district=None, **more):
    village = VillageFactory(district=district) if district else None
    return SessionPageFactory(**({"starts_at": at(day), "village": village, "status": "done"} | more))


def read(client):
    return list(csv.reader(io.StringIO(client.get(FILE).content.decode("utf-8-sig")), delimiter=";"))


def totals():
    return index_of(SessionIndexPage.objects.get()).totals(timezone.now())


def rows():
    return [(year.year, row.district, row.held, row.counts, row.total) for year in totals() for row in year.rows]


def test_people_are_added_up_by_year_and_kecamatan_the_latest_year_first():
    north, south = DistrictFactory(name="A Utara"), DistrictFactory(name="B Selatan")
    held("2020-03-01", north, reached_women=3, reached_boys=1)
    held("2020-04-01", north, reached_women=4)
    held("2020-05-01", south, reached_men=2)
    held("2019-05-01", south, reached_girls=5)
    assert rows() == [
        (2020, "A Utara", 2, (7, None, None, 1), 8),
        (2020, "B Selatan", 1, (None, 2, None, None), 2),
        (2019, "B Selatan", 1, (None, None, 5, None), 5),
    ]
    (latest, _older) = totals()
    assert (latest.whole.held, latest.whole.counts, latest.whole.total) == (3, (7, 2, None, 1), 10)


def test_the_year_is_that_of_payakumbuh():
    held("2020-01-01", reached_women=1)  # in UTC the hours before seven are still the old year
    SessionPage.objects.update(starts_at=at("2020-01-01", "00:30"), ends_at=at("2020-01-01", "01:30"))
    assert [row[0] for row in rows()] == [2020]


def test_what_was_not_held_is_not_counted():
    held(status="cancelled", status_reason="Hujan", reached_women=5)
    SessionPageFactory(reached_women=7)  # still to come
    assert rows() == []


def test_a_session_whose_day_is_over_counts_once_somebody_says_that_it_was_held():
    silent = held(status="planned")
    assert rows() == []
    silent.reached_women = 3
    silent.save()
    assert [row[2] for row in rows()] == [1]


def test_a_session_without_a_kelurahan_stands_last_in_its_year():
    held(reached_women=1)
    held(district=DistrictFactory(name="Z"), reached_women=2)
    assert [row[1] for row in rows()] == ["Z", None]


def test_nobody_counted_is_an_empty_cell_and_nobody_came_is_a_zero(client):
    held(district=DistrictFactory(name="A"), reached_women=0)
    assert read(client) == [
        ["tahun", "kecamatan", "kegiatan", "perempuan", "laki_laki", "anak_perempuan", "anak_laki_laki", "jumlah"],
        ["2020", "A", "1", "0", "", "", "", "0"],
    ]


def test_the_file_holds_no_draft_and_nothing_that_is_closed_to_strangers(client):
    held(live=False, reached_women=5)
    closed = held(reached_women=7)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert len(read(client)) == 1


def test_without_the_page_of_sessions_there_is_no_file(client):
    SessionIndexPage.objects.get().unpublish()
    assert client.get(FILE).status_code == 404


def test_no_cell_of_the_file_is_a_formula(client):
    held(district=DistrictFactory(name="=HYPERLINK(1)"))
    assert read(client)[1][1] == "'=HYPERLINK(1)"


def test_the_file_takes_as_many_queries_for_many_sessions_as_for_one(client):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(FILE)
        return len(asked)

    held(district=District.objects.first(), reached_women=1)
    before = queries()
    for number in range(12):
        held(f"20{number + 10}-03-01", DistrictFactory(), reached_women=number)
    assert queries() == before


def test_people_read_the_same_as_a_table_with_the_way_to_the_file(client):
    held(district=DistrictFactory(name="A Utara"), reached_women=1200)
    html = render_to_string("components/session_totals.html", {"totals": totals()})
    assert "A Utara" in html
    assert "1.200" in html
    assert "2.020" not in html, "a year is no amount"
    assert f'href="{FILE}"' in html


def test_without_sessions_there_is_no_table():
    assert render_to_string("components/session_totals.html", {"totals": []}).strip() == ""
