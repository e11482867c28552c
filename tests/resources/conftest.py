import pytest

from resources.models import KitIndexPage, MaterialIndexPage


@pytest.fixture
def library(page_at) -> MaterialIndexPage:
    return page_at("/materi/")


@pytest.fixture
def kits(page_at) -> KitIndexPage:
    return page_at("/materi/paket/")
