"""A site of its own in a folder, used as who looks after the machine uses it: by commands."""

import json
import os
import subprocess
import sys
from pathlib import Path

from home.backups.archive import Reader

ROOT = Path(__file__).resolve().parents[3]


class OwnSite:
    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        folder.mkdir()
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": database or f"sqlite:///{folder / 'suluah.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "suluah.settings.local",
            "DEBUG": "true",  # style sheets by their plain names: nothing was collected
            "BASE_URL": "http://localhost",
            "SECRET_KEY": "of-this-test",
            "TAKEDOWNS_FILE": str(folder / "takedowns.jsonl"),
            "BACKUP_DIR": str(folder / "backups"),
        }

    def run(self, *words: object) -> subprocess.CompletedProcess:
        command = [sys.executable, ROOT / "manage.py", *map(str, words)]
        return subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True, timeout=500)

    def do(self, *words: object) -> str:
        done = self.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def back_up(self) -> Path:
        self.do("backup")
        return max((self.folder / "backups").glob("*.zip"))

    def shell(self, code: str) -> str:
        return self.do("shell", "--verbosity", "0", "--command", code)


def rows_of(backup: Path) -> dict[str, list[dict]]:
    """By table, each row by its columns."""
    reader, found = Reader(backup), {}
    for label, about in reader.manifest["tables"].items():
        _columns, lines = reader.table(label)
        found[label] = [dict(zip(about["columns"], json.loads(line), strict=True)) for line in lines]
    return found


def files_of(backup: Path) -> dict[str, dict]:
    entries = Reader(backup).manifest["entries"]
    return {name: about for name, about in entries.items() if not name.startswith("tables/")}
