"""A real server with starter content, and a real Chromium before it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.prepared import ROOT, copy_site, manage, variables

REQUIRED = os.environ.get("CI") == "true"
# The whole program, for what depends on its profile and its history; and the same engine without windows, which opens a
# page with a quarter of the work, for all else.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ENGINE = shutil.which("chromium-headless-shell") or CHROMIUM
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
expect.set_options(timeout=20_000)  # the machine may have much else to do
EDITOR, PASSWORD = "peninjau", "kata-sandi-uji-coba"
MAKE_EDITOR = f"""
from django.contrib.auth.models import Group
from publishing.models import User
user = User.objects.create_user({EDITOR!r}, password={PASSWORD!r})
user.groups.add(Group.objects.get(name="Peninjau"))
"""


def skip_or_fail(reason: str) -> None:
    """A part of the tests that can't run here: said loudly, and never silently in continuous integration."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter) -> None:
    """What test_every_page measured, as a table. The numbers come with the reports, so also from other processes."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    pages = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "page"
    ]
    if pages:
        terminalreporter.section("every page, first visit, gzip")
        terminalreporter.line(f"{'path':44} {'HTML':>7} {'all':>7} {'requests':>9} {'axe':>4}")
        for page in sorted(pages, key=lambda page: page["path"]):
            terminalreporter.line(
                f"{page['path']:44} {page['html']:7} {page['all']:7} {page['requests']:9} {page['axe']:4}"
            )


@dataclass(frozen=True)
class Served:
    url: str
    data: Path


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """The site as `make run` serves it."""
    with serve(tmp_path_factory.mktemp("served"), MAKE_EDITOR) as site:
        yield site


@contextmanager
def serve(data: Path, *scripts: str) -> Iterator[Served]:
    """The server of `make run` on a site of its own in `data`, a folder of mktemp, after `scripts` have run in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    copy_site(data.parent, data, url)
    for script in scripts:
        manage(data, "shell", "--verbosity", "0", "--command", script, BASE_URL=url)
    options = variables(data, PORT=str(port), BASE_URL=url)
    server = subprocess.Popen([sys.executable, "deploy/serve.py"], env=options, cwd=ROOT)
    try:
        for _attempt in range(600):  # two minutes, for a machine that has much else to do
            try:
                with urllib.request.urlopen(url + "/sehat/", timeout=5):
                    break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail("The server did not start.")
        yield Served(url, data)
    finally:
        server.terminate()
        server.wait(timeout=90)  # gunicorn gives open connections 30 seconds


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=ENGINE, args=FLAGS)
        except Exception as error:
            skip_or_fail(f"No Chromium can be started: {error}")
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, served):
    """visit(path, width=PHONE, javascript=True) opens a page in a fresh browser context."""
    contexts: list[BrowserContext] = []

    def open_page(path: str, *, size: dict = PHONE, javascript: bool = True, **options) -> Page:
        context = browser.new_context(
            base_url=served.url, viewport=size, java_script_enabled=javascript, locale="id-ID", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def admin(visit) -> Iterator[Page]:
    page = visit("/admin/", size=DESK)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.locator("#id_username").fill(EDITOR)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name=gettext("Sign in")).click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    yield page
    assert refused == [], "the editors' policy of contents is too strict"


def publish(page: Page, reason: str = "Uji coba") -> None:
    """Publish what the user of `page` has written himself: an emergency, for which the site wants a reason."""
    why = page.locator("#id_emergency_reason")
    if not why.count():
        press_publish(page)
    why.fill(reason)
    press_publish(page)


def press_publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-publish]").click()
