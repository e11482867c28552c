"""
A stranger reaches a closed material by none of its ways, and a partner by all of them.

Every test asks the real addresses. What is closed bears one word that stands nowhere else, in its title, its address,
its topic, its texts and its files.
"""

import csv
import re
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.models import PageViewRestriction

from publishing.models import User
from publishing.pages import share_card
from publishing.uploads.documents import CleanDocument
from resources.kits import building
from resources.models import KitPage, MaterialFile, MaterialPage, PreviewPicture
from tests.resources.factories import (
    DocumentFactory,
    KitArchiveFactory,
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
    PreviewPictureFactory,
)
from tests.resources.pictures import webp

WORD = "zebrawarna"
CONTENT = f"%PDF-1.4\n% {WORD}\n%%EOF\n".encode()
# The ways of closing a page that an editor has, and from where. "parent" closes what lies above it.
WAYS = ["groups", "login", "password", "parent"]


@dataclass
class Closed:
    """A closed material with everything that belongs to it."""

    material: MaterialPage
    file: MaterialFile
    picture: PreviewPicture
    kit: KitPage  # closed as well
    open_kit: KitPage  # open, with the closed material in one of its parts

    @property
    def files(self) -> list[str]:
        """The addresses of whole files."""
        return [self.file.download_url, self.file.whatsapp_url, self.kit.archive_url]


def close(page, way: str = "groups") -> None:
    page = page.get_parent() if way == "parent" else page
    kind = "groups" if way == "parent" else way
    restriction, made = PageViewRestriction.objects.get_or_create(page=page, restriction_type=kind, password="kunci")
    if made and kind == "groups":
        restriction.groups.add(Group.objects.get(name="Mitra Adat"))


def make(library, kits) -> Closed:
    material = MaterialFactory(
        parent=library, title=f"Panduan {WORD}", slug=f"panduan-{WORD}", summary=f"Tentang {WORD}.", changes=WORD
    )
    material.topics.add(WORD)
    material.save()
    document = DocumentFactory(title=f"Berkas {WORD}", file=CleanDocument(BytesIO(CONTENT), f"{WORD}.pdf", []))
    file = MaterialFileFactory(page=material, document=document)
    preparation = PreparationFactory(document=document, whatsapp_size=100)
    preparation.whatsapp.save(f"{WORD}.jpg", ContentFile(webp(31, 41)))
    kit = KitFactory(parent=kits, title=f"Paket {WORD}", slug=f"paket-{WORD}")
    KitPartFactory(kit=kit, material=material)
    KitArchiveFactory(kit=kit)
    open_kit = KitFactory(parent=kits, title="Paket terbuka", slug="paket-terbuka")
    KitPartFactory(kit=open_kit, material=material, title="Bagian dengan panduan")
    return Closed(material, file, PreviewPictureFactory(preparation=preparation), kit, open_kit)


@pytest.fixture
def closed(library, kits) -> Closed:
    made = make(library, kits)
    close(made.material)
    close(made.kit)
    return made


@pytest.fixture(params=WAYS)
def closed_in_any_way(request, library, kits) -> Closed:
    made = make(library, kits)
    close(made.material, request.param)
    close(made.kit, request.param)
    return made


@pytest.fixture
def partner(db) -> Client:
    user = User.objects.create_user("mitra", password="rahasia-sekali")
    user.groups.add(Group.objects.get(name="Mitra Adat"))
    browser = Client()
    browser.force_login(user)
    return browser


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def names_it(response) -> bool:
    return WORD.encode() in body(response).lower()


def test_the_word_is_found_by_all_these_ways_while_the_material_is_open(client, library, kits):
    """So that the tests below can fail."""
    made = make(library, kits)
    for url in (
        "/",
        "/materi/",
        f"/cari/?q={WORD}",
        "/sitemap.xml",
        made.material.url,
        made.open_kit.url,
        made.kit.url,
    ):
        assert names_it(client.get(url)), url
    assert names_it(client.post("/materi/cari/", {"kata": WORD, "x": ""})), "more than what was typed"
    assert f"/materi/panduan-{WORD}/" in client.post("/materi/cari/", {"kata": WORD}).content.decode()
    assert client.get(made.picture.url).status_code == 200


