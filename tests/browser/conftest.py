"""A real server with starter content, and a real Chromium before it."""

import json
import os
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.prepared import copy_site, variables

REQUIRED = os.environ.get("CI") == "true"
# The whole program, for what depends on its profile and its history; and the same engine without windows, which opens a
# page with a quarter of the work, for all else.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ENGINE = shutil.which("chromium-headless-shell") or CHROMIUM
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--js-flags=--no-opt",  # no page lives so long that optimized scripts would make up for the work of optimizing
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
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
    process: subprocess.Popen  # tests/browser/forked.py
    logins: list[tuple[str, str]] = field(default_factory=list)  # what a session holds, and until when

    def run(self, script: str) -> str:
        """What `script` prints that is run in the site's own shell, in a process of its own."""
        return self._order(run=script)

    def open(self) -> None:
        """Starts the server and the worker, and returns when the first page is answered."""
        self._order(serve=True)
        for _attempt in range(600):  # two minutes, for a machine that has much else to do
            try:
                with urllib.request.urlopen(self.url + "/sehat/", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        pytest.fail("The server did not start.")

    def remember(self, context: BrowserContext) -> None:
        """The login of `context`, so that the next one need not wait for a password to be checked."""
        (key,) = [cookie["value"] for cookie in context.cookies() if cookie["name"] == "sessionid"]
        query = "SELECT session_data, expire_date FROM django_session WHERE session_key = ?"
        self.logins[:] = self.ask(query, key)

    def let_in(self, context: BrowserContext) -> None:
        """By a session of its own that holds what was remembered, if anything was."""
        for login in self.logins:
            key = secrets.token_hex(16)
            self.ask(
                "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, ?, ?)", key, *login
            )
            context.add_cookies([{"name": "sessionid", "value": key, "url": self.url}])

    def ask(self, question: str, *values: object) -> list[tuple]:
        """The site's database."""
        with closing(sqlite3.connect(self.data / "suluah.sqlite3", timeout=20)) as database, database:
            return database.execute(question, values).fetchall()

    def _order(self, **order: object) -> str:
        print(json.dumps(order), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        assert answer["code"] == 0, "its traceback stands among what was written to the terminal"
        return answer["said"]


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """The site as `make run` serves it."""
    with serve(tmp_path_factory.mktemp("served"), MAKE_EDITOR) as site:
        yield site


@contextmanager
def serve(data: Path, *scripts: str, host: str = "127.0.0.1", **more: str) -> Iterator[Served]:
    """
    The server and the worker of `make run` on a site of its own in `data`, a folder of mktemp, after `scripts` have run
    in it.

    `more` are further environment variables.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://{host}:{port}"
    copy_site(data.parent, data, url)
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("forked.py")],
        env=variables(data, PORT=str(port), BASE_URL=url, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    site = Served(url, data, process)
    try:
        for script in scripts:
            site.run(script)
        site.open()
        yield site
    finally:
        process.terminate()
        process.wait(timeout=90)  # gunicorn gives open connections 30 seconds


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


@pytest.fixture(scope="session")
def window(browser) -> Iterator[Page]:
    """For whoever only looks: a window of its own costs more than most pages."""
    with closing(browser.new_context(viewport=PHONE, locale="id-ID")) as context:
        yield context.new_page()


@contextmanager
def for_first_visits(browser: Browser) -> Iterator[Page]:
    """A small phone that keeps nothing of a page that it has shown."""
    with closing(browser.new_context(viewport=PHONE, locale="id-ID")) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        yield page


@pytest.fixture(scope="session")
def unknown(browser) -> Iterator[Page]:
    """One window for all first visits: a new one costs half as much as what is looked at in it."""
    with for_first_visits(browser) as page:
        yield page


@pytest.fixture
def look(window, served) -> Callable[..., Page]:
    """
    look(path, size=PHONE) opens a page in the one window that all tests share who change nothing about it.

    Whoever wants a window without scripts, listens, answers for the server or keeps something takes `visit`.
    """
    return partial(looked_at, window, served.url)


def looked_at(window: Page, site: str, path: str, *, size: dict = PHONE, **media: str) -> Page:
    """The page at `path`, opened as in a new window; `media` are what Page.emulate_media knows."""
    window.context.clear_cookies()
    window.emulate_media(**{"media": "null", "color_scheme": "light", "reduced_motion": "no-preference"} | media)
    window.set_viewport_size(size)
    window.goto(site + path)
    return window


@pytest.fixture(scope="session")
def office(browser, served) -> Iterator[BrowserContext]:
    """The computer of the office: it keeps the scripts of the editors' area from one test to the next."""
    with closing(browser.new_context(base_url=served.url, viewport=DESK, locale="id-ID")) as context:
        yield context


@pytest.fixture
def admin(office, served) -> Iterator[Page]:
    """A window of the office in which a reviewer is logged in, and nothing is kept of the test before."""
    with editors_window(office, served) as page:
        yield page


@contextmanager
def editors_window(context: BrowserContext, served: Served) -> Iterator[Page]:
    context.clear_cookies()
    served.let_in(context)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto("/admin/")
    if "/login/" in page.url:
        log_in(page)
        served.remember(context)
    page.evaluate("localStorage.clear()")  # Wagtail's: which panels stand open
    yield page
    page.close()
    assert refused == [], "the editors' policy of contents is too strict"


def log_in(page: Page, name: str = EDITOR) -> Page:
    """With a password, from the page that asks for it."""
    page.locator("#id_username").fill(name)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name=gettext("Sign in")).click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    return page


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
