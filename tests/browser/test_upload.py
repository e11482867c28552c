"""
An editor uploads a file: refused with a reason, then stored; the worker makes its preview; a reader sees it.

Then the editor replaces the file: preview and the ZIP of the kit that holds it follow.
"""

import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from publishing.uploads.documents import WORDS
from tests.browser.conftest import DESK
from tests.publishing.uploads import files

MAKE_MATERIAL = """
from publishing.models import CampaignDocument
from resources.models import MaterialFile, MaterialIndexPage, MaterialPage
library = MaterialIndexPage.objects.get()
page = MaterialPage(title="Poster unggahan", slug="poster-unggahan", kind="poster", audiences=["umum"], summary="Uji.")
library.add_child(instance=page)
page.files.add(MaterialFile(document=CampaignDocument.objects.get(title="Poster unggahan"), purpose="a4"))
page.save_revision().publish()
"""
MAKE_KIT = """
from resources.models import KitIndexPage, KitPage, KitPart, MaterialPage
kit = KitPage(title="Paket unggahan", slug="paket-unggahan", session="nagari", summary="Uji.")
KitIndexPage.objects.get().add_child(instance=kit)
kit.parts.add(KitPart(title="Pembukaan", minutes=5, material=MaterialPage.objects.get(slug="poster-unggahan")))
kit.save_revision().publish()
"""
LONGEST = 90  # seconds that the worker may take, also where the machine has much else to do
ZIP, PACKED = "/materi/paket/paket-unggahan/paket-unggahan.zip", "1-pembukaan/poster-unggahan-a4.pdf"


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def test_from_an_upload_to_its_preview_and_into_the_kit(admin, visit, served):
    admin.goto("/admin/documents/add/")
    admin.get_by_label(gettext("Title"), exact=False).first.fill("Poster unggahan")
    choose(admin, "surat.pdf", files.repacked(files.docx(), word__vbaProject_dot_bin=b"macro"))
    admin.get_by_role("button", name=gettext("Upload")).click()
    expect(admin.get_by_text(str(WORDS["macros"]))).to_be_visible()
    expect(admin.locator("[name=title]")).to_have_value("Poster unggahan")

    choose(admin, "Poster Unggahan.pdf", files.drawn_pdf("Poster unggahan", pages=1))
    admin.get_by_role("button", name=gettext("Upload")).click()
    expect(admin).to_have_url(re.compile(r"/admin/documents/$"))
    admin.goto("/admin/documents/?ordering=-created_at")  # other tests have filled the first page
    expect(admin.get_by_text("poster-unggahan.pdf")).to_be_visible()

    served.run(MAKE_MATERIAL)
    reader = visit("/materi/poster-unggahan/", size=DESK)
    former_picture = shown_picture(reader)
    assert reader.locator(".preview img").first.evaluate("image => image.naturalWidth") in range(200, 481)
    expect(reader.get_by_role("link", name=re.compile("JPEG"))).to_be_visible()
    large = reader.request.get(urljoin(served.url, reader.locator(".preview a").first.get_attribute("href")))
    assert large.ok

    served.run(MAKE_KIT)
    former = packed_poster(reader)
    assert former == poster(reader)
    replace_the_file(admin, files.drawn_pdf("Poster unggahan yang baru", pages=1))
    new = packed_poster(reader, other_than=former)
    assert new == poster(reader)
    assert shown_picture(reader, other_than=former_picture)

    admin.goto("/admin/kits/")
    admin.get_by_role("link", name="Paket unggahan", exact=True).first.click()
    expect(admin.locator(".kit-archive")).to_contain_text("ZIP siap")
    expect(admin.locator(".kit-archive a")).to_have_attribute("href", ZIP)


def until(look: Callable[[], str | bytes | None], what: str) -> str | bytes:
    """What `look` finds once the worker has done its part."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if (found := look()) is not None:
            return found
        time.sleep(0.5)
    pytest.fail(f"{what} did not come.")


def shown_picture(reader: Page, other_than: str = "") -> str:
    """The address of the preview on the material's page."""

    def look() -> str | None:
        reader.reload()
        picture = reader.locator(".preview img").first
        address = picture.get_attribute("src") if picture.count() else None
        return address if address != other_than else None

    return until(look, "The preview")


def packed_poster(reader: Page, other_than: bytes = b"") -> bytes:
    """The poster as it lies in the kit's ZIP."""

    def look() -> bytes | None:
        response = reader.request.get(ZIP)
        if response.headers["content-type"] != "application/zip":
            return None
        content = zipfile.ZipFile(BytesIO(response.body())).read(PACKED)
        return content if content != other_than else None

    return until(look, "The kit's ZIP")


def poster(reader: Page) -> bytes:
    """The poster as the material's page hands it out."""
    reader.reload()
    return reader.request.get(reader.get_by_role("link", name="Unduh PDF").get_attribute("href")).body()


def replace_the_file(admin: Page, content: bytes) -> None:
    admin.goto("/admin/documents/?ordering=-created_at")
    admin.get_by_role("link", name="Poster unggahan", exact=True).click()
    choose(admin, "Poster Unggahan.pdf", content)
    admin.get_by_role("button", name="Simpan").first.click()
    expect(admin).to_have_url(re.compile(r"/admin/documents/\?"))
