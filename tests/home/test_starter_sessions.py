"""The sessions that a new site starts with: one that was, and examples that nobody can take for real."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags

from campaigns.models import AdatInstitution, SessionPage
from home.starter.loader import FOLDER
from tests.home.test_starter import ALLOWED_NUMBERS, PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def examples(with_examples):
    return SessionPage.objects.live().filter(title__startswith="Contoh: ")


def test_without_examples_there_is_the_real_meeting_and_nothing_else():
    (meeting,) = SessionPage.objects.all()
    assert meeting.live
    assert (meeting.when, meeting.status) == ("Rabu, 8 Mei 2024", "done")
    assert meeting.reached_total is None, "nobody published how many came"
    assert not AdatInstitution.objects.exists()


def test_the_real_meeting_names_its_source(client, page_at):
    html = client.get("/kegiatan/rapat-koordinasi-2024/").content.decode()
    for words in ("Aula Randang lantai II", "Rosmadeli, SKM, M.Biomed", "Syaflinda, M.Ag", "UPTD PPA", "Sumber"):
        assert words in html
    assert page_at("/kegiatan/rapat-koordinasi-2024/").sources


def test_examples_fill_every_screen(examples):
    coming, past = examples.upcoming(), examples.past()
    assert coming.count() >= 6
    assert past.count() >= 5
    for status in SessionPage.Status:
        assert examples.filter(status=status).exists(), status
    assert any(page.is_all_day and page.first_day == page.last_day for page in coming)
    assert any(page.is_all_day and page.first_day != page.last_day for page in coming)
    assert any(not page.is_all_day and page.first_day != page.last_day for page in coming)
    assert past.not_cancelled().without_report().exists()
    assert any(page.photos for page in past)
    assert len({page.village.district for page in examples}) == 5
    assert len({page.first_day.year for page in past}) >= 2


def test_every_example_says_that_it_is_one(examples):
    every = SessionPage.objects.exclude(slug="rapat-koordinasi-2024")
    assert every.count() == examples.count() == len(list((FOLDER / "examples" / "kegiatan").glob("*.toml")))
    for page in examples:
        assert "contoh" in page.venue.lower(), page
        for block in (*page.speakers, *page.partners):
            name = block.value if block.block_type == "partner" else block.value["name"]
            assert name.startswith("Contoh: "), page
    for institution in AdatInstitution.objects.all():
        assert institution.name.startswith("Contoh: ")
        assert "bukan lembaga yang sesungguhnya" in institution.description


def test_examples_stand_around_the_day_on_which_they_are_loaded(examples):
    days = {(page.first_day - timezone.localdate()).days for page in examples}
    assert min(day for day in days if day > 0) <= 7
    assert max(day for day in days if day < 0) >= -21


def test_loading_the_examples_again_changes_nothing_and_brings_nothing_back(examples):
    changed, deleted = examples[0], examples[1]
    changed.title = "Contoh: judul dari kantor"
    changed.save_revision().publish()
    deleted.delete()
    AdatInstitution.objects.get(slug="contoh-kan").delete()
    before = set(SessionPage.objects.values_list("pk", "latest_revision_id"))
    call_command("load_starter_content", "--with-examples", verbosity=0)
    assert set(SessionPage.objects.values_list("pk", "latest_revision_id")) == before
    assert not AdatInstitution.objects.filter(slug="contoh-kan").exists()


def test_an_institution_that_the_office_deleted_before_is_not_missed(client):
    from home.models import StarterItem

    StarterItem.objects.create(key="institution:contoh-kan")
    call_command("load_starter_content", "--with-examples", verbosity=0)
    assert client.get("/kegiatan/contoh-peran-mamak/").status_code == 200


def test_no_example_shows_a_number_that_could_be_called(examples, client):
    for page in examples:
        for url in (page.url, page.url + "cetak/", page.url + "cetak/poster/"):
            html = client.get(url).content.decode()
            text = strip_tags(re.sub(r"<(style|svg|script).*?</\1>", " ", html, flags=re.DOTALL))
            assert {re.sub(r"\D", "", number) for number in PHONE.findall(text)} <= ALLOWED_NUMBERS, url
