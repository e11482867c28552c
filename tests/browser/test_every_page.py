"""What holds for every page of the site: budgets, no trace of the visit, valid HTML, no barrier."""

import gzip
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe

from home.starter.pages import PageFile
from tests.browser.conftest import DESK, PHONE, ROOT, skip_or_fail

STARTER = ROOT / "home" / "starter" / "pages"
PATHS = [file.url for file in PageFile.read_all(STARTER)]
OTHERS = [
    "/hubungi/satgas/",
    "/hubungi/satgas/?kelurahan=zzz",
    "/cari/",
    "/cari/?q=paspor",
    "/cari/?q=zzzz",
    "/tidak-ada/",
]
EVERY = [*PATHS, *OTHERS]
CHECKER = ROOT / "tests" / "html_checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# design: what a page may cost, in bytes on the wire.
HTML, BLOCKING, SCRIPT, PAGE, REQUESTS = 9 * 1024, 14 * 1024, 2 * 1024, 60 * 1024, 6


def fetch(url: str) -> tuple[bytes, dict[str, str], int]:
    """The body as it goes over the wire (gzip), its headers and its status."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request) as response:
            return response.read(), dict(response.headers), response.status
    except urllib.error.HTTPError as error:
        return error.read(), dict(error.headers), error.code


def test_the_sitemap_names_every_page(served):
    body, _headers, _status = fetch(served.url + "/sitemap.xml")
    tree = ElementTree.fromstring(gzip.decompress(body))
    named = {urlsplit(node.text).path for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {*PATHS, "/hubungi/satgas/"} <= named
    assert not [path for path in named if "contoh" in path], "a draft"


@pytest.mark.parametrize("path", EVERY)
def test_a_page_keeps_its_budget_and_leaves_nothing_behind(served, browser, path):
    body, headers, status = fetch(served.url + path)
    assert status == (404 if path == "/tidak-ada/" else 200)
    assert len(body) <= HTML
    assert "Set-Cookie" not in headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"

    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    wire: dict[str, float] = {}
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
    session.on(
        "Network.loadingFinished", lambda event: wire.__setitem__(event["requestId"], event["encodedDataLength"])
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served.url + path, wait_until="networkidle")
    by_kind: dict[str, float] = {}
    for request, size in wire.items():
        by_kind[kinds[request]] = by_kind.get(kinds[request], 0) + size
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(served.url).netloc}
    assert len(asked) <= REQUESTS
    assert by_kind["Document"] <= BLOCKING
    assert by_kind.get("Script", 0) <= SCRIPT
    assert sum(by_kind.values()) <= PAGE
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_barrier(visit, path, scheme):
    for size in (PHONE, DESK):
        page = visit(path, size=size, color_scheme=scheme)
        found = Axe().run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("path", EVERY)
def test_links_within_the_site_lead_somewhere(served, path):
    body, _headers, _status = fetch(served.url + path)
    html = gzip.decompress(body).decode()
    for link in set(re.findall(r'(?:href|src)="(/[^"#]*)"', html)):
        assert fetch(served.url + link)[2] == 200, link


@pytest.mark.parametrize("path", EVERY)
def test_only_links_that_a_person_chooses_lead_outside(served, path):
    html = gzip.decompress(fetch(served.url + path)[0]).decode()
    outside = re.findall(r"<a [^>]*href=\"https?://[^>]*>", html)
    assert all("noreferrer" in link and "noopener" in link for link in outside if served.url not in link)


def test_the_html_of_every_page_is_valid(served, tmp_path: Path):
    if not shutil.which("java") or not CHECKER.exists():
        skip_or_fail("The Nu HTML checker needs Java and npm.")
    files = {}
    for number, path in enumerate(EVERY):
        file = tmp_path / f"{number}.html"
        file.write_bytes(gzip.decompress(fetch(served.url + path)[0]))
        files[str(file)] = path
    file = tmp_path / "500.html"
    file.write_bytes((ROOT / "templates" / "500.html").read_bytes())
    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--stdout", *files, file], capture_output=True, check=False
    )
    messages = json.loads(checked.stdout)["messages"]
    assert not [
        (files.get(message["url"].removeprefix("file:"), message["url"]), message["message"], message.get("extract"))
        for message in messages
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
