"""An editor uploads a file: refused with a reason, then stored; the worker makes its preview; a reader sees it."""

import os
import re
import subprocess
import sys
import time
from urllib.parse import urljoin

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from publishing.uploads.documents import WORDS
from tests.browser.conftest import DESK, ROOT, Served
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


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def manage(served: Served, code: str) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(served.data),
        "DJANGO_SETTINGS_MODULE": "suluah.settings.local",
        "DATABASE_URL": f"sqlite:///{served.data / 'suluah.sqlite3'}",
    }
    command = [sys.executable, ROOT / "manage.py", "shell", "--verbosity", "0", "--command", code]
    subprocess.run(command, env=environment, check=True, cwd=ROOT)


def test_from_an_upload_to_its_preview(admin, visit, served):
    admin.goto("/admin/documents/add/")
    admin.get_by_label(gettext("Title"), exact=False).first.fill("Poster unggahan")
    choose(admin, "surat.pdf", files.repacked(files.docx(), word__vbaProject_dot_bin=b"macro"))
    admin.get_by_role("button", name=gettext("Upload")).click()
    expect(admin.get_by_text(str(WORDS["macros"]))).to_be_visible()
    expect(admin.locator("[name=title]")).to_have_value("Poster unggahan")

    choose(admin, "Poster Unggahan.pdf", files.drawn_pdf("Poster unggahan", pages=2))
    admin.get_by_role("button", name=gettext("Upload")).click()
    expect(admin).to_have_url(re.compile(r"/admin/documents/$"))
    expect(admin.get_by_text("poster-unggahan.pdf")).to_be_visible()

    manage(served, MAKE_MATERIAL)
    reader = visit("/materi/poster-unggahan/", size=DESK)
    picture = reader.locator(".preview img").first
    for _attempt in range(120):
        if picture.count():
            break
        time.sleep(0.5)
        reader.reload()
    else:
        pytest.fail("The preview did not appear within a minute.")
    assert picture.evaluate("image => image.naturalWidth") in range(200, 481)
    expect(reader.get_by_role("link", name=re.compile("JPEG"))).to_be_visible()
    large = reader.request.get(urljoin(served.url, reader.locator(".preview a").first.get_attribute("href")))
    assert large.ok