def test_the_page_asks_a_stranger_who_it_is_and_names_nothing(client, closed_in_any_way):
    for page in (closed_in_any_way.material, closed_in_any_way.kit):
        response = client.get(page.url)
        assert response.status_code in {200, 302}
        if response.status_code == 302:
            assert response.headers["Location"] == f"/mitra/?next={page.url}"
        form = client.get(page.url, follow=True).content.decode()
        assert WORD not in form.replace(page.url, "").lower()  # the address itself is the stranger's own
        assert 'type="password"' in form


def assert_refused(response) -> None:
    """Sent to the login, turned away, or asked for the page's password: never the file, nor a part of it."""
    assert not response.streaming
    assert "Content-Disposition" not in response.headers
    assert response.status_code in {302, 403, 404} or b'type="password"' in response.content


def test_neither_a_preview_nor_a_file_nor_a_kit_leaves(client, closed_in_any_way):
    for url in (closed_in_any_way.picture.url, *closed_in_any_way.files):
        assert_refused(client.get(url))
        assert client.head(url).headers.get("Content-Length", "0") in {"0", str(len(client.get(url).content))}
        assert_refused(client.get(url, headers={"range": "bytes=0-10"}))


@pytest.mark.parametrize("name", ["x.pdf", "../x.pdf", "poster-a3.pdf"])
def test_no_other_name_in_the_address_of_a_file_opens_it(client, closed, name):
    client.raise_request_exception = False
    assert client.get(f"/materi/berkas/{closed.file.pk}/{name}").status_code in {302, 403, 404}


def test_nothing_that_was_stored_for_it_lies_at_a_public_address(client, closed):
    stored = [
        closed.file.document.file,
        closed.picture.image,
        closed.picture.preparation.whatsapp,
        closed.kit.archive.file,
    ]
    for file in stored:
        assert not default_storage.exists(file.name)
        assert client.get(f"/media/{file.name}").status_code == 404
        assert client.get(f"/private/{file.name}").status_code == 404
        with pytest.raises(NotImplementedError):
            _ = file.url


def test_the_document_behind_it_is_out_of_reach(client, closed, partner):
    document = closed.file.document
    for browser in (client, partner):
        assert browser.get(f"/dokumen/{document.pk}/{document.filename}").status_code == 404
        assert browser.get(document.url).headers["Location"].startswith("/admin/login/")


LISTS = [
    "/", "/materi/", "/materi/paket/", f"/cari/?q={WORD}", "/cari/?q=panduan", "/sitemap.xml", "/robots.txt",
    "/materi/?jenis=poster", "/materi/?untuk=umum", "/materi/?bahasa=id", "/materi/paket/paket-terbuka/", "/mitra/",
    "/umpan.xml", "/api/v2/", "/api/v2/pages/", "/tidak-ada/",
]  # fmt: skip


def test_nothing_else_names_it(client, closed_in_any_way):
    for url in LISTS:
        html = body(client.get(url)).decode().lower()
        assert WORD not in html.replace(f'value="{WORD}"', ""), url  # what the search box was sent


def test_the_librarys_search_finds_nothing_and_says_what_it_says_of_any_word(client, closed_in_any_way):
    found, other = (
        re.sub(r'value="\w*"', "", client.post("/materi/cari/", {"kata": word}).content.decode())
        for word in (WORD, "tidakadasamasekali")
    )
    assert found == other


