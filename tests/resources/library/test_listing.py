"""Looking through the library: filters that combine, words, pages, and never a dead end or an error."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from resources.library.facets import FACETS
from resources.library.listing import A_PAGE, MaterialListing
from resources.models import MaterialPage
from tests.resources.factories import (
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
    PreviewPictureFactory,
)

MOST_QUERIES, AFTER_A_CHANGE = 9, 20  # after a change the index is read anew with the kits, and what all pages share


@pytest.fixture
def add(library):
    """add("Judul", "TPPO", kind="video") makes a published material with these topics."""

    def make(title: str, *topics: str, **fields) -> MaterialPage:
        material = MaterialFactory(parent=library, title=title, **fields)
        if topics:
            material.topics.add(*topics)
            material.save()
        return material

    return make


def listing(query: str = "", words: str = "") -> MaterialListing:
    return MaterialListing(QueryDict(query), words)


def titles(query: str = "", words: str = "") -> list[str]:
    known = dict(MaterialPage.objects.values_list("pk", "title"))
    return [known[pk] for pk in listing(query, words).pages.shown]


def choices(label: str, query: str = "", words: str = "") -> dict[str, int]:
    found = next((found for found in listing(query, words).filters.filters if found.heading == label), None)
    return {option.label: option.count for option in found.options} if found else {}


def main_of(response) -> str:
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(main.split())  # where a line breaks is nobody's promise


def close(page, group: str = "Mitra Adat") -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name=group))


def test_each_filter_leaves_what_it_names(add):
    add("Poster", "TPPO", kind="poster", audiences=["umum", "remaja"])
    add("Video", "KDRT", kind="video", audiences=["ulama"], language="min")
    assert titles("jenis=poster") == titles("untuk=remaja") == titles("topik=tppo") == titles("bahasa=id") == ["Poster"]
    assert titles("jenis=video") == titles("untuk=ulama") == titles("topik=kdrt") == titles("bahasa=min") == ["Video"]


def test_filters_combine(add):
    add("Satu", "TPPO", kind="poster")
    add("Dua", "KDRT", kind="poster")
    add("Tiga", "TPPO", kind="video")
    assert titles("jenis=poster&topik=tppo") == ["Satu"]


def test_one_audience_is_not_taken_for_another_that_has_its_letters(add):
    add("Untuk ninik mamak", audiences=["ninik-mamak"])
    assert titles("untuk=ninik-mamak") == ["Untuk ninik mamak"]
    assert titles("untuk=anak") == []


def test_a_choice_says_how_many_it_leaves_together_with_the_others(add):
    add("Satu", "TPPO", kind="poster", audiences=["umum", "anak"])
    add("Dua", "TPPO", "KDRT", kind="video", audiences=["umum"])
    add("Tiga", "KDRT", kind="video", audiences=["anak"])
    assert choices("Jenis") == {"Poster": 1, "Video": 2}
    assert choices("Untuk siapa") == {"Semua orang": 2, "Anak": 2}
    assert choices("Topik") == {"KDRT": 2, "TPPO": 2}
    assert choices("Jenis", "topik=tppo") == {"Poster": 1, "Video": 1}
    assert choices("Topik", "jenis=video") == {"KDRT": 2, "TPPO": 1}
    assert choices("Jenis", "jenis=video&untuk=anak") == {"Poster": 1, "Video": 1}


def test_every_number_is_true(add, client):
    for number in range(12):
        add(
            f"Materi {number}",
            ["TPPO", "KDRT", "Anak"][number % 3],
            kind=["poster", "video"][number % 2],
            audiences=[["umum"], ["umum", "anak"], ["ulama"], ["anak", "ulama"]][number % 4],
            language=["id", "min"][number % 5 == 0],
        )
    for query in ("", "jenis=poster", "topik=tppo&untuk=anak", "bahasa=min&jenis=poster"):
        for found in listing(query).filters.filters:
            for option in found.options:
                if not option.is_chosen:
                    assert listing(option.address.lstrip("?")).filters.count == option.count, (query, option)


def test_a_choice_leads_on_and_a_chosen_one_back(add, client):
    add("Poster", "TPPO", kind="poster")
    add("Video", "TPPO", kind="video")
    html = main_of(client.get("/materi/?topik=tppo&halaman=1"))
    assert 'href="?jenis=video&amp;topik=tppo"' in html
    assert re.search(r'href="\?"[^>]*data-chosen', html)
    assert "Video" in main_of(client.get("/materi/?jenis=video&topik=tppo"))


def test_a_filter_with_one_value_only_is_not_offered(add):
    add("Satu", kind="poster")
    add("Dua", kind="poster")
    assert "Jenis" not in [found.heading for found in listing().filters.filters]


def test_filters_that_leave_nothing_say_so_and_lead_on(add, client):
    add("Poster", "TPPO", kind="poster")
    add("Video", "KDRT", kind="video")
    html = main_of(client.get("/materi/?jenis=poster&topik=kdrt"))
    assert "Belum ada materi yang seperti ini" in html
    assert 'href="/materi/"' in html
    assert 'href="?topik=kdrt"' in html
    assert 'href="?jenis=poster"' in html


def test_a_topic_that_no_material_has_any_more_can_be_taken_away(add, client):
    add("Poster", "TPPO")
    html = main_of(client.get("/materi/?topik=lama"))
    assert re.search(r'href="\?"[^>]*data-chosen', html)
    assert "lama" not in html.replace('value="lama"', "")


def test_the_newest_come_first_12_a_page(library, client):
    day = timezone.now()
    for number in range(A_PAGE + 2):
        MaterialFactory(
            parent=library, title=f"Materi {number:02}", first_published_at=day + timezone.timedelta(minutes=number)
        )
    assert titles()[0] == "Materi 13"
    assert len(titles()) == A_PAGE == 12
    assert titles("halaman=2") == ["Materi 01", "Materi 00"]
    html = main_of(client.get("/materi/"))
    assert "halaman 1 dari 2" in html
    assert 'href="?halaman=2"' in html


@pytest.mark.parametrize("page", ["0", "-1", "3", "999999", "9999999999", "abc", "", "1.5", "²"])
def test_a_page_that_is_not_there_is_answered_with_one_that_is(add, client, page):
    add("Poster")
    assert "Poster" in main_of(client.get("/materi/", {"halaman": page}))


def test_the_former_address_of_a_page_leads_to_the_present_one(client):
    response = client.get("/materi/?jenis=poster&hal=2")
    assert (response.status_code, response["Location"]) == (301, "/materi/?jenis=poster&halaman=2")
    assert client.get("/materi/?hal=3&halaman=2")["Location"] == "/materi/?halaman=2"
    assert client.get("/materi/", {"hal": "\x00&x=1"})["Location"] == "/materi/?halaman=%00%26x%3D1"


def test_filtered_lists_are_not_for_search_engines(add, client):
    add("Poster", kind="poster")
    assert "noindex" not in client.get("/materi/").content.decode()
    html = client.get("/materi/?jenis=poster").content.decode()
    assert '<meta name="robots" content="noindex, follow">' in html
    assert '<link rel="canonical" href="http://localhost:8000/materi/">' in html


def test_what_is_closed_or_unpublished_is_neither_listed_nor_counted(add, library):
    add("Terbuka", kind="poster")
    close(add("Untuk mitra", "Rahasia", kind="video"))
    add("Draf", "Draf", kind="audio").unpublish()
    assert titles() == ["Terbuka"]
    assert listing().filters.count == 1
    assert choices("Jenis") == choices("Topik") == {}
    assert titles(words="mitra") == []


def test_a_closed_library_has_nothing_and_no_search(add, library, client):
    add("Poster")
    close(library)
    assert titles() == []
    assert client.post("/materi/cari/", {"kata": "poster"}).status_code == 404


def test_a_version_with_a_newer_one_is_not_listed_while_the_newer_is_open(add):
    old = add("Versi lama")
    new = add("Versi baru", replaces=old)
    assert titles() == ["Versi baru"]
    close(new)
    assert titles() == ["Versi lama"]
    new.unpublish()
    assert titles() == ["Versi lama"]


def test_the_kits_are_named_when_one_is_open(client, kits, library):
    assert 'href="/materi/paket/"' not in main_of(client.get("/materi/"))
    kit = KitFactory(parent=kits)
    assert 'href="/materi/paket/"' in main_of(client.get("/materi/"))
    close(kit)
    assert 'href="/materi/paket/"' not in main_of(client.get("/materi/"))


def test_words_are_found_in_title_summary_steps_and_topics(add):
    steps = MaterialPage._meta.get_field("use_steps").stream_block.to_python(
        [{"type": "step", "value": {"title": "Tempel", "text": "<p>di lapau.</p>"}}]
    )
    add("Poster ombak", "Gelombang", summary="Tentang pasang.", use_steps=steps).save_revision().publish()
    add("Lainnya", summary="Tidak ada.")
    for words in ("ombak", "pasang", "lapau", "gelombang"):
        assert titles(words=words) == ["Poster ombak"], words


def test_materials_with_all_the_words_come_alone_else_those_with_any(add):
    add("Poster anak")
    add("Poster ibu")
    assert titles(words="poster anak") == ["Poster anak"]
    assert set(titles(words="ibu anak")) == {"Poster ibu", "Poster anak"}


def test_what_bears_the_words_in_its_title_comes_first(add):
    day = timezone.now()
    for minute, (title, summary) in enumerate(
        [("Poster ombak", ""), ("Selebaran Ombak tinggi", ""), ("Lagu", "Tentang ombak."), ("Film", "Ombak tinggi.")]
    ):
        add(title, summary=summary, first_published_at=day + timezone.timedelta(minutes=minute))
    assert titles(words="ombak") == ["Poster ombak", "Selebaran Ombak tinggi", "Film", "Lagu"]
    assert titles(words="ombak tinggi") == ["Selebaran Ombak tinggi", "Film"]


def test_words_and_filters_combine(add):
    add("Poster ombak", "TPPO", kind="poster")
    add("Poster ombak lain", "KDRT", kind="poster")
    add("Film ombak", "TPPO", kind="video")
    assert titles("topik=tppo&jenis=poster", words="ombak") == ["Poster ombak"]


def test_words_stay_out_of_every_address(add, client):
    for number in range(A_PAGE + 1):
        add(f"Poster kata {number}", "TPPO" if number else "KDRT")
    response = client.post("/materi/cari/", {"kata": "kata", "topik": "tppo"})
    html = main_of(response)
    assert not response.cookies
    assert "kata" not in " ".join(re.findall(r'(?:href|action)="([^"]*)"', html)).replace("poster-kata", "")
    assert "<title>Cari materi" in response.content.decode()
    assert re.search(r'<input type="hidden" name="topik" value="tppo">', html)


def test_with_words_filters_and_pages_are_buttons_of_one_form(add, client):
    for number in range(A_PAGE + 1):
        add(f"Poster {number}", kind="poster")
    add("Poster bergerak", kind="video")
    html = main_of(client.post("/materi/cari/", {"kata": "poster"}))
    assert re.search(r'<button[^>]*form="saring" name="halaman" value="2"', html)
    assert re.search(r'<button[^>]*form="saring" name="jenis" value="video"', html)
    second = main_of(client.post("/materi/cari/", {"kata": "poster", "halaman": "2"}))
    assert "halaman 2 dari 2" in second
    # A button comes after the hidden fields of the form: the last value of a name counts.
    taken_away = client.post("/materi/cari/", "kata=poster&jenis=video&jenis=", "application/x-www-form-urlencoded")
    assert f"{A_PAGE + 2} materi" in main_of(taken_away)


def test_without_words_the_search_leads_to_the_library_with_its_filters(add, client):
    assert client.post("/materi/cari/", {"kata": " ", "jenis": "poster"})["Location"] == "/materi/?jenis=poster"
    assert client.get("/materi/cari/")["Location"] == "/materi/"


def test_nothing_found_offers_all_materials(add, client):
    add("Poster")
    html = main_of(client.post("/materi/cari/", {"kata": "zzzz"}))
    assert "Belum ada materi yang seperti ini" in html
    assert 'href="/materi/"' in html


def test_a_material_shows_its_first_page_and_a_closed_one_to_nobody(add, client):
    shown, drawn = add("Poster"), add("Video")
    document = MaterialFileFactory(page=shown).document
    picture = PreviewPictureFactory(preparation=PreparationFactory(document=document), page_number=1, cover="c.avif")
    picture.cover.storage.save("c.avif", ContentFile(b"avif"))
    address = f"/materi/pratinjau/{picture.pk}/sampul.avif"
    assert [f'src="{address}"' in card for card in listing().cards] == [False, True]
    assert f'<img src="{address}"' in main_of(client.get("/materi/"))
    assert client.get(address)["Content-Type"] == "image/avif"
    close(shown)
    assert client.get(address).status_code == 404
    assert drawn.title in main_of(client.get("/materi/"))


def test_the_library_begins_with_its_kits_and_their_plan(kits, client):
    kit = KitFactory(parent=kits, title="Satu jam di nagari")
    KitPartFactory(kit=kit, title="Menyapa", minutes=15)
    html = main_of(client.get("/materi/"))
    assert html.index("Satu jam di nagari") < html.index("15 menit") < html.index("Menyapa") < html.index('id="saring"')


def test_queries_do_not_grow_with_materials(add, client, django_assert_max_num_queries, django_assert_num_queries):
    add("Poster", "TPPO")
    MaterialFileFactory(page=MaterialPage.objects.get(title="Poster"))
    with django_assert_max_num_queries(AFTER_A_CHANGE):
        client.get("/materi/")
    with CaptureQueriesContext(connection) as before:
        client.get("/materi/")
    assert len(before) <= MOST_QUERIES
    for number in range(A_PAGE + 5):
        MaterialFileFactory(page=add(f"Poster {number}", f"Topik {number}"))
    with django_assert_max_num_queries(AFTER_A_CHANGE):
        client.get("/materi/")
    with django_assert_num_queries(len(before)):
        client.get("/materi/")
    for query in ("?jenis=poster&untuk=umum&topik=tppo&bahasa=id&halaman=2", "?topik=tidak-ada", "?halaman=99"):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(f"/materi/{query}")
    for words in ("poster", "zzzz poster", "zzzz"):
        with django_assert_max_num_queries(MOST_QUERIES):
            client.post("/materi/cari/", {"kata": words})


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sent=st.dictionaries(
        st.sampled_from([*(facet.name for facet in FACETS), "halaman", "lain"]),
        st.text(max_size=40) | st.sampled_from(["poster", "umum", "tppo", "id", "2", "\x00", "'", '"', "%"]),
        max_size=5,
    ),
    words=st.text(max_size=40),
)
def test_anything_that_a_stranger_sends_is_answered(client, sent, words):
    assert client.get("/materi/", sent).status_code == 200
    assert client.post("/materi/cari/", sent | {"kata": words}).status_code in {200, 302}
