"""A partner's whole way: invited by an editor, a password, the material, and out again. And what its pages cost."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Served, editors_window, skip_or_fail
from tests.browser.test_every_page import CHECKER, HTML, REQUESTS, barriers, fetch

MEMBER = "Dt. Uji Halaman"
OWN_PASSWORD = "surau gadang tepi air"
MAKE_MATERIAL = """
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction
from publishing.models import CampaignDocument
from resources.models import MaterialFile, MaterialIndexPage, MaterialPage
from tests.publishing.uploads import files
page = MaterialPage(title="Panduan pendamping uji", slug="panduan-uji", kind="panduan", audiences=["umum"])
MaterialIndexPage.objects.get().add_child(instance=page)
file = ContentFile(files.drawn_pdf("Panduan untuk mitra"), name="panduan.pdf")
document = CampaignDocument.objects.create(title="Panduan uji mitra", file=file)
MaterialFile.objects.create(page=page, document=document, purpose="baca")
restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
restriction.groups.add(Group.objects.get(name="Mitra Adat"))
"""


@pytest.fixture(scope="module")
def material(served) -> str:
    """The address of a published material that only partners may open."""
    served.run(MAKE_MATERIAL)
    return "/materi/panduan-uji/"


def invite(admin: Page, name: str) -> str:
    """What an editor does in the admin to get a link for somebody; returns the link."""
    admin.get_by_role("link", name="Mitra Adat").click()
    admin.get_by_role("link", name="Undang mitra", exact=True).click()
    admin.locator("#id_name").fill(name)
    admin.locator("#id_institution").fill("Bundo Kanduang uji")
    admin.get_by_role("button", name="Buat tautan").click()
    link = admin.locator("#partner-link").input_value()
    assert admin.get_by_role("link", name="Teruskan lewat WhatsApp").get_attribute("href").startswith("https://wa.me/")
    admin.reload()
    expect(admin.locator("#partner-link")).to_have_count(0)
    admin.get_by_role("link", name="Mitra Adat").click()
    row = admin.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("diundang, belum masuk")
    return link


def choose_password(page: Page) -> None:
    page.get_by_label("Kata sandi baru Anda").fill(OWN_PASSWORD)
    page.get_by_label("Kata sandi yang sama sekali lagi").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Simpan dan lanjutkan").click()


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Nama pengguna atau email").fill(name)
    page.get_by_label("Kata sandi").fill(OWN_PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()


def stored_sha256(served: Served) -> str:
    """Of the partners' file, as it lies on the server."""
    query = "SELECT sha256 FROM publishing_campaigndocument WHERE title = 'Panduan uji mitra'"
    return served.ask(query)[0][0]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_from_the_invitation_to_the_material_and_out_again(visit, served, admin, material, javascript):
    name = "Dt. Uji Dengan" if javascript else "Dt. Uji Tanpa"
    link = invite(admin, name)
    page = visit(material, javascript=javascript)
    assert page.url == f"{served.url}/mitra/?next={material}"

    page.goto(link)
    expect(page.locator("main")).to_contain_text(name)
    choose_password(page)
    page.wait_for_url(served.url + "/mitra/")
    page.get_by_role("link", name="Panduan pendamping uji").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Panduan pendamping uji")
    assert page.url == served.url + material
    with page.expect_download() as begun:
        page.get_by_role("link", name="Unduh PDF").click()
    download = begun.value
    assert download.suggested_filename == "panduan-uji-baca.pdf"
    assert hashlib.sha256(download.path().read_bytes()).hexdigest() == stored_sha256(served)

    page.goto(served.url + "/mitra/")
    page.get_by_role("button", name="Keluar dari akun").click()
    page.wait_for_url(served.url + "/mitra/selesai/")
    assert page.request.get(download.url, max_redirects=0).status == 302
    assert page.context.cookies() == []
    page.goto(served.url + material)
    log_in(page, name)
    page.wait_for_url(served.url + material)

    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tautan ini tidak berlaku lagi")


def test_a_refused_form_says_what_is_wrong_where_it_is_wrong(visit):
    page = visit("/mitra/", javascript=False)
    page.get_by_label("Nama pengguna atau email").fill("tidak-ada")
    page.get_by_label("Kata sandi").fill("salah")
    page.locator("main").get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_contain_text("Nama dan kata sandi ini tidak cocok")
    expect(page.get_by_label("Nama pengguna atau email")).to_have_value("tidak-ada")


@pytest.fixture(scope="module")
def area(browser, office, served, material) -> Iterator[tuple[Page, dict[str, str]]]:
    """A phone on which a partner is known, and the pages of the area by what they are."""
    with editors_window(office, served) as admin:
        link = invite(admin, MEMBER)
    new_password = fetch(link)[0]
    context = browser.new_context(base_url=served.url, viewport=PHONE, locale="id-ID")
    page = context.new_page()
    page.goto(link)
    choose_password(page)
    pages = {"login": fetch(served.url + "/mitra/")[0], "invitation": new_password, "dead link": fetch(link)[0]}
    pages = {name: gzip.decompress(content).decode() for name, content in pages.items()}
    for name, path in (("area", "/mitra/"), ("password", "/mitra/kata-sandi/"), ("material", material)):
        pages[name] = page.request.get(served.url + path).text()
    yield page, pages
    context.close()


def test_the_pages_of_the_area_are_light_and_valid(area, served, material, tmp_path):
    page, pages = area
    if not shutil.which("java") or not CHECKER.exists():
        skip_or_fail("The Nu HTML checker needs Java and npm.")
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html)
        assert len(gzip.compress(html.encode())) <= HTML, name
    files = sorted(tmp_path.glob("*.html"))
    words = ["java", "-jar", CHECKER, "--format", "json", "--stdout", *files]
    messages = json.loads(subprocess.run(words, capture_output=True, check=False).stdout)["messages"]
    assert [m for m in messages if m["type"] == "error" or m.get("subType") == "warning"] == []
    for path in ("/mitra/", "/mitra/kata-sandi/"):
        asked = requests_of(page, path)
        assert all(url.startswith(served.url) for url in asked), path
        assert len(asked) <= REQUESTS, path


def requests_of(page: Page, path: str) -> list[str]:
    asked: list[str] = []

    def note(request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(path, wait_until="networkidle")
    page.remove_listener("request", note)
    return asked


@pytest.mark.parametrize("path", ["/mitra/", "/mitra/selesai/", "/mitra/undangan/tidak-ada/"])
def test_the_doors_of_the_area_have_no_barrier(unknown, served, path):
    assert barriers(unknown, served.url + path) == 0


def test_in_the_area_no_page_has_a_barrier(area, served):
    page, _pages = area
    for path in ("/mitra/", "/mitra/kata-sandi/"):
        page.goto(served.url + path)
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


def test_the_back_button_shows_nothing_closed_after_logging_out(area, visit, served, material):
    page = visit("/mitra/")
    log_in(page, MEMBER)
    page.goto(served.url + material)
    expect(page.get_by_role("heading", level=1)).to_have_text("Panduan pendamping uji")
    page.goto(served.url + "/mitra/")
    page.get_by_role("button", name="Keluar dari akun").click()
    page.wait_for_url(served.url + "/mitra/selesai/")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Panduan pendamping uji")
    assert re.search(r"/mitra/\?next=", page.url) or page.url == served.url + "/mitra/"
