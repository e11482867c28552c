import pytest
from django.contrib.auth.models import Group

from home.models import PlainPage
from publishing.guard import ASK, Finding, gate
from publishing.models import User
from tests.publishing.guard.test_gate import LEAK


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


@pytest.fixture
def asking(monkeypatch) -> None:
    """A rule that asks about one word, and no other."""

    def check(text, verified=(), officials=()):
        at = text.find("Mawar")
        return [Finding(at, at + 5, "name", ASK, "M•••", "name", "name")] if at >= 0 else []

    monkeypatch.setattr(gate, "check", check)
