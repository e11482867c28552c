"""Whoever saved an address gets there after the page got another one: to the page and to all that lies below it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from campaigns.models import AdatInstitution
from publishing.models import User
from resources.kits import building
from tests.factories import AdatInstitutionFactory, SessionPageFactory
from tests.resources.factories import KitFactory


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """rename(page, slug): publish it with another address. The former one is noted when the transaction ends."""

    def publish(page, slug: str) -> None:
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish


def leads_to(client, address: str, status: int = 301) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    assert response.headers["Cache-Control"].endswith("no-store")
    return response.headers["Location"]


@pytest.fixture
def session(db):
    return SessionPageFactory(title="Rapat lama", slug="lama")


BELOW = ["", "kalender.ics", "cetak/", "cetak/poster/"]


@pytest.mark.parametrize("below", BELOW)
def test_all_of_a_session_leads_on_after_its_address_changed(client, session, below, rename):
    rename(session, "baru")
    assert leads_to(client, f"/kegiatan/lama/{below}") == f"/kegiatan/baru/{below}"
    assert client.get(f"/kegiatan/baru/{below}").status_code == 200


@pytest.mark.parametrize("below", BELOW)
def test_many_changes_are_one_step(client, session, below, rename):
    for slug in ("dua", "tiga", "empat"):
        rename(session, slug)
    for slug in ("lama", "dua", "tiga"):
        assert leads_to(client, f"/kegiatan/{slug}/{below}") == f"/kegiatan/empat/{below}"


def test_an_address_that_a_page_has_again_leads_nowhere(client, session, rename):
    rename(session, "baru")
    rename(session, "lama")
    assert client.get("/kegiatan/lama/kalender.ics").status_code == 200
    assert leads_to(client, "/kegiatan/baru/kalender.ics") == "/kegiatan/lama/kalender.ics"


def test_two_pages_that_exchange_their_addresses_make_no_circle(client, session, rename):
    other = SessionPageFactory(title="Lain", slug="lain")
    rename(session, "sementara")
    rename(other, "lama")
    rename(session, "lain")
    for address in ("/kegiatan/lama/tidak-ada/", "/kegiatan/lain/tidak-ada/", "/kegiatan/lama/cetak/apa/"):
        assert client.get(address, follow=True).status_code == 404
    assert client.get("/kegiatan/lama/cetak/").status_code == 200
    assert leads_to(client, "/kegiatan/sementara/cetak/") == "/kegiatan/lain/cetak/"


def test_what_is_nothing_below_a_page_is_not_found(client, session, rename):
    rename(session, "baru")
    for below in ("tidak-ada/", "cetak/lain/", "kalender.ics/x/", "..%2f/", "cetak/poster/poster/"):
        assert client.get(f"/kegiatan/lama/{below}").status_code == 404


@pytest.mark.parametrize(
    "below",
    ["", "kalender.ics", "minta/", "rapat-baru/", "rapat-baru/cetak/", "lama/kalender.ics", "lembaga/contoh-kan/",
     "lembaga/contoh-kan/kalender.ics"],
)  # fmt: skip
def test_everything_below_a_page_leads_on_also_what_came_later(client, page_at, session, below, rename):
    AdatInstitutionFactory(slug="contoh-kan")
    rename(page_at("/kegiatan/"), "sosialisasi")
    SessionPageFactory(title="Rapat baru", slug="rapat-baru")
    assert leads_to(client, f"/kegiatan/{below}") == f"/sosialisasi/{below}"
    assert client.get(f"/sosialisasi/{below}").status_code == 200


def test_filters_of_a_list_lead_on_too(client, page_at, rename):
    rename(page_at("/kegiatan/"), "sosialisasi")
    assert leads_to(client, "/kegiatan/?tahun=2024&halaman=2") == "/sosialisasi/?tahun=2024&halaman=2"


def test_an_article_that_was_moved_leads_on(client, page_at):
    page_at("/kekerasan/fisik/").move(page_at("/tppo/"), pos="last-child")
    assert leads_to(client, "/kekerasan/fisik/") == "/tppo/fisik/"


def test_a_child_that_was_renamed_before_its_parent_leads_on(client, page_at, rename):
    rename(page_at("/kekerasan/fisik/"), "badan")
    rename(page_at("/kekerasan/"), "aman")
    for address in ("/kekerasan/fisik/", "/kekerasan/badan/"):
        assert client.get(address, follow=True).status_code == 200
    assert leads_to(client, "/kekerasan/fisik/") == "/aman/badan/"


@pytest.fixture
def kit(page_at):
    kit = KitFactory(parent=page_at("/materi/paket/"), title="Paket lama", slug="paket-lama")
    building.build(kit.pk)
    return kit


def test_the_zip_of_a_kit_leads_on(client, kit, rename):
    rename(kit, "paket-baru")
    building.build(kit.pk)
    assert leads_to(client, "/materi/paket/paket-lama/paket-lama.zip") == "/materi/paket/paket-baru/paket-baru.zip"
    assert client.get("/materi/paket/paket-baru/paket-baru.zip").status_code == 200


@pytest.mark.parametrize("below", ["", "kalender.ics"])
def test_the_page_and_calendar_of_an_institution_lead_on(client, db, below):
    institution = AdatInstitutionFactory(slug="kan-lama")
    for slug in ("kan-dua", "kan-baru"):
        institution = AdatInstitution.objects.get(pk=institution.pk)
        institution.slug = slug
        institution.save()
    for slug in ("kan-lama", "kan-dua"):
        assert leads_to(client, f"/kegiatan/lembaga/{slug}/{below}") == f"/kegiatan/lembaga/kan-baru/{below}"
    assert client.get(f"/kegiatan/lembaga/kan-baru/{below}").status_code == 200


def test_an_institution_that_takes_its_former_address_again_makes_no_circle(client, db):
    institution = AdatInstitutionFactory(slug="kan-a")
    for slug in ("kan-b", "kan-a"):
        institution.slug = slug
        institution.save()
    assert client.get("/kegiatan/lembaga/kan-a/").status_code == 200
    assert leads_to(client, "/kegiatan/lembaga/kan-b/") == "/kegiatan/lembaga/kan-a/"
    institution.delete()
    assert client.get("/kegiatan/lembaga/kan-b/", follow=True).status_code == 404


def test_an_institution_leads_on_when_the_sessions_moved_as_well(client, page_at, rename):
    institution = AdatInstitutionFactory(slug="kan-lama")
    rename(page_at("/kegiatan/"), "sosialisasi")
    institution.slug = "kan-baru"
    institution.save()
    for address in ("/kegiatan/lembaga/kan-lama/", "/sosialisasi/lembaga/kan-lama/"):
        assert leads_to(client, address) == "/sosialisasi/lembaga/kan-baru/"


# --- what may not be told ---


def close(page) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(Group.objects.filter(name="Mitra Adat"))


@pytest.mark.parametrize("below", BELOW)
def test_the_new_address_of_a_closed_page_is_not_told_to_strangers(client, session, below, rename):
    rename(session, "rahasia-nama-desa")
    close(session)
    assert leads_to(client, f"/kegiatan/lama/{below}", status=302) == f"/mitra/?next=/kegiatan/lama/{below}"


def test_a_partner_is_led_to_a_closed_page(session, rename):
    rename(session, "baru")
    close(session)
    partner = User.objects.create_user("mitra-uji", password="surau gadang tepi air")
    browser = Client()
    browser.force_login(partner)
    assert browser.get("/kegiatan/lama/cetak/").status_code == 404  # of no group
    partner.groups.add(Group.objects.get(name="Mitra Adat"))
    response = browser.get("/kegiatan/lama/cetak/")
    assert (response.status_code, response.headers["Location"]) == (301, "/kegiatan/baru/cetak/")
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize("below", BELOW)
def test_the_new_address_of_an_unpublished_page_is_not_told(client, session, below, rename):
    rename(session, "rahasia-nama-desa")
    session.refresh_from_db()
    session.unpublish()
    assert client.get(f"/kegiatan/lama/{below}").status_code == 404


def test_an_unpublished_page_below_a_moved_one_is_not_told(client, page_at, rename):
    SessionPageFactory(title="Draf", slug="draf", live=False)
    rename(page_at("/kegiatan/"), "sosialisasi")
    assert client.get("/kegiatan/draf/").status_code == 404


# --- what the office sets itself ---


def test_what_the_office_sets_leads_where_it_says_and_nothing_below_it(client, page_at):
    Redirect.add_redirect("/pendek/", "https://example.org/", is_permanent=False)
    Redirect.add_redirect("/tolong/", page_at("/hubungi/"))
    assert leads_to(client, "/pendek/", status=302) == "https://example.org/"
    assert client.get("/pendek/apa/").status_code == 404
    assert leads_to(client, "/tolong/") == "/hubungi/"
    assert leads_to(client, "/tolong/satgas/") == "/hubungi/satgas/"


@pytest.mark.parametrize("address", ["/lama%00/", "/" + "a/" * 300, "/%ff/", "//a.id/lama/", "/lama//kalender.ics"])
def test_odd_addresses_are_not_found(client, session, address, rename):
    rename(session, "baru")
    assert client.get(address).status_code == 404


def test_what_is_not_found_costs_few_queries(client, home, django_assert_max_num_queries):
    client.get("/tidak/ada/di/sini/")
    with django_assert_max_num_queries(3):
        client.get("/tidak/ada/di/sini/")


def test_what_is_sent_to_an_old_address_is_not_led_on(client, session, rename):
    rename(session, "baru")
    assert client.post("/kegiatan/lama/", {"a": "b"}).status_code == 404
