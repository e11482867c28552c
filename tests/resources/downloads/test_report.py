"""The office sees how much each material was taken, by month."""

import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from publishing.models import User
from resources.downloads.statistics import Year
from resources.models import Download
from tests.resources.factories import KitFactory, MaterialFactory

LAST_YEAR = timezone.localdate().year - 1


def note(page, name: str, month: int, day: int, number: int, year: int = LAST_YEAR) -> None:
    Download.objects.create(page=page, name=name, day=date(year, month, day), count=number)


@pytest.fixture
def taken(library, kits):
    poster = MaterialFactory(parent=library, title="Poster tanda")
    kit = KitFactory(parent=kits, title="Paket 60 menit")
    note(poster, "poster-a3.pdf", 1, 31, 5)
    note(poster, "poster-a3.pdf", 2, 1, 7)
    note(poster, "poster-wa.jpg", 2, 28, 1)
    note(kit, "paket.zip", 12, 31, 1200)
    note(kit, "paket.zip", 1, 1, 9, year=LAST_YEAR - 1)
    return poster


def member_of(group: str) -> Client:
    user = User.objects.create_user(username=group)
    user.groups.add(Group.objects.get(name=group))
    browser = Client()
    browser.force_login(user)
    return browser


def seen(client, name="downloads", *args, **query) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_the_table_has_a_row_for_each_page_and_a_column_for_each_month(taken):
    figures = Year(LAST_YEAR)
    rows = figures.rows(list(figures.most_taken()))
    assert [(row.label, row.total) for row in rows] == [("Paket 60 menit", 1200), ("Poster tanda", 13)]
    assert rows[1].months == [5, 8] + [0] * 10
    assert figures.sums == [5, 8] + [0] * 9 + [1200]
    assert [bar.label for bar in figures.bars][::11] == ["Jan", "Des"]


def test_a_page_has_a_row_for_each_file(taken):
    figures = Year(LAST_YEAR, taken)
    rows = figures.rows(list(figures.most_taken()))
    assert [(row.label, row.months[1], row.total) for row in rows] == [
        ("poster-a3.pdf", 7, 12),
        ("poster-wa.jpg", 1, 1),
    ]


def test_months_that_have_not_come_are_empty(taken):
    today = timezone.localdate()
    note(taken, "poster-a3.pdf", today.month, 1, 3, year=today.year)
    figures = Year(today.year)
    (row,) = figures.rows(list(figures.most_taken()))
    assert row.months[today.month - 1] == 3
    assert row.months[today.month :] == [None] * (12 - today.month)
    assert len(figures.bars) == today.month


@pytest.mark.parametrize("group", ["Penulis", "Peninjau", "Pengelola Materi", "Administrator"])
def test_everybody_in_the_office_sees_the_numbers(taken, group):
    browser = member_of(group)
    html = seen(browser, tahun=LAST_YEAR)
    for words in ("Poster tanda", "1.200", "1.213 unduhan", '<svg class="bars"'):
        assert words in html, words
    assert "poster-wa.jpg" in seen(browser, "downloads_of_page", taken.pk, tahun=LAST_YEAR)
    assert reverse("downloads") in browser.get("/admin/").content.decode()


def test_nobody_else_sees_them(taken, client):
    for browser in (client, member_of("Mitra Adat")):
        for address in (reverse("downloads"), reverse("downloads_of_page", args=[taken.pk]), reverse("downloads_csv")):
            response = browser.get(address)
            assert response.status_code in {302, 403}
            assert "Poster tanda" not in (response.content.decode())


def test_the_csv_has_a_line_for_each_file_and_month(taken, admin_client):
    taken.title = "=HYPERLINK()"
    taken.save()
    response = admin_client.get(reverse("downloads_csv"), {"tahun": LAST_YEAR})
    assert response.headers["Content-Disposition"] == f'attachment; filename="unduhan-{LAST_YEAR}.csv"'
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["halaman", "berkas", "bulan", "unduhan"],
        ["'=HYPERLINK()", "poster-a3.pdf", f"{LAST_YEAR}-01", "5"],
        ["'=HYPERLINK()", "poster-a3.pdf", f"{LAST_YEAR}-02", "7"],
        ["'=HYPERLINK()", "poster-wa.jpg", f"{LAST_YEAR}-02", "1"],
        ["Paket 60 menit", "paket.zip", f"{LAST_YEAR}-12", "1200"],
    ]


@pytest.mark.parametrize("year", ["", "abc", "99999999999999", "1", "२०२५"])
def test_a_year_without_numbers_is_this_year(taken, admin_client, year):
    assert f"tahun {timezone.localdate().year}" in seen(admin_client, tahun=year)


def test_the_queries_do_not_grow_with_what_was_taken(taken, library, admin_client, django_assert_max_num_queries):
    seen(admin_client, tahun=LAST_YEAR)
    for number in range(60):
        page = MaterialFactory(parent=library)
        note(page, "a.pdf", 3, 1, number + 1)
        note(page, "b.pdf", 4, 1, number + 1)
    with django_assert_max_num_queries(15):  # the admin's own among them, and two of its menu's entries
        html = seen(admin_client, tahun=LAST_YEAR)
    assert rows_of(html) == 50
    assert "Lebih jarang diambil" in html
    assert rows_of(seen(admin_client, tahun=LAST_YEAR, p=2)) == 12


def rows_of(html: str) -> int:
    return html.partition('class="download-table"')[2].partition("</table>")[0].count('<th scope="row">')
