"""What servers in front may keep, in which order it is renewed, and what editors are told meanwhile."""

from urllib.parse import urlsplit

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from campaigns.models import AdatInstitution
from publishing.fronts import addresses
from publishing.fronts.editors import behind, uncleared
from publishing.fronts.models import Front, KeptAddress
from publishing.fronts.noting import forget, note
from publishing.pages import generation

pytestmark = pytest.mark.django_db
PLACE = "http://10.0.0.1:8081"


@pytest.fixture
def front(settings) -> Front:
    settings.FRONTS, settings.RENEW_SECRET = [PLACE], "x" * 40
    generation.renew()
    return Front.objects.create(location=PLACE)


def pages_of(addresses: list[str]) -> list[str]:
    """Without the pictures that come and go with them."""
    return [address for address in addresses if not address.startswith("/media/images/")]


def test_every_page_of_the_sitemap_is_known(client):
    locations = client.get("/sitemap.xml").content.decode().split("<loc>")[1:]
    assert {urlsplit(location.partition("<")[0]).path for location in locations} <= set(addresses.known().all)


def test_what_lies_below_a_page_is_known():
    AdatInstitution.objects.create(name="KAN Koto", slug="kan-koto", kind="kan")
    wanted = {"/hubungi/satgas/", "/kegiatan/kalender.ics", "/kegiatan/lembaga/kan-koto/", "/kegiatan/minta/terkirim/"}
    assert wanted <= set(addresses.known().all)


def test_what_was_published_last_comes_first_then_the_ways_to_help(page_at):
    before = timezone.now() + addresses.OVERLAP
    page_at("/kekerasan/fisik/").save_revision().publish()
    first = addresses.known(changed_since=before).first
    assert first[:3] == ["/kekerasan/fisik/", "/", "/hubungi/"]
    assert "/kegiatan/" in first


def test_what_is_unpublished_is_gone_until_every_front_has_confirmed_it(front, page_at):
    note()
    page_at("/kekerasan/fisik/").unpublish()
    noted = note()
    assert pages_of(noted.gone) == ["/kekerasan/fisik/"]
    forget(noted.gone, noted.word)
    assert KeptAddress.objects.filter(path="/kekerasan/fisik/").exists()
    Front.objects.update(renewed=noted.word)
    forget(noted.gone, noted.word)
    assert not KeptAddress.objects.filter(path="/kekerasan/fisik/").exists()


def test_what_moves_is_gone_at_its_former_address(front, page_at):
    note()
    page = page_at("/kekerasan/fisik/")
    page.slug = "badan"
    page.save_revision().publish()
    noted = note()
    assert (noted.gone, noted.new) == (["/kekerasan/fisik/"], ["/kekerasan/badan/"])


def test_editors_read_where_something_is_not_gone_yet(front, page_at):
    noted = note()
    Front.objects.update(renewed=noted.word, cleared=noted.word)
    assert (behind(), uncleared()) == ([], [])
    page_at("/kekerasan/fisik/").unpublish()
    assert [pages_of(late.gone) for late in behind()] == [["/kekerasan/fisik/"]]
    assert uncleared() == [PLACE]


def test_without_fronts_there_is_nothing_to_tell():
    generation.renew()
    assert (behind(), uncleared()) == ([], [])
    with pytest.raises(CommandError):
        call_command("renew_fronts")


@override_settings(FRONTS=[PLACE], RENEW_SECRET="kurang")
def test_a_word_that_can_be_guessed_is_refused_at_the_start():
    assert "publishing.E010" in {message.id for message in checks.run_checks()}
