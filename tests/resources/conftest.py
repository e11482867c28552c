import pytest
from django_tasks_db.management.commands import db_worker

from resources import worker
from resources.downloads import serving
from resources.models import KitIndexPage, MaterialIndexPage


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch):
    """A test is one transaction on one connection. Downloads and the worker let go of theirs; PostgreSQL would mind."""
    for module in (serving, worker, db_worker):
        monkeypatch.setattr(module, "close_old_connections", lambda: None)


@pytest.fixture
def library(page_at) -> MaterialIndexPage:
    return page_at("/materi/")


@pytest.fixture
def kits(page_at) -> KitIndexPage:
    return page_at("/materi/paket/")
