"""A site's folder as `make run` makes it: once for all processes of a test run, and a copy of it for each server."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
# Of a small site: the lists, the ways to help, two articles, a plain page, and the session that is over last.
FEW_PAGES = """
    UPDATE wagtailcore_page SET live = 0 WHERE slug NOT IN ('fisik', 'psikis', 'privasi') AND content_type_id IN (
        SELECT id FROM django_content_type WHERE model IN (
            'articlepage', 'warningsignspage', 'plainpage', 'materialpage', 'kitpage', 'sessionpage'
        )
    ) AND id != (
        SELECT page_ptr_id FROM campaigns_sessionpage JOIN wagtailcore_page ON id = page_ptr_id
        WHERE live ORDER BY ends_at DESC LIMIT 1
    )
"""


def make_site(data: Path) -> None:
    """Static files, and a site with starter content and examples at http://localhost; the worker has done its part."""
    for words in (
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["prepare_site", "--with-examples"],
        ["db_worker", "--batch", "--backend", "background", "--queue-name", "*", "--no-startup-delay"],
    ):
        manage(data, *words)


def copy_site(base: Path, data: Path, url: str = "http://localhost", *, is_small: bool = False) -> None:
    """
    A copy in the empty folder `data`, for the address `url`: changes reach no other. `base` is pytest's folder.

    `is_small`: with a dozen pages, where each change has a server in front fetch all of them anew.
    """
    prepared, _is_mine = made_once(base, "prepared", make_site)
    copy_folder(prepared, data)
    address = urlsplit(url)
    with closing(sqlite3.connect(data / "suluah.sqlite3")) as database, database:
        site = [address.hostname, address.port or 80]
        assert database.execute("UPDATE wagtailcore_site SET hostname = ?, port = ?", site).rowcount == 1
        if is_small:
            database.execute(FEW_PAGES)


def copy_folder(prepared: Path, data: Path) -> None:
    # Static files are never written again, so a second name is as good as a copy.
    shutil.copytree(prepared / "static", data / "static", copy_function=os.link)
    shutil.copytree(prepared, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static"))


def made_once(base: Path, name: str, make: Callable[[Path], None]) -> tuple[Path, bool]:
    """
    The folder `name` that all processes of a run share, and whether this process has made it just now.

    The first that asks makes it by `make(folder)`, the others wait.
    """
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # else it holds the folders of former runs
    folder, ready = shared / name, shared / f"{name}.ready"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready.exists():
            return folder, False
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        make(folder)
        ready.touch()
    return folder, True


def manage(data: Path, *words: str, **more: str) -> str:
    """A command of manage.py on the site in `data`; what it prints. `more` are further environment variables."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *words],
        env=variables(data, **more), cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def variables(data: Path, **more: str) -> dict[str, str]:
    """The environment of a process of the site in `data`."""
    return {
        **os.environ,
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'suluah.sqlite3'}",
        "BASE_URL": "http://localhost",
        "DJANGO_SETTINGS_MODULE": "suluah.settings.local",
        "REQUIRE_SECOND_FACTOR": "false",
        **more,
    }
