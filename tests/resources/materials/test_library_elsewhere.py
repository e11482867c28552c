"""Where else materials show: the home page, the site's search, the sitemap, the menu, the editors' area."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from publishing.models import User
from tests.resources.factories import KitFactory, MaterialFactory, MaterialFileFactory


def main_of(client, url: str) -> str:
    return client.get(url).content.decode().split("<main")[1].split("</main>")[0]


def close(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_the_library_is_in_the_menu(client):
    assert 'href="/materi/"' in client.get("/").content.decode().split("<main")[0]


def test_the_home_page_shows_the_three_newest_open_materials(client, library):
    assert "Versi baru" not in main_of(client, "/")
    old = MaterialFactory(parent=library, title="Versi lama")
    for number in range(4):
        MaterialFactory(parent=library, title=f"Poster {number}")
    MaterialFactory(parent=library, title="Versi baru", replaces=old)
    close(MaterialFactory(parent=library, title="Untuk mitra"))
    html = main_of(client, "/")
    assert html.index("Versi baru") < html.index("Poster 3") < html.index("Poster 2")
    for missing in ("Poster 1", "Versi lama", "Untuk mitra"):
        assert missing not in html
    assert 'href="/materi/"' in html


def test_with_a_closed_library_the_home_page_shows_no_material(client, library):
    MaterialFactory(parent=library, title="Poster biru")
    close(library)
    assert "Poster biru" not in main_of(client, "/")


def test_search_finds_a_material_but_not_the_version_before(client, library):
    old = MaterialFactory(parent=library, title="Zebrawarna lama")
    MaterialFactory(parent=library, title="Zebrawarna baru", replaces=old)
    html = main_of(client, "/cari/?q=zebrawarna")
    assert 'href="/materi/zebrawarna-baru/"' in html
    assert "/materi/zebrawarna-lama/" not in html


@pytest.mark.parametrize("url", ["/cari/?q=zebrawarna", "/sitemap.xml", "/", "/materi/", "/materi/paket/"])
def test_a_closed_material_or_kit_is_named_nowhere(client, library, kits, url):
    close(MaterialFileFactory(page=MaterialFactory(parent=library, title="Zebrawarna materi")).page)
    close(KitFactory(parent=kits, title="Zebrawarna paket"))
    html = client.get(url).content.decode()
    assert "zebrawarna-" not in html
    assert "Zebrawarna" not in html


def test_open_materials_and_kits_are_in_the_sitemap(client, library, kits):
    MaterialFactory(parent=library, slug="poster-a")
    KitFactory(parent=kits, slug="paket-a")
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/materi/poster-a/" in sitemap
    assert "/materi/paket/paket-a/" in sitemap


@pytest.fixture
def manager(db) -> Client:
    """A client logged in as somebody of the group Pengelola Materi."""
    user = User.objects.create_user("pengelola", password="rahasia-sekali")
    user.groups.add(Group.objects.get(name="Pengelola Materi"))
    client = Client()
    client.force_login(user)
    return client


def test_the_librarys_editors_edit_materials_and_nothing_else(manager, library, page_at):
    material = MaterialFactory(parent=library)
    assert manager.get(f"/admin/pages/{material.pk}/edit/").status_code == 200
    assert manager.get(f"/admin/pages/add/resources/materialpage/{library.pk}/").status_code == 200
    assert manager.get(f"/admin/pages/{page_at('/tentang/').pk}/edit/").status_code == 302


def test_the_menu_lists_materials_and_kits_with_filters(manager, library, kits):
    MaterialFactory(parent=library, title="Poster satu", kind="poster")
    MaterialFactory(parent=library, title="Video satu", kind="video")
    KitFactory(parent=kits, title="Paket satu")
    html = manager.get("/admin/materials/?kind=poster").content.decode()
    assert "Poster satu" in html
    assert "Video satu" not in html
    assert "Paket satu" in manager.get("/admin/kits/").content.decode()
    assert "/admin/materials/" in manager.get("/admin/").content.decode()


def test_the_editors_form_has_its_tabs_and_says_why(manager, library):
    html = manager.get(f"/admin/pages/add/resources/materialpage/{library.pk}/").content.decode()
    for words in ("Keterangan", "untuk siapa", "Tiga langkah", "Pembaca melihatnya sebagai satu kalimat biasa"):
        assert words.lower() in html.lower(), words
