"""What holds for every page of the site: budgets, no trace of the visit, valid HTML, no barrier."""

import gzip
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from email.message import Message
from functools import cache
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

from home.starter.pages import PageFile
from publishing.responses.headers import EDITORS_NEED, PASSKEYS, SENSORS
from tests.browser.conftest import DESK, PHONE, skip_or_fail
from tests.prepared import ROOT

STARTER = ROOT / "home" / "starter" / "pages"
PATHS = [file.url for file in PageFile.read_all(STARTER)]
OTHERS = [
    "/hubungi/satgas/",
    "/hubungi/satgas/?kelurahan=zzz",
    "/cari/",
    "/cari/?q=paspor",
    "/cari/?q=zzzz",
    "/mitra/selesai/",
    "/tidak-ada/",
]
# A session in each of its states, its sheets of paper, and an institution.
SESSIONS = [
    "/kegiatan/contoh-peran-mamak/",
    "/kegiatan/contoh-hari-terbuka/",
    "/kegiatan/contoh-pelatihan-satgas/",
    "/kegiatan/contoh-tawaran-kerja/",
    "/kegiatan/contoh-kekerasan-daring/",
    "/kegiatan/contoh-rumah-aman/",
    "/kegiatan/contoh-tanpa-laporan/",
    "/kegiatan/contoh-peran-mamak/cetak/",
    "/kegiatan/contoh-peran-mamak/cetak/poster/",
    "/kegiatan/contoh-kekerasan-daring/cetak/",
    "/kegiatan/lembaga/contoh-kan/",
]
EVERY = [*PATHS, *OTHERS, *SESSIONS]
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECKER = ROOT / "tests" / "html_checker" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# design: what a page may cost, in bytes on the wire.
HTML, BLOCKING, SCRIPT, PAGE, REQUESTS = 9 * 1024, 14 * 1024, 2 * 1024, 60 * 1024, 6


