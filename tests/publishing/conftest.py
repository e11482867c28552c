"""Who works in the office of the tests, and a page that nobody has published."""

import pytest
from django.contrib.auth.models import Group

from home.models import PlainPage
from publishing.models import User

LEAK = "NIK 13.76.01.45.05.09.0001"


def person(name: str, group: str) -> User:
    user = User.objects.create_user(name, password="x")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def writer(db) -> User:
    return person("penulis-uji", "Penulis")


@pytest.fixture
def reviewer(db) -> User:
    return person("peninjau-uji", "Peninjau")


@pytest.fixture
def page(home) -> PlainPage:
    return home.add_child(instance=PlainPage(title="Halaman uji", slug="halaman-uji", live=False))


@pytest.fixture
def leaking(page, writer) -> PlainPage:
    """A draft with a number in its text. Drafts are free."""
    page.body = [("text", f"<p>{LEAK}</p>")]
    page.save_revision(user=writer, clean=False)
    return page
