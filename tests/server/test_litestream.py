"""The continuous copy, as deploy/litestream.yml configures it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.server.machine import ROOT

LITESTREAM = shutil.which("litestream", path=str(Path(sys.executable).parent))


@pytest.fixture
def configured(tmp_path) -> Path:
    if not LITESTREAM:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("litestream is needed.")
    text = (ROOT / "deploy/litestream.yml").read_text()
    for path in ("/var/lib/suluah", "/var/backups/suluah"):
        assert path in text
        text = text.replace(path, str(tmp_path))
    (tmp_path / "litestream.yml").write_text(text)
    return tmp_path


def test_what_was_written_is_in_the_copy_after_the_machine_is_gone(configured):
    path, command = configured / "suluah.sqlite3", [LITESTREAM, "replicate", "-config", configured / "litestream.yml"]
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE page (title TEXT)")
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            database.execute("INSERT INTO page VALUES ('Ke mana meminta tolong')")
            assert _found_in_copy(configured) == ["Ke mana meminta tolong"]
        finally:
            process.kill()
            process.wait()


def _found_in_copy(folder: Path) -> list[str]:
    """The titles in a restored copy, as soon as there are any."""
    for attempt in range(60):
        copy = folder / f"copy-{attempt}.sqlite3"
        command = [LITESTREAM, "restore", "-config", folder / "litestream.yml", "-o", copy, folder / "suluah.sqlite3"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            with closing(sqlite3.connect(copy)) as database:
                titles = [title for (title,) in database.execute("SELECT title FROM page")]
                if titles:
                    return titles
        time.sleep(0.5)
    return []
