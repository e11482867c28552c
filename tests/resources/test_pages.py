"""Every page of the library renders, with least and with most content."""

from tests.resources.factories import (
    KitArchiveFactory,
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
    PreviewPictureFactory,
)


def test_a_material_with_least_content_renders(client, library):
    MaterialFactory(parent=library, slug="kosong", summary="")
    assert client.get("/materi/kosong/").status_code == 200


def test_a_material_shows_its_files_with_size_and_button(client, library):
    file = MaterialFileFactory(page=MaterialFactory(parent=library, slug="poster-tanda"))
    PreviewPictureFactory(preparation=PreparationFactory(document=file.document))
    html = client.get("/materi/poster-tanda/").content.decode()
    assert f'href="/materi/berkas/{file.pk}/poster-tanda-a3.pdf"' in html
    assert "1,2 MB, kira-kira 20 detik di jaringan lambat" in html
    assert "Unduh PDF A3, 1,2 MB" in html


def test_a_kit_shows_its_plan_and_one_download(client, library, kits):
    kit = KitFactory(parent=kits, slug="paket-60")
    KitPartFactory(kit=kit, material=MaterialFactory(parent=library, title="Poster tanda"), minutes=20)
    KitPartFactory(kit=kit, title="Tanya jawab", minutes=40)
    KitArchiveFactory(kit=kit)
    html = client.get("/materi/paket/paket-60/").content.decode()
    assert 'href="/materi/paket/paket-60/paket-60.zip"' in html
    assert "ZIP, 18 MB" in html
    assert "60 menit" in html
    assert "Poster tanda" in html


def test_the_indexes_render_empty_and_full(client, library, kits):
    assert client.get("/materi/").status_code == client.get("/materi/paket/").status_code == 200
    MaterialFactory(parent=library, title="Poster penuh")
    KitFactory(parent=kits, title="Paket penuh")
    assert "Poster penuh" in client.get("/materi/").content.decode()
    assert "Paket penuh" in client.get("/materi/paket/").content.decode()


def test_a_preview_is_seen_by_those_who_may_open_a_material_with_it(client, library):
    file = MaterialFileFactory(page=MaterialFactory(parent=library))
    picture = PreviewPictureFactory(preparation=PreparationFactory(document=file.document))
    response = client.get(picture.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    file.page.unpublish()
    assert client.get(picture.url).status_code == 404
