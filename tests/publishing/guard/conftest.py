import pytest

from home.models import PlainPage
from publishing.guard import ASK, Finding, gate
from tests.publishing.guard.test_gate import LEAK


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
