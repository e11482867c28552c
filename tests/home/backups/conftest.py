from contextlib import nullcontext
from pathlib import Path

import pytest

from home.backups import making, tables
from home.health.checks import migrations_of_the_code


@pytest.fixture
def takedown_list(settings, tmp_path) -> Path:
    settings.TAKEDOWNS_FILE = tmp_path / "takedowns.jsonl"
    return settings.TAKEDOWNS_FILE


@pytest.fixture
def make_backup(db, settings, tmp_path, monkeypatch):
    """A backup of the database of the tests, whose tables no migration made, inside of the test's own transaction."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    monkeypatch.setattr(tables, "one_moment", nullcontext)
    monkeypatch.setattr(tables, "applied_migrations", lambda: sorted(migrations_of_the_code()))

    def make(passphrase: str = "") -> Path:
        return making.make(tmp_path / "backups", passphrase).path

    return make