def test_it_is_not_counted_and_no_filter_tells_that_it_is_there(client, closed):
    MaterialFactory(parent=closed.material.get_parent(), title="Satu yang terbuka", kind="video")
    html = client.get("/materi/").content.decode()
    assert "1 materi" in html
    assert "jenis=poster" not in html, "only closed ones are posters"
    known, unknown = (
        client.get(f"/materi/?topik={topic}").content.decode().replace(topic, "") for topic in (WORD, "tidak-ada")
    )
    assert known == unknown


def test_a_page_that_replaced_an_open_one_is_not_named_by_it(client, closed, library):
    old = MaterialFactory(parent=library, title="Panduan lama", slug="panduan-lama")
    closed.material.replaces = old
    closed.material.save()
    response = client.get("/materi/panduan-lama/")
    assert response.status_code == 200
    assert not names_it(response)


def test_it_has_no_picture_for_messengers(client, closed_in_any_way):
    for page in (closed_in_any_way.material, closed_in_any_way.kit):
        page.save_revision().publish()
        name = share_card.name_of(page.title)
        assert not default_storage.exists(name)
        assert client.get(f"/media/{name}").status_code == 404


def test_no_link_of_the_whole_site_leads_to_it(client, closed):
    """Everything that a stranger can come to by following links, from the home page and the sitemap on."""
    sitemap = client.get("/sitemap.xml").content.decode()
    waiting, seen = {"/", *re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", sitemap)}, set()
    while waiting:
        url = waiting.pop()
        seen.add(url)
        response = client.get(url)
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            continue
        html = response.content.decode()
        assert WORD not in html.lower(), url
        waiting |= set(re.findall(r'href="(/[^"#]*)"', html)) - seen
    assert len(seen) > 20


def test_an_open_kit_packs_nothing_of_it(client, closed_in_any_way, library):
    """The ZIP as a stranger gets it, opened: its names and whatever is in each of them."""
    kit = closed_in_any_way.open_kit
    everyone = MaterialFactory(parent=library, title="Poster untuk semua", slug="poster-semua")
    document = DocumentFactory(file=CleanDocument(BytesIO(b"%PDF-1.4 poster untuk semua"), "poster.pdf", []))
    MaterialFileFactory(page=everyone, document=document)
    KitPartFactory(kit=kit, material=everyone, title="Bagian dengan poster", sort_order=2)
    building.build(kit.pk)
    response = client.get(kit.archive_url)
    if closes_the_library(closed_in_any_way):
        assert_refused(response)
        return
    assert response.status_code == 200
    archive = ZipFile(BytesIO(body(response)))
    poster = "2-bagian-dengan-poster/poster-semua-a3.pdf"
    assert archive.namelist() == ["BACA-SAYA.txt", "daftar-isi.csv", poster, "SHA256SUMS"]
    for name in archive.namelist():
        assert WORD.encode() not in archive.read(name).lower(), name
    rows = list(csv.reader(StringIO(archive.read("daftar-isi.csv").decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [poster]
    assert "Bagian dengan panduan" in archive.read("BACA-SAYA.txt").decode("utf-8-sig"), "the part itself is no secret"
    checked = [line.split("  ")[1] for line in archive.read("SHA256SUMS").decode().splitlines()]
    assert checked == ["BACA-SAYA.txt", "daftar-isi.csv", poster]


def closes_the_library(closed: Closed) -> bool:
    """Whether what closes the material closes the open kit as well: both lie below the library."""
    return bool(PageViewRestriction.objects.filter(page=closed.material.get_parent()))


def test_what_a_stranger_gets_for_it_is_kept_by_no_cache(client, closed_in_any_way):
    response = client.get(closed_in_any_way.material.url)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_partner_reads_it_sees_its_preview_and_nothing_of_that_is_kept_by_a_cache(partner, closed):
    for url in (closed.material.url, closed.kit.url, closed.picture.url):
        response = partner.get(url)
        assert response.status_code == 200, url
        assert response.headers["Cache-Control"] == "private, no-store", url
    assert names_it(partner.get(closed.material.url))
    assert names_it(partner.get("/mitra/"))


def test_files_copies_and_kits_open_for_a_partner_and_for_no_stranger(client, partner, closed):
    """The same addresses, one after the other, whole and in part."""
    building.build(closed.kit.pk)
    for url, beginning in ((closed.files[0], CONTENT), (closed.files[1], b"RIFF"), (closed.files[2], b"PK")):
        response = partner.get(url)
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store"), url
        whole = body(response)
        assert whole.startswith(beginning), url
        part = partner.get(url, headers={"range": "bytes=2-"})
        assert (part.status_code, part.headers["Cache-Control"]) == (206, "private, no-store")
        assert body(part) == whole[2:]
        known = {"if-none-match": response.headers["ETag"]}
        assert partner.get(url, headers=known).status_code == 304
        for refused in (client.get(url), client.head(url), client.get(url, headers=known)):
            assert_refused(refused)
            assert refused.headers["Cache-Control"] in {"private, no-store", "no-store"}
            assert not {"ETag", "Last-Modified", "Accept-Ranges", "X-Accel-Redirect"} & set(refused.headers)
    names = ZipFile(BytesIO(body(partner.get(closed.kit.archive_url)))).namelist()
    assert [name.split("/")[-1] for name in names[2:-1]] == [f"panduan-{WORD}-a3.pdf", f"panduan-{WORD}-whatsapp.jpg"]


def test_whoever_knows_the_password_of_a_material_sees_its_preview_and_gets_its_files(client, library, kits):
    made = make(library, kits)
    close(made.material, "password")
    restriction = PageViewRestriction.objects.get(page=made.material)
    address = f"/_util/authenticate_with_password/{restriction.pk}/{made.material.pk}/"
    for password, status in (("salah", 404), ("kunci", 200)):
        client.post(address, {"password": password, "return_url": made.material.url})
        assert client.get(made.picture.url).status_code == status, password
    assert client.get(made.picture.url).headers["Cache-Control"] == "private, no-store"
    assert client.get(made.file.download_url).status_code == 200
    assert Client().get(made.picture.url).status_code == 404


def test_a_partner_finds_no_more_than_others_in_the_lists_that_are_the_same_for_all(partner, closed):
    """A cache in front may hold them for everybody; what is shared with partners stands at /mitra/."""
    for url in ("/", "/materi/", f"/cari/?q={WORD}", "/sitemap.xml", "/materi/paket/"):
        html = body(partner.get(url)).decode().lower()
        assert WORD not in html.replace(f'value="{WORD}"', ""), url


def test_the_office_sees_files_of_what_it_has_not_published_and_a_partner_does_not(partner, closed):
    editor = Client()
    editor.force_login(User.objects.create_superuser("kepala"))
    closed.material.unpublish()
    assert editor.get(closed.picture.url).status_code == 200
    assert partner.get(closed.picture.url).status_code == 404


def test_when_an_account_is_switched_off_everything_closes_at_once(partner, closed):
    assert partner.get(closed.picture.url).status_code == 200
    User.objects.filter(username="mitra").update(is_active=False)
    assert partner.get(closed.material.url).status_code == 302
    assert partner.get(closed.picture.url).status_code == 404


def test_when_a_material_is_closed_later_everything_closes_at_once(client, library, kits):
    made = make(library, kits)
    assert client.get(made.picture.url).status_code == 200
    close(made.material)
    assert client.get(made.picture.url).status_code == 404
    for url in ("/", "/materi/"):
        said = client.get(url).content.decode()
        assert made.material.url not in said
        assert made.material.title not in said
    assert not names_it(client.get(made.open_kit.url))
    close(made.kit)  # until now it bore the word itself, and stood open before the materials
    assert not names_it(client.get("/materi/"))
    assert not names_it(client.get("/"))
    assert not default_storage.exists(share_card.name_of(made.material.title))
