"""
A PostgreSQL of its own for one command: made in a new folder, and away with it when the command ends.

    .venv/bin/python tests/server/postgres.py .venv/bin/pytest tests/resources

The command finds it by DATABASE_URL, as the site does. Nothing that it holds has to last, so it never
waits for the disk.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.server.machine import free_port

# A commit is with the system before it is confirmed: whoever kills the processes (tests/production) may lose none.
FAST = "-c fsync=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian keeps the newest."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgres:
    """A PostgreSQL in the folder `folder`, which may be stopped and started again. `where` holds its programs."""

    def __init__(self, where: Path, folder: Path) -> None:
        self.where, self.folder, self.port = where, folder, free_port()
        self.url = f"postgres://suluah@127.0.0.1:{self.port}/postgres"
        self.runs = False
        self.owner = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        if self.owner:
            os.chown(folder, pwd.getpwnam(self.owner).pw_uid, -1)
        self._run("initdb", "--username=suluah", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {FAST}"
        self._run("pg_ctl", "-o", options, "-l", str(self.folder / "journal"), "--wait", "start")
        self.runs = True

    def stop(self) -> None:
        if self.runs:
            self._run("pg_ctl", "--mode=immediate", "--wait", "stop")
        self.runs = False

    def _run(self, program: str, *words: str) -> None:
        command = [self.where / program, "-D", self.folder / "data", *words]
        subprocess.run(command, user=self.owner, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def postgres(where: Path) -> Iterator[Postgres]:
    """An empty one that lives in this block."""
    with tempfile.TemporaryDirectory() as name:
        server = Postgres(where, Path(name))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def main(command: list[str]) -> int:
    where = programs()
    if not where:
        print("PostgreSQL is not installed: what needs it was not run.", file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    with postgres(where) as server:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": server.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
