"""What all tests share. The starter content is loaded once a run: it is the site that the tests look at."""

import os
import shutil

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from home.models import HelpPoint, HomePage

# The browser of tests/browser runs an event loop in this thread; Django must not mistake the tests for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_starter_content", verbosity=0)
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(settings.PRIVATE_ROOT, ignore_errors=True)


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
