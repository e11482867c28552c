"""What has become of a session or a material is said wherever it is named."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from campaigns.models import SessionMaterial, SessionPage
from resources.models import KitPage, MaterialPage
from tests.factories import AdatInstitutionFactory, SessionPageFactory, days_from_now
from tests.resources.factories import KitFactory, KitPartFactory, MaterialFactory, MaterialFileFactory

OFF = {"status": "cancelled", "status_reason": "Banjir."}


def html(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def cancelled(db) -> SessionPage:
    kan = AdatInstitutionFactory(slug="contoh-kan")
    return SessionPageFactory(title="Rapat batal", slug="batal", venue="Balai", institutions=[kan], **OFF)


@pytest.fixture
def postponed(db) -> SessionPage:
    return SessionPageFactory(
        title="Rapat tunda", slug="tunda", starts_at=days_from_now(12), status="postponed",
        postponed_from=days_from_now(5),
    )  # fmt: skip


@pytest.mark.parametrize(("days", "rel"), [(9, "next"), (11, "prev")])
def test_the_neighbour_of_a_session_says_that_it_is_off(client, cancelled, days, rel):
    SessionPageFactory(slug="tetangga", starts_at=days_from_now(days))
    link = BeautifulSoup(html(client, "/kegiatan/tetangga/"), "html.parser").select_one(f"a[rel={rel}]")
    assert link.text == "Dibatalkan: Rapat batal"


def test_the_neighbour_of_a_session_says_that_it_was_put_off(client, postponed):
    SessionPageFactory(slug="tetangga", starts_at=days_from_now(11))
    assert "Ditunda: Rapat tunda" in html(client, "/kegiatan/tetangga/")


@pytest.mark.parametrize("address", ["/kegiatan/", "/kegiatan/lembaga/contoh-kan/"])
def test_lists_say_that_a_session_is_off(client, cancelled, address):
    card = BeautifulSoup(html(client, address), "html.parser").find("a", string="Rapat batal").find_parent("li")
    assert card.find("strong").text == "Dibatalkan"


@pytest.mark.parametrize("address", ["/kegiatan/batal/kalender.ics", "/kegiatan/kalender.ics",
                                     "/kegiatan/lembaga/contoh-kan/kalender.ics"])  # fmt: skip
def test_calendars_say_it_in_the_title_and_stay_quiet(client, cancelled, address):
    event = re.search(r"BEGIN:VEVENT.*?END:VEVENT", html(client, address).replace("\r\n ", ""), re.DOTALL)[0]
    assert "SUMMARY:Dibatalkan: Pertemuan\\, Balai" in event
    assert "Rapat batal" not in re.search(r"SUMMARY:.*", event)[0]


def test_a_session_that_is_held_is_called_as_before(client, db):
    SessionPageFactory(slug="jadi", venue="Balai")
    assert "SUMMARY:Pertemuan\\, Balai" in html(client, "/kegiatan/jadi/kalender.ics")


def event_of(client, address: str) -> dict:
    scripts = BeautifulSoup(html(client, address), "html.parser").select("script[type='application/ld+json']")
    data = [one for script in scripts for one in (lambda found: found if isinstance(found, list) else [found])(
        json.loads(script.string))]  # fmt: skip
    return next(one for one in data if one["@type"] == "Event")


def test_nothing_is_offered_of_a_session_that_is_off_or_over(client, cancelled):
    SessionPageFactory(slug="lewat", starts_at=days_from_now(-20))
    SessionPageFactory(slug="datang")
    assert "offers" not in event_of(client, "/kegiatan/batal/")
    assert "offers" not in event_of(client, "/kegiatan/lewat/")
    assert event_of(client, "/kegiatan/datang/")["offers"]["price"] == "0"


def test_news_and_search_say_it(client, cancelled, postponed):
    feed = html(client, "/umpan.xml")
    assert "<title>Dibatalkan: Rapat batal</title>" in feed
    assert "<title>Ditunda: Rapat tunda</title>" in feed
    found = BeautifulSoup(client.post("/cari/", {"q": "rapat"}).content, "html.parser")
    titles = {link.text for link in found.select(".results h2 a")}
    assert {"Dibatalkan: Rapat batal", "Ditunda: Rapat tunda"} <= titles


@pytest.fixture
def outdated(page_at) -> MaterialPage:
    """A poster of which the library has a newer one."""
    library = page_at("/materi/")
    old = MaterialFactory(parent=library, title="Poster tanda", slug="poster-tanda")
    MaterialFileFactory(page=old)
    MaterialFactory(parent=library, title="Poster tanda 2", replaces=old)
    return old


def test_an_older_version_is_named_as_such_beside_a_session(client, outdated):
    session = SessionPageFactory(slug="rapat")
    SessionMaterial.objects.create(session=session, material=outdated)
    assert "Versi lama: Poster tanda</a>" in html(client, "/kegiatan/rapat/")


def test_an_older_version_is_named_as_such_in_a_kit_and_its_readme(client, page_at, outdated):
    kit = KitFactory(parent=page_at("/materi/paket/"), slug="paket")
    KitPartFactory(kit=kit, material=outdated)
    assert html(client, "/materi/paket/paket/").count("Versi lama: Poster tanda</a>") == 2
    assert KitPage.objects.get(pk=kit.pk).plan[0].material.stated_title == "Versi lama: Poster tanda"


def test_an_older_version_is_named_as_such_in_an_article(client, page_at, outdated):
    article = page_at("/kekerasan/fisik/")
    article.body = article.body.stream_block.to_python([{"type": "material", "value": outdated.pk}])
    article.save_revision().publish()
    assert "Versi lama: Poster tanda</a>" in html(client, "/kekerasan/fisik/")


def test_a_newer_version_that_a_stranger_may_not_see_is_not_hinted_at(client, page_at, outdated):
    MaterialPage.objects.get(title="Poster tanda 2").unpublish()
    session = SessionPageFactory(slug="rapat")
    SessionMaterial.objects.create(session=session, material=outdated)
    page = html(client, "/kegiatan/rapat/")
    assert "Poster tanda</a>" in page
    assert "Versi lama" not in page
