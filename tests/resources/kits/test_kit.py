"""A kit's page: the plan of a session, the material of each part, one download of all."""

import re

import pytest
from wagtail.models import PageViewRestriction

from resources.models import KitPage, State
from tests.resources.factories import (
    KitArchiveFactory,
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
)

MOST_QUERIES = 8


@pytest.fixture
def kit(kits) -> KitPage:
    return KitFactory(parent=kits, title="Paket 60", slug="paket-60")


@pytest.fixture
def material(library):
    """material("Poster") has one file."""
    return lambda title, **fields: MaterialFileFactory(page=MaterialFactory(parent=library, title=title, **fields)).page


def main_of(client, url: str = "/materi/paket/paket-60/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def test_the_plan_says_from_which_minute_to_which(client, kit):
    KitPartFactory(kit=kit, title="Pembukaan", minutes=5, sort_order=0)
    KitPartFactory(kit=kit, title="Isi", minutes=40, talk="<p>Dengarkan dulu.</p>", sort_order=1)
    KitPartFactory(kit=kit, title="Tanya jawab", minutes=15, sort_order=2)
    html = main_of(client)
    assert "60 menit" in html
    times = [" ".join(re.sub("<[^>]*>", " ", part).split()) for part in re.findall(r"<li>(.*?)</li>", html, re.S)]
    assert "Menit 0 sampai 5 Pembukaan" in times
    assert "Menit 5 sampai 45 Isi Dengarkan dulu." in times
    assert "Menit 45 sampai 60 Tanya jawab" in times


def test_everything_comes_with_one_button_when_the_archive_is_there(client, kit, material):
    KitPartFactory(kit=kit, material=material("Poster"))
    assert "ZIP berisi semuanya sedang disiapkan." in main_of(client)
    archive = KitArchiveFactory(kit=kit)
    html = main_of(client)
    assert 'href="/materi/paket/paket-60/paket-60.zip"' in html
    assert "Unduh semua (ZIP, 18 MB)" in html
    for state in (State.PENDING, State.FAILED):  # the former archive serves
        archive.state = state
        archive.save()
        assert "Unduh semua (ZIP, 18 MB)" in main_of(client)


def test_a_kit_without_any_material_promises_no_archive(client, kit):
    KitPartFactory(kit=kit)
    html = main_of(client)
    assert "ZIP" not in html
    assert "Berkas satuan" not in html


def test_each_part_leads_to_its_material_and_its_files_come_single(client, kit, material):
    poster = material("Poster tanda")
    KitPartFactory(kit=kit, material=poster, sort_order=0)
    KitPartFactory(kit=kit, material=poster, sort_order=1)
    html = main_of(client)
    assert html.count('class="file"') == 1, "a material used twice comes once"
    assert html.count('href="/materi/poster-tanda/"') == 3
    assert f'href="/materi/berkas/{poster.files.get().pk}/poster-tanda-a3.pdf"' in html


def test_a_material_that_is_closed_or_unpublished_is_not_named(client, kit, material):
    closed, draft = material("Untuk mitra"), material("Draf")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    draft.unpublish()
    for part in (closed, draft):
        KitPartFactory(kit=kit, title="Bagian", material=part)
    html = main_of(client)
    assert "Untuk mitra" not in html
    assert "Draf" not in html
    assert "/materi/berkas/" not in html


def test_a_kit_is_found_by_what_is_said_in_it(client, kit):
    kit.parts.add(KitPartFactory.build(kit=kit, title="Zebrawarna", talk="<p>Kata hijaumuda.</p>"))
    kit.save_revision().publish()
    for word in ("zebrawarna", "hijaumuda"):
        assert "/materi/paket/paket-60/" in client.get(f"/cari/?q={word}").content.decode()


def test_the_folder_lists_the_kits_that_are_open(client, kits, kit):
    closed = KitFactory(parent=kits, title="Paket mitra")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    KitFactory(parent=kits, title="Paket draf", live=False)
    html = main_of(client, "/materi/paket/")
    assert "Paket 60" in html
    assert "Paket mitra" not in html
    assert "Paket draf" not in html


def test_a_page_takes_few_queries_however_long_the_plan(client, kit, material, django_assert_max_num_queries):
    for number in range(8):
        KitPartFactory(kit=kit, material=material(f"Poster {number}"), sort_order=number)
    KitArchiveFactory(kit=kit)
    client.get("/materi/paket/paket-60/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Poster 7" in main_of(client)
