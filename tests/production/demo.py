"""
A whole production site on this machine: nginx, two nodes with a worker each, PostgreSQL, Redis, and a bucket (S3).

    make production-demo

Everything lies in one new folder and goes with it; Ctrl-C ends it. Services that are not installed are left out, and
the site falls back on what it has without them. The tests of faults stop and start its parts.
"""

import os
import secrets
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.prepared import manage
from tests.production import bucket, redis
from tests.server.front import HOST, SECRET, Suluah
from tests.server.machine import NGINX, Machine, Server, free_port
from tests.server.postgres import Postgres, programs

NODES = 2
PREPARED_BY = (["collectstatic", "--noinput", "--verbosity", "0"], ["prepare_site", "--with-examples"])
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Production(Suluah):
    """Its parts are started and stopped by name: "node 0", "worker 1", "nginx", "redis", "editor"."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(Machine(folder))
        self.port = port or self.port
        self.ports = [self.behind, *(free_port() for _node in range(NODES - 1))]
        self.servers: list[Server | None] = [None] * NODES
        self.workers: list = [None] * NODES
        self.parts: dict[str, ExitStack] = {}
        self.redis_port = free_port()
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.environment = {
            "FRONTS": f"http://127.0.0.1:{self.port}",
            "RENEW_SECRET": SECRET,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "BASE_URL": f"http://{HOST}",
            "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "CSRF_TRUSTED_ORIGINS": f"http://{HOST}:{self.port},https://{HOST}:{self.tls}",
            "DATA_DIR": str(self.machine.data),
            "TMPDIR": str(self.temporary),
        }
        self.database: Postgres | None = None
        self.bucket: bucket.S3 | None = None

    def open(self, stack: ExitStack, *, with_bucket: bool = True) -> list[str]:
        """Start the services whose programs are here; their names. They end with `stack`, after all parts."""
        self.machine.data.mkdir(parents=True, exist_ok=True)
        found = []
        if where := programs():
            # Not below our own folder: PostgreSQL runs as another user, to whom that one is closed.
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="suluah-postgres-"))
            self.database = Postgres(where, Path(place))
            self.database.start()
            stack.callback(self.database.stop)
            self.environment["DATABASE_URL"] = self.database.url
            found.append("PostgreSQL")
        if redis.program():
            self.environment["REDIS_URL"] = f"redis://127.0.0.1:{self.redis_port}"
            found.append("Redis")
        if with_bucket and bucket.program():
            self.bucket = bucket.S3(self.machine.folder / "s3")
            stack.callback(self.bucket.stop)
            self.bucket.start()
            self.environment |= self.bucket.environment
            found.append("SeaweedFS")
        stack.callback(self.stop_all)
        if "Redis" in found:
            self.start("redis")
        return found

    def prepare(self) -> str:
        """Tables, starter content and examples; what it says of the first administrator."""
        *_before, said = [manage(self.machine.data, *words, **self.environment) for words in PREPARED_BY]
        return said

    def configure(self, more: str = "") -> None:
        super().configure(more)
        conf = self.folder / "suluah.conf"
        first = f"server 127.0.0.1:{self.behind} max_fails=2 fail_timeout=1s;"
        words = conf.read_text()
        assert first in words
        others = [first.replace(str(self.behind), str(port)) for port in self.ports]
        conf.write_text(words.replace(first, "\n    ".join(others)))

    # --- The parts ---

    def start(self, name: str) -> None:
        kind, _, number = name.partition(" ")
        self.parts[name] = stack = ExitStack()
        stack.enter_context(getattr(self, f"run_{kind}")(*([int(number)] if number else [])))

    def stop(self, name: str) -> None:
        self.parts.pop(name).close()

    def stop_all(self) -> None:
        for name in reversed(list(self.parts)):
            self.stop(name)

    def kill(self, name: str) -> None:
        """kill -9, of a node or nginx with all its processes."""
        kind, _, number = name.partition(" ")
        if kind == "worker":
            processes = [self.workers[int(number)].pid]
        else:
            server = self.front if kind == "nginx" else self.servers[int(number)]
            processes = [server.process.pid, *server.workers]
        for process in processes:
            os.kill(process, signal.SIGKILL)
        self.stop(name)

    def lose_services(self) -> None:
        """Those that are there are killed with what they have in memory."""
        if self.database:
            self.database.stop()
        if "redis" in self.parts:
            self.stop("redis")
        if self.bucket:
            self.bucket.stop()

    def find_services(self) -> None:
        """They begin again with what they have on the disk."""
        if self.database:
            self.database.start()
        if "REDIS_URL" in self.environment:
            self.start("redis")
        if self.bucket:
            self.bucket.start()

    @contextmanager
    def run_node(self, number: int) -> Iterator[None]:
        accel = {} if "S3_BUCKET" in self.environment else {"ACCEL_LOCATION": "/_berkas/"}
        with self.machine.gunicorn(self.ports[number], **accel, **self.environment) as server:
            self.servers[number] = server
            yield

    @contextmanager
    def run_worker(self, number: int) -> Iterator[None]:
        output = self.folder / f"worker-{number}"
        with self._python(["manage.py", "background_worker"], output=output) as process:
            self.workers[number] = process
            yield

    @contextmanager
    def run_nginx(self) -> Iterator[None]:
        with self.nginx() as self.front:
            yield

    @contextmanager
    def run_redis(self) -> Iterator[None]:
        with redis.redis(self.redis_port):
            yield

    @contextmanager
    def run_editor(self) -> Iterator[None]:
        with self.editor():
            yield


def main(port: int) -> None:
    if not NGINX:
        sys.exit("nginx is not installed (apt install nginx).")
    ended = threading.Event()
    for number in STOPS:
        signal.signal(number, lambda signum, frame: ended.set())
    with tempfile.TemporaryDirectory(prefix="suluah-production-") as folder, ExitStack() as stack:
        production = Production(Path(folder), port)
        print("Services:", ", ".join(production.open(stack)) or "none", flush=True)
        print("Preparing the site (a minute) ...", flush=True)
        try:
            print(production.prepare())
        except AssertionError:
            if ended.is_set():  # Ctrl-C reached the command as well
                return
            raise
        production.configure()
        for name in ("node 0", "node 1", "nginx", "worker 0", "worker 1"):
            if not ended.is_set():
                production.start(name)
        nodes = ", ".join(f"http://127.0.0.1:{each}" for each in production.ports)
        print(f"\n  nginx: http://{HOST}:{port}  (https://{HOST}:{production.tls}, certificate of its own)")
        print(f"  the editors' area: http://{HOST}:{port}/admin/, with the name and password above")
        print(f"  the nodes behind it: {nodes}\n  Stop it with Ctrl+C; nothing remains.\n", flush=True)
        ended.wait()
        print("Ending ...", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8080)
