"""A year of the office, for everybody: counted from what is on record, and kept as it was published."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.models import CaseFigure, SessionPage, Village, YearlyReportPage
from campaigns.yearly_report.counting import counted
from campaigns.yearly_report.figures import Figures
from publishing.models import User
from resources.models import Download
from tests.factories import SessionPageFactory, at
from tests.resources.factories import MaterialFactory

NO_BLOCKS = {"body-count": "0", "sources-count": "0"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def past_year() -> list[SessionPage]:
    """In 2019: one counted, one done without numbers, one announced only, one cancelled, one for partners."""
    village = Village.objects.order_by("name").first()
    common = {"starts_at": at("2019-05-08"), "village": village}
    sessions = [
        SessionPageFactory(**common, reached_women=40, reached_boys=0),
        SessionPageFactory(starts_at=at("2019-12-31", "23:30"), ends_at=at("2019-12-31", "23:50"), status="done"),
        SessionPageFactory(**common),
        SessionPageFactory(**common, status="cancelled", status_reason="Hujan"),
        SessionPageFactory(**common, reached_women=1000),
    ]
    PageViewRestriction.objects.create(page=sessions[-1], restriction_type=PageViewRestriction.LOGIN)
    return sessions


def report_of(year: int, page_at, **fields) -> YearlyReportPage:
    fields = {"title": f"Laporan tahunan {year}", "slug": f"laporan-{year}", "year": year} | fields
    return page_at("/data/").add_child(instance=YearlyReportPage(**fields))


def words(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())


def test_what_nobody_counted_is_said_and_never_becomes_a_zero(past_year):
    figures = Figures(counted(2019))
    assert (figures.held, figures.people, figures.uncounted, figures.unreported) == (2, 40, 1, 1)
    assert figures.whole.counts == (40, None, None, 0)
    assert [bar.value for bar in figures.sessions_chart.bars] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert [row.held for row in figures.rows if row.held] == [1, 1]
    assert figures.rows[-1].district is None
    assert (figures.number_of_villages, figures.reached_villages) == (47, 1)
    assert len(figures.missed_districts) == 4


def test_downloads_name_only_what_everybody_may_open(page_at):
    opened, closed = MaterialFactory(title="Poster hak anak"), MaterialFactory(title="Khusus mitra")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for page, count in ((opened, 3), (closed, 70)):
        Download.objects.create(page=page, name="berkas.pdf", day=date(2019, 3, 1), count=count)
    figures = Figures(counted(2019))
    assert figures.most_taken == [(opened.title, 3)]
    assert (figures.downloads, figures.downloads_since) == (3, date(2019, 3, 1))


def test_readers_find_the_report_below_the_figures_with_honest_words_where_nothing_is_known(client, page_at):
    CaseFigure.objects.all().delete()
    report_of(2001, page_at)
    assert "Laporan tahunan 2001" in words(client, "/data/")
    said = words(client, "/data/laporan-2001/")
    for honest in (
        "Belum ada kegiatan yang tercatat terlaksana",
        "Tidak ada unduhan yang tercatat",
        "Belum ada angka tahun 2001",
        "sesudah tahun berakhir",
        "belum ada",
    ):
        assert honest in said


def test_a_published_report_stays_as_it_was_and_costs_few_queries(
    client, page_at, past_year, django_assert_max_num_queries
):
    report_of(2019, page_at)
    before = words(client, "/data/laporan-2019/")
    assert "Dari 2 kegiatan, 1 tidak punya angka" in before
    SessionPage.objects.filter(pk=past_year[1].pk).update(reached_men=900)
    past_year[0].delete()
    client.get("/data/")
    with django_assert_max_num_queries(8):
        assert words(Client(), "/data/laporan-2019/") == before


def test_figures_are_counted_at_each_saving_until_they_were_published_and_then_when_somebody_asks(page_at, past_year):
    editor = Client()
    user = User.objects.create_user("peninjau")
    user.groups.add(Group.objects.get(name="Peninjau"))
    editor.force_login(user)
    report = report_of(2019, page_at, live=False)
    edit = f"/admin/pages/{report.pk}/edit/"

    def save(**more) -> int:
        page = BeautifulSoup(editor.get(edit).content, "html.parser")
        fields = page.select("#page-edit-form [name]:not([type=checkbox]):not([type=submit]):not(button)")
        typed = {one["name"]: one.get("value", one.text) for one in fields}
        assert editor.post(edit, NO_BLOCKS | typed | more).status_code == 302
        return YearlyReportPage.objects.get(pk=report.pk).get_latest_revision_as_object().figures["counts"][1]

    SessionPage.objects.filter(pk=past_year[1].pk).update(reached_men=5)
    assert save() == 5
    YearlyReportPage.objects.get(pk=report.pk).get_latest_revision().publish()
    SessionPage.objects.filter(pk=past_year[1].pk).update(reached_men=6)
    assert save() == 5
    assert save(count_again="on") == 6


def test_a_year_has_one_report_and_must_have_begun(page_at):
    with pytest.raises(ValidationError, match="belum dimulai"):
        report_of(timezone.localdate().year + 1, page_at)
    report_of(2019, page_at)
    form = YearlyReportPage.get_edit_handler().get_form_class()(
        NO_BLOCKS | {"year": "2019", "title": "Lagi", "slug": "lagi"},
        instance=YearlyReportPage(),
        for_user=User(is_superuser=True),
    )
    form.full_clean()
    assert "Laporan tahun ini sudah ada." in form.errors["year"]
