"""A material's page: what it is, its files, its versions, its preview."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.models import PageViewRestriction

from resources.materials.models import RESERVED_SLUGS
from resources.models import MaterialFile, MaterialPage, State
from tests.resources.factories import (
    DocumentFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
    PreviewPictureFactory,
)

MOST_QUERIES = 8


@pytest.fixture
def material(library) -> MaterialPage:
    return MaterialFactory(parent=library, title="Poster tanda", slug="poster-tanda")


def main_of(client, url: str = "/materi/poster-tanda/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(main.split())  # where a line breaks is nobody's promise


def close(page: MaterialPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_file_has_one_button_that_says_what_comes(client, material):
    file = MaterialFileFactory(page=material, print_note="Cetak bolak-balik.")
    PreparationFactory(document=file.document, pages=2)
    row = re.search(r'<li class="file">.*?</li>', main_of(client), re.S)[0]
    assert len(re.findall(r"<a\s", row)) == 1
    assert f'href="/materi/berkas/{file.pk}/poster-tanda-a3.pdf"' in row
    assert "Unduh PDF A3, 1,2 MB" in row
    assert "Cetak di kertas A3" in row
    assert "1,2 MB, kira-kira 20 detik di jaringan lambat" in row
    assert "2 halaman" in row
    assert "Cetak bolak-balik." in row


@pytest.mark.parametrize(("sides", "name"), [
    ((297, 420), "A3"), ((420, 297), "A3"), ((210, 297), "A4"), ((211, 296), "A4"),
    ((500, 700), "50 × 70 cm"), ((None, None), ""),
])  # fmt: skip
def test_a_sheet_is_called_by_its_name(db, sides, name):
    assert PreparationFactory(sheet_width=sides[0], sheet_height=sides[1]).sheet == name


@pytest.mark.parametrize(("purpose", "says"), [("cetak", True), ("tayang", False)])
def test_the_sides_of_a_sheet_without_a_name_stand_beside_the_button_and_only_for_paper(
    client, material, purpose, says
):
    file = MaterialFileFactory(page=material, purpose=purpose)
    PreparationFactory(document=file.document, sheet_width=500, sheet_height=700)
    html = main_of(client)
    assert "Unduh PDF, 1,2 MB" in html
    assert ("50 × 70 cm" in html) is says


def test_the_licence_is_one_plain_sentence(client, material):
    assert "Boleh dicetak, diubah, dan dibagikan, asal menyebut Pemerintah Kota Payakumbuh" in main_of(client)


def test_every_licence_has_its_sentence():
    assert all(MaterialPage(licence=licence).licence_sentence for licence in MaterialPage.Licence)


def test_the_address_alone_is_passed_on(client, material):
    assert 'href="https://wa.me/?text=http%3A%2F%2Flocalhost%3A8000%2Fmateri%2Fposter-tanda%2F"' in main_of(client)


def test_the_first_page_shows_and_the_others_wait_until_they_are_opened(client, material):
    preparation = PreparationFactory(document=MaterialFileFactory(page=material).document)
    first, second = (PreviewPictureFactory(preparation=preparation, page_number=number) for number in (1, 2))
    html = main_of(client)
    closed = html[html.index("<details>") : html.index("</details>")]
    assert first.url not in closed
    assert second.url in closed
    assert 'loading="lazy"' in closed
    for picture in re.findall(r"<img[^>]*pratinjau[^>]*>", html):
        assert 'width="30" height="42"' in picture
        assert re.search(r'alt="Halaman \d dari “Poster tanda”"', picture)


def test_a_preview_that_is_not_ready_says_so(client, material):
    file = MaterialFileFactory(page=material)
    assert "Pratinjau sedang disiapkan." in main_of(client)
    PreparationFactory(document=file.document, state=State.PENDING)
    assert "Pratinjau sedang disiapkan." in main_of(client)


def test_a_preview_that_failed_leaves_a_plain_card_and_no_reason(client, material):
    file = MaterialFileFactory(page=material)
    PreparationFactory(document=file.document, state=State.FAILED, failure="pdfium: 3")
    html = main_of(client)
    assert "disiapkan" not in html
    assert "pdfium" not in html
    assert 'class="cover"' in html
    assert "Unduh PDF" in html


def test_the_file_with_pictures_is_shown_even_when_it_is_not_the_first(client, material):
    MaterialFileFactory(page=material, sort_order=0)
    second = MaterialFileFactory(page=material, sort_order=1)
    picture = PreviewPictureFactory(preparation=PreparationFactory(document=second.document))
    assert picture.url in main_of(client)


def test_the_copy_for_whatsapp_is_offered_when_it_is_ready(client, material):
    file = MaterialFileFactory(page=material)
    preparation = PreparationFactory(document=file.document, whatsapp="w.jpg", whatsapp_size=184_320)
    html = main_of(client)
    assert f'href="/materi/berkas/{file.pk}/whatsapp/poster-tanda-whatsapp.jpg"' in html
    assert "Unduh JPEG, 180 KB" in html
    preparation.state = State.PENDING
    preparation.save()
    assert "/whatsapp/" not in main_of(client)


def copied(material, purpose: str, sides: tuple[int, int] = (210, 297)):
    file = MaterialFileFactory(page=material, purpose=purpose)
    width, height = sides
    PreparationFactory(
        document=file.document, whatsapp="w.jpg", whatsapp_size=100, sheet_width=width, sheet_height=height
    )
    return file


def test_of_one_sheet_in_several_sizes_the_smallest_is_copied_once(client, material):
    copied(material, "a3", (297, 420))
    small = copied(material, "cetak", (148, 210))
    copied(material, "a4", (297, 210))  # the small one twice, side by side
    assert re.findall(r"/materi/berkas/(\d+)/whatsapp/", main_of(client)) == [str(small.pk)]


@pytest.mark.parametrize(
    "kind", [kind for kind in MaterialPage.Kind if kind not in {MaterialPage.Kind.POSTER, MaterialPage.Kind.LEAFLET}]
)
def test_of_what_says_nothing_as_one_picture_no_copy_is_offered(client, material, kind):
    copied(material, "a4")
    material.kind = kind
    material.save_revision().publish()
    assert "/whatsapp/" not in main_of(client)


def test_a_file_for_whatsapp_of_the_office_stands_in_place_of_the_copy(client, material):
    PreparationFactory(document=MaterialFileFactory(page=material).document, whatsapp="w.jpg", whatsapp_size=184_320)
    MaterialFileFactory(page=material, purpose=MaterialFile.Purpose.WHATSAPP)
    assert main_of(client).count("Kirim lewat WhatsApp") == 1


def test_an_old_version_stays_reachable_and_leads_to_the_newer(client, library, material):
    assert "versi lama" not in main_of(client)
    MaterialFactory(parent=library, title="Poster baru", version="2", replaces=material)
    html = main_of(client)
    assert "Ini versi lama." in html
    assert re.search(r'<a href="/materi/poster-baru/">Yang baru: Poster baru, versi 2</a>', html)


def test_a_new_version_leads_back_to_the_one_before_as_far_as_one_may_open_it(client, library, material):
    MaterialFactory(parent=library, slug="poster-baru", version="2", replaces=material)
    assert '<a class="more" href="/materi/poster-tanda/">Versi sebelumnya: 1</a>' in main_of(
        client, "/materi/poster-baru/"
    )
    close(material)
    assert "Versi sebelumnya" not in main_of(client, "/materi/poster-baru/")


def test_its_topics_lead_to_what_else_the_library_has_on_them(client, material):
    material.topics.add("TPPO", "Kerja jauh")
    material.save()
    links = re.findall(r'<a class="chip" href="([^"]*)"[^>]*>([^<]*)</a>', main_of(client))
    assert links == [("/materi/?topik=kerja-jauh", "Kerja jauh"), ("/materi/?topik=tppo", "TPPO")]
    for address, _name in links:
        assert "Poster tanda" in main_of(client, address)


def test_a_newer_version_that_is_closed_is_not_named(client, library, material):
    newer = MaterialFactory(parent=library, title="Poster rahasia", replaces=material)
    close(newer)
    assert "Poster rahasia" not in main_of(client)
    newer.unpublish()
    assert "Poster rahasia" not in main_of(client)


def test_a_material_can_not_replace_itself_in_one_step_or_in_two(library, material):
    newer = MaterialFactory(parent=library, replaces=material)
    for wrong in (material, newer):
        material.replaces = wrong
        with pytest.raises(ValidationError, match="menggantikan dirinya"):
            material.clean()


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_an_address_of_the_library_is_no_material(library, client, slug):
    material = MaterialFactory.build(slug=slug)
    with pytest.raises(ValidationError, match="pustaka materi"):
        material.clean()


def test_a_file_is_named_after_its_material_and_purpose(material):
    file = MaterialFileFactory(page=material, purpose="ubah", document=DocumentFactory(ending="pptx"))
    assert file.download_name == "poster-tanda-ubah.pptx"
    assert file.format == "PPTX"


def test_audiences_are_kept_as_a_list_in_order(library):
    material = MaterialFactory(parent=library, audiences=["ulama", "umum"])
    assert MaterialPage.objects.get(pk=material.pk).audiences == ["ulama", "umum"]
    revised = material.save_revision().as_object()
    assert revised.audiences == ["ulama", "umum"]
    assert revised.audience_names == ["Ulama dan majelis taklim", "Semua orang"]


@pytest.mark.parametrize("wrong", [[], ["lain"], ["umum", "lain"]])
def test_audiences_must_be_of_the_choices_and_at_least_one(library, wrong):
    material = MaterialFactory(parent=library)
    material.audiences = wrong
    with pytest.raises(ValidationError) as raised:
        material.full_clean()
    assert "audiences" in raised.value.message_dict


def test_audiences_are_ticked_in_the_form():
    field = MaterialPage._meta.get_field("audiences").formfield()
    assert field.clean(QueryDict("a=umum&a=anak").getlist("a")) == ["umum", "anak"]
    assert 'type="checkbox"' in str(field.widget.render("a", ["umum"]))


def test_the_page_describes_itself_as_a_work_with_its_licence(client, material):
    html = client.get("/materi/poster-tanda/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    work = next(entry for entry in data if entry["@type"] == "CreativeWork")
    assert work["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert work["name"] == "Poster tanda"


def test_a_page_takes_few_queries_however_many_files(client, material, django_assert_max_num_queries):
    for number in range(6):
        file = MaterialFileFactory(page=material)
        preparation = PreparationFactory(document=file.document)
        for page in range(3):
            PreviewPictureFactory(preparation=preparation, page_number=page + 1 + number)
    client.get("/materi/poster-tanda/")
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/materi/poster-tanda/")


def test_a_draft_shows_its_editor_topics_that_are_not_stored_yet(material):
    material.topics.add("Kerja jauh")
    assert "?topik=kerja-jauh" in material.make_preview_request().content.decode()


def test_a_draft_with_hardly_anything_can_be_looked_at_by_its_editor(material, admin_client):
    draft = MaterialPage(title="Draf", slug="draf", kind="", licence="", audiences=[])
    draft.files.add(MaterialFile(purpose=""))
    draft.path, draft.depth = material.path[:-4] + "9999", material.depth
    response = draft.make_preview_request()
    assert response.status_code == 200
