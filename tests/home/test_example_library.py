"""How the library offers the example materials and kits."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page

from home.models import HomePage
from home.starter.loader import FOLDER as STARTER
from publishing.models import CampaignDocument
from resources.models import KitPage, MaterialPage
from tests.home.materials import FILES

EXAMPLES = {path.stem: tomllib.loads(path.read_text()) for path in (STARTER / "examples" / "materi").rglob("*.toml")}
MATERIALS = {name: entry for name, entry in EXAMPLES.items() if entry["type"] == "material"}
KITS = {name: entry for name, entry in EXAMPLES.items() if entry["type"] == "kit"}


def test_every_file_is_offered_once_with_a_name_of_its_own():
    offered = [file["file"] for entry in MATERIALS.values() for file in entry["files"]]
    assert sorted(offered) == FILES
    for slug, entry in MATERIALS.items():
        names = [(file["purpose"], Path(file["file"]).suffix) for file in entry["files"]]
        assert len(names) == len(set(names)), slug


def test_every_example_says_that_it_is_one_and_how_it_is_used():
    for entry in MATERIALS.values():
        assert entry["title"].startswith("Contoh")
        assert len(entry["use_steps"]) == 3
        assert entry["sources"]
    for entry in KITS.values():
        assert entry["title"].startswith("Contoh")


def test_the_kits_last_as_long_as_they_say():
    assert sum(part["minutes"] for part in KITS["sosialisasi-60-menit"]["parts"]) == 60
    assert sum(part["minutes"] for part in KITS["kenali-tppo-sebelum-berangkat"]["parts"]) == 30
    for kit in KITS.values():
        assert all(part["talk"] for part in kit["parts"])


@pytest.fixture
def library(with_examples, page_at) -> Page:
    return page_at("/materi/")


def test_a_site_without_examples_has_none_of_them(db):
    assert not MaterialPage.objects.exists()
    assert not CampaignDocument.objects.exists()


def test_the_library_shows_the_examples_with_their_files(library, client, page_at):
    shown = client.get("/materi/").content.decode()
    for slug, entry in MATERIALS.items():
        assert (f"/materi/{slug}/" in shown) != bool(entry.get("partners_only")), slug
    assert MaterialPage.objects.live().count() == len(MATERIALS) >= 6
    for slug, entry in MATERIALS.items():
        files = page_at(f"/materi/{slug}/").files.all()
        assert [file.purpose for file in files] == [file["purpose"] for file in entry["files"]]
        for file in files:
            assert file.size > 0
            with file.document.open_file() as content:
                assert content.read(4)


def test_the_kits_lead_to_their_materials(library, client, page_at):
    for slug, entry in KITS.items():
        page = page_at(f"/materi/paket/{slug}/")
        assert [part.material and part.material.url for part in page.parts.all()] == [
            part.get("material") for part in entry["parts"]
        ]
        assert client.get(page.url).status_code == 200


def test_the_guide_opens_for_partners_only(library, client, page_at, django_user_model):
    guide = page_at("/materi/panduan-fasilitator/")
    assert client.get(guide.url).status_code == 302
    assert not MaterialPage.objects.for_strangers().filter(pk=guide.pk).exists()
    partner = django_user_model.objects.create_user("mitra", password="kata sandi mitra")
    partner.groups.set(guide.get_view_restrictions().get().groups.all())
    client.force_login(partner)
    assert client.get(guide.url).status_code == 200


def test_loading_the_examples_again_changes_nothing(library, page_at):
    page_at("/materi/daftar-hadir/").delete()
    changed = page_at("/materi/siapa-bisa-apa/")
    changed.title = "Lembar kantor"
    changed.save_revision().publish()
    before = (set(CampaignDocument.objects.values_list("pk", flat=True)), KitPage.objects.count())
    call_command("load_starter_content", "--with-examples", verbosity=0)
    assert page_at("/materi/siapa-bisa-apa/").title == "Lembar kantor"
    assert not HomePage.objects.get().get_descendants().filter(slug="daftar-hadir").exists()
    assert (set(CampaignDocument.objects.values_list("pk", flat=True)), KitPage.objects.count()) == before


def test_no_headline_of_an_example_speaks_about_the_reader(library):
    for page in Page.objects.filter(title__startswith="Contoh"):
        assert not re.search(r"\banda\b|\bkamu\b", f"{page.title} {page.seo_title}".lower()), page