def fetch(url: str) -> tuple[bytes, Message, int]:
    """The body as it goes over the wire (gzip), its headers (asked for in any case of letters) and its status."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request) as response:
            return response.read(), response.headers, response.status
    except urllib.error.HTTPError as error:
        return error.read(), error.headers, error.code


@pytest.fixture(scope="session")
def in_sitemap(served) -> set[str]:
    body, _headers, _status = fetch(served.url + "/sitemap.xml")
    tree = ElementTree.fromstring(gzip.decompress(body))
    return {urlsplit(node.text).path for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}


@pytest.fixture(scope="session")
def further(in_sitemap) -> list[str]:
    """Pages of the running site that are in no starter file, such as what the examples add."""
    return sorted(in_sitemap - {*EVERY})


def test_the_sitemap_names_every_page(in_sitemap):
    assert {*PATHS} <= in_sitemap
    assert not [path for path in in_sitemap if "contoh-semua-bagian" in path], "a draft"


@pytest.fixture(scope="session")
def faults_of_html(served, further, tmp_path_factory) -> dict[str, list[str]]:
    """What the Nu HTML checker finds on each page, by path. Java starts once for all of them."""
    if not shutil.which("java") or not CHECKER.exists():
        skip_or_fail("The Nu HTML checker needs Java and npm.")
    folder = tmp_path_factory.mktemp("html")
    files = {}
    for number, path in enumerate([*EVERY, *further]):
        file = folder / f"{number}.html"
        file.write_bytes(gzip.decompress(fetch(served.url + path)[0]))
        files[str(file)] = path
    files[str(ROOT / "templates" / "500.html")] = "500.html"
    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--stdout", *files], capture_output=True, check=False
    )
    faults: dict[str, list[str]] = {}
    for message in json.loads(checked.stdout)["messages"]:
        if message["type"] == "error" or message.get("subType") == "warning":
            path = files[message["url"].removeprefix("file:")]
            faults.setdefault(path, []).append(f"{message['message']} {message.get('extract')}")
    return faults


@pytest.fixture
def check(served, unknown, faults_of_html, record_property):
    """check(path) holds a page to everything that holds for all of them, and notes what it measured."""

    def check_page(path: str) -> None:
        status, html_bytes = check_answer(served.url + path)
        assert status == (404 if path == "/tidak-ada/" else 200)
        assert html_bytes <= HTML
        assert faults_of_html.get(path, []) == []
        requests, by_kind, violations = check_visit(served.url, path, unknown)
        assert violations == 0
        check_html(served.url, path)
        measured = {"html": html_bytes, "all": int(sum(by_kind.values())), "requests": requests, "axe": violations}
        record_property("page", {"path": path, **measured})

    return check_page


@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_light_private_valid_and_without_barrier(check, path):
    check(path)


def test_so_is_every_further_page_of_the_sitemap(check, further, subtests):
    """Parameters are fixed before the site runs; what only the running site knows is walked through here."""
    for path in further:
        with subtests.test(path):
            check(path)


def check_answer(url: str) -> tuple[int, int]:
    """Status and bytes on the wire of an answer that leaves nothing behind and lets nothing in."""
    body, headers, status = fetch(url)
    assert "Set-Cookie" not in headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-DNS-Prefetch-Control"] == "off"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    return status, len(body)


def check_visit(site: str, path: str, page: Page) -> tuple[int, dict[str, float], int]:
    """
    A first visit with a small phone: requests, and bytes on the wire by kind, all within what a page may cost.

    And of the same page: how many rules it breaks, in each scheme and on each size of screen. `page` is a window for
    first visits.
    """
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    wire: dict[str, float] = {}
    kinds: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
    session.on(
        "Network.loadingFinished", lambda event: wire.__setitem__(event["requestId"], event["encodedDataLength"])
    )
    asked: list[str] = []

    def note(request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(site + path)
    page.evaluate(AXE_SCRIPT)  # while we wait anyway for requests that come late
    page.wait_for_load_state("networkidle")
    page.remove_listener("request", note)
    session.detach()
    by_kind: dict[str, float] = {}
    for request, size in wire.items():
        kind = kinds.get(request, "Other")
        by_kind[kind] = by_kind.get(kind, 0) + size
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    # Covers of a list are fetched as the reader comes near them: they count by their bytes.
    assert len([url for url in asked if not url.endswith("/sampul.avif")]) <= REQUESTS
    assert by_kind["Document"] <= BLOCKING
    assert by_kind.get("Script", 0) <= SCRIPT
    assert sum(by_kind.values()) <= PAGE
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    violations = sum(barriers_as(page, scheme, size) for scheme in SCHEMES for size in (PHONE, DESK))
    return len(asked), by_kind, violations


def barriers(page: Page, url: str) -> int:
    """How many rules a page breaks that is opened in the window `page`, in each scheme and on each size of screen."""
    page.goto(url)
    page.evaluate(AXE_SCRIPT)
    return sum(barriers_as(page, scheme, size) for scheme in SCHEMES for size in (PHONE, DESK))


def barriers_as(page: Page, scheme: str, size: dict) -> int:
    """How many rules of WCAG 2.2 AA and of good practice a page that holds axe breaks so; each is printed."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    # All that axe found in order would be a megabyte to carry over.
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = AxeResults(page.evaluate(f"axe.run({json.dumps(options)}).then(({{violations}}) => ({{violations}}))"))
    if found.violations_count:
        print(found.generate_report())
    return found.violations_count


def test_the_page_of_a_broken_server_is_valid_html(faults_of_html):
    assert "500.html" not in faults_of_html


@cache
def status_of(url: str) -> int:
    return fetch(url)[2]


def check_html(site: str, path: str) -> None:
    """Nothing is remembered or fetched in advance; links lead somewhere, and those to outside take nothing along."""
    html = gzip.decompress(fetch(site + path)[0]).decode()
    assert all('autocomplete="off"' in form for form in re.findall(r"<form\b[^>]*>", html))
    assert not re.search(
        r"serviceWorker|speculationrules|rel=\"(manifest|prefetch|preconnect|dns-prefetch|preload)", html
    )
    assert re.findall(r'<link rel="icon" href="([^"]*)"', html) == ["data:,"], "an icon would stay in the profile"
    for link in set(re.findall(r'(?:href|src)="(/[^"#]*)"', html)):
        assert status_of(site + unescape(link)) == 200, link
    outside = re.findall(r"<a [^>]*href=\"https?://[^>]*>", html)
    assert all("noreferrer" in link and "noopener" in link for link in outside if site not in link)


def test_the_browser_takes_every_permission_away_that_we_name(visit):
    page = visit("/kekerasan/fisik/")
    known, allowed = (
        set(page.evaluate(f"document.featurePolicy.{name}()")) for name in ("features", "allowedFeatures")
    )
    named = {*SENSORS, *PASSKEYS, *EDITORS_NEED}
    assert len(named & known) > 20, "else the browser knows another list"
    assert not named & allowed
