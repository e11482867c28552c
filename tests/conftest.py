"""What all tests share. The starter content is loaded once a run: it is the site that the tests look at."""

import gc
import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.migrations import SeparateDatabaseAndState
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import settings as settings_of_hypothesis
from wagtail.models import Collection, Locale, Page

from home.models import HelpPoint, HomePage
from publishing.models import CampaignImage
from publishing.pages import generation, reading
from tests import kept_site

# Time is measured in benchmarks: a busy machine fails no test.
settings_of_hypothesis.register_profile("suite", deadline=None, max_examples=60)
settings_of_hypothesis.load_profile("suite")
# The browser of tests/browser runs an event loop in this thread; Django must not mistake the tests for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

TESTS = Path(__file__).parent


# The order of a run, by the beginning of a file's path: while one process prepares the site (tests/prepared.py), the
# other has work that needs none; what waits most comes in the middle, and the many short files fill up the end.
ORDER = ("browser/test_every_page", "home", "resources", "browser", "production", "server")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in ORDER; in each of them first the tests that want a site without examples."""
    place = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}

    def key(item: pytest.Item) -> tuple[int, int, bool]:
        path = item.path.relative_to(TESTS).as_posix()
        rank = next((rank for rank, beginning in enumerate(ORDER) if path.startswith(beginning)), len(ORDER))
        return rank, place[item.path], "with_examples" in item.fixturenames

    items.sort(key=key)


def pytest_collection_finish() -> None:
    """What was loaded so far stays to the end, and a process that ends soon need not sweep its memory all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        kept_site.load(tmp_path_factory.getbasetemp(), "starter", load_starter)
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(settings.PRIVATE_ROOT, ignore_errors=True)
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def load_starter() -> None:
    if not Page.objects.exists():  # with --migrations, Wagtail has done this
        make_search_index()
        make_roots()
    call_command("load_starter_content", verbosity=0)
    if connection.vendor == "sqlite":  # where it is kept for all processes of a run
        draw_pictures()


def draw_pictures() -> None:
    """As the first reader of each page has them drawn. Else every test that shows one would draw it for itself."""
    for image in CampaignImage.objects.all():
        render_to_string("blocks/figure.html", {"value": {"image": image}})


def make_search_index() -> None:
    """On SQLite it is a virtual table with triggers, which no model describes: Wagtail's own migration makes it."""
    if connection.vendor != "sqlite":
        return
    migration = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration
    of_sqlite = next(step for step in migration.operations if isinstance(step, SeparateDatabaseAndState))
    with connection.schema_editor() as editor:
        editor.execute("DROP TABLE wagtailsearch_indexentry_fts")
        for step in of_sqlite.database_operations:
            step.database_forwards("wagtailsearch", editor, None, None)


def make_roots() -> None:
    """What Wagtail's migrations write."""
    Locale.objects.create(language_code=settings.LANGUAGE_CODE)
    Page.add_root(title="Root", slug="root")
    Collection.add_root(name="Root")


@pytest.fixture(autouse=True)
def nothing_is_kept_of_other_tests() -> None:
    """A test that is rolled back leaves the word of the generation as it was, whatever was kept under it."""
    for store in (generation.cache_for_generation.__self__, reading._pages, reading._contents):
        store.forget()
    for name in settings.CACHES:  # in one are renditions, by numbers that the next test gives to another picture
        caches[name].clear()


@pytest.fixture
def client(db) -> Client:
    """A visitor; every page asks the database."""
    return Client()


@pytest.fixture
def home(db) -> HomePage:
    return HomePage.objects.get()


@pytest.fixture
def page_at(home):
    """The page of an address: page_at("/kekerasan/fisik/")."""

    def find(url: str) -> Page:
        return Page.objects.get(url_path=home.url_path.rstrip("/") + url).specific

    return find


@pytest.fixture
def local_point(db) -> HelpPoint:
    """The office's own help point, waiting to be filled; digits here are no number that anyone could call."""
    return HelpPoint.objects.get(kind=HelpPoint.Kind.LOCAL)
