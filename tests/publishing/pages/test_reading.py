"""What pages show is rendered once a generation, and once for whatever they take from the query of an address."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from publishing.models import SitePage
from publishing.pages import generation, navigation, reading
from publishing.pages.kept import Kept
from publishing.pages.visibility import stands_below, stands_beside


def main_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("list_of", "narrowed"),
    [
        ("/kegiatan/", "?tahun=2024"),
        ("/materi/", "?jenis=poster"),
        ("/kekerasan/", "?halaman=1"),
        ("/materi/paket/", "?halaman=1"),
    ],
)
def test_a_list_is_rendered_once_for_what_it_takes_from_the_query(client, home, monkeypatch, list_of, narrowed):
    whole, found = main_of(client.get(list_of)), main_of(client.get(list_of + narrowed))
    assert (whole == found) == (narrowed == "?halaman=1")
    made = []
    monkeypatch.setattr(reading._contents, "_make", lambda *_args: made.append(1))
    assert main_of(client.get(list_of + narrowed + "&fbclid=abc")) == found
    assert main_of(client.get(list_of + "?fbclid=abc")) == whole
    assert not made
    monkeypatch.undo()
    generation.renew()
    assert main_of(client.get(list_of + narrowed)) == found


@pytest.mark.parametrize("url", ["/", "/kekerasan/fisik/", "/tentang/"])
def test_a_page_that_takes_nothing_from_the_query_is_rendered_once(client, home, monkeypatch, url):
    whole = main_of(client.get(url))
    monkeypatch.setattr(reading._contents, "_make", lambda *_args: pytest.fail("It is rendered again."))
    assert main_of(client.get(url + "?fbclid=abc")) == whole


def test_a_page_that_does_not_say_what_it_takes_is_rendered_for_each_query(rf, db):
    generation.renew()
    page, made = SimpleNamespace(found_open=True), []

    def shown(query: str, *understood: str) -> str:
        request = rf.get(f"/uji/{query}")
        if understood:
            reading.understood(request, *understood)
        return reading.content(request, page, lambda: made.append(query) or query)

    assert [shown(query) for query in ("?a=1", "?a=2", "?a=1")] == ["?a=1", "?a=2", "?a=1"] == made
    assert [shown(query, "a") for query in ("?a=1&b=2", "?b=3&a=1")] == ["?a=1&b=2"] * 2
    assert shown("?a=2", "b") == "?a=2"


def test_parts_that_are_known_are_not_rendered_again(monkeypatch):
    words = ["satu"]
    monkeypatch.setattr(reading, "_contents", Kept(lambda: words[0], most=1000, weigh=len))
    asked = []

    def render(keys: list[int]) -> dict[int, str]:
        asked.append(keys)
        return {key: f"<{key}>" for key in keys if key != 4}

    assert reading.parts("kind", [1, 2], render) == {1: "<1>", 2: "<2>"}
    assert reading.parts("kind", [3, 2, 4], render) == {2: "<2>", 3: "<3>"}
    assert reading.parts("other", [1], render) == {1: "<1>"}
    words[0] = "dua"
    assert reading.parts("kind", [1], render) == {1: "<1>"}
    assert asked == [[1, 2], [3, 4], [1], [1]]


def test_addresses_are_asked_for_once_and_only_those_that_somebody_wants(home, page_at, monkeypatch):
    paths = [f"{home.url_path}{address}" for address in ("kekerasan/", "kekerasan/fisik/", "kekerasan/tidak-ada/")]
    known = navigation.Addresses()
    for number_of_queries in (1, 0):
        with CaptureQueriesContext(connection) as queries:
            found = known.among(paths)
        assert len(queries) == number_of_queries
        assert found == {paths[0]: page_at("/kekerasan/").pk, paths[1]: page_at("/kekerasan/fisik/").pk}
    monkeypatch.setattr(navigation, "MOST", 0)
    assert known.among([f"{home.url_path}tppo/", paths[0]]).keys() == {f"{home.url_path}tppo/", paths[0]}
    assert len(known._known) == len(paths), "strangers can ask for any number of addresses"


def test_the_pages_below_a_page_are_those_that_wagtail_finds(home, page_at):
    for page in (home, page_at("/kekerasan/"), page_at("/materi/"), page_at("/tentang/")):
        below = Page.objects.filter(stands_below(page))
        assert set(below) == set(Page.objects.child_of(page))
        assert set(Page.objects.filter(stands_beside(page))) == set(Page.objects.sibling_of(page))


def test_pages_that_take_nothing_from_the_query_show_the_same_for_any(client, home, monkeypatch):
    monkeypatch.setattr(reading, "_contents", Kept(lambda: "", most=1))  # nothing is kept
    every = "?halaman=2&kelurahan=talang&semua=topik&tahun=2024&jenis=poster&topik=tppo&q=x&kata=x&hal=2"
    classes = {model for model in apps.get_models() if issubclass(model, SitePage) and not model.takes_from_query}
    pages = {model: model.objects.live().first() for model in classes}
    assert len(classes) == 9
    for page in filter(None, pages.values()):
        assert main_of(client.get(page.url)) == main_of(client.get(page.url + every)), page.url
