import pytest

from publishing.guard import ASK, Finding, gate


@pytest.fixture
def asking(monkeypatch) -> None:
    """A rule that asks about one word, and no other."""

    def check(text, verified=(), officials=()):
        at = text.find("Mawar")
        return [Finding(at, at + 5, "name", ASK, "M•••", "name", "name")] if at >= 0 else []

    monkeypatch.setattr(gate, "check", check)
