"""The whole of a site with nginx in front as deploy/nginx configures it: its server, its worker, and an editor."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.prepared import ROOT, variables
from tests.server.machine import NGINX, Machine, Server, _running, free_port

SECRET = "only-for-tests-only-for-tests-only-for-tests"
HOST = "localhost"
# What `Suluah.do` sends is done in one process that has everything loaded.
EDITOR = """
import json, sys, traceback
import django
django.setup()
from django.db import close_old_connections, transaction
from publishing.models import *; from home.models import *; from campaigns.models import *
from wagtail.models import Page, PageViewRestriction
for line in sys.stdin:
    close_old_connections()
    told = {}
    try:
        exec(json.loads(line), globals(), told)
    except Exception:
        told = {"told": traceback.format_exc()}
    print(json.dumps(told.get("told"), default=str), flush=True)
"""
MAIN = """
{user} daemon off; pid {folder}/nginx.pid; worker_processes 2; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {more}
    include {folder}/suluah.conf;
}}
"""


@dataclass(frozen=True)
class Told:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Told:
    """What a stranger is told who takes no compression, unless `headers` say more."""
    names = {"Host": HOST, "Accept-Encoding": "identity"}
    names |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with closing(connection):
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in names.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Told(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.05)


class Suluah:
    """`port` is nginx's, `behind` the port of the site's own server."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.folder = machine, machine.folder / "front"
        self.port, self.tls, self.behind = free_port(), free_port(), free_port()
        self.environment = {
            "FRONTS": f"http://127.0.0.1:{self.port}",
            "RENEW_SECRET": SECRET,
            "BASE_URL": f"http://{HOST}",
            "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
        }

    def configure(self, more: str = "") -> None:
        """deploy/nginx with the paths and ports of this test, and `more` beside it."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / "cache").mkdir(exist_ok=True)
        (self.folder / "renew-secret").write_text(f'"{SECRET}" 1;\n')
        for name in ("500.html", "admin_away.html"):
            (self.folder / name).write_text((ROOT / "templates" / name).read_text())
        certificate = ["-keyout", self.folder / "key.pem", "-out", self.folder / "cert.pem", "-subj", f"/CN={HOST}"]
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        subprocess.run([*command, "-days", "2", *certificate], check=True, capture_output=True)
        here = [
            (r"listen \[::\][^;]*;", ""),
            (r"listen 80[ \w]*;", ""),
            (r"listen 443", f"listen 127.0.0.1:{self.tls}"),
            (r"127\.0\.0\.1:8081", f"127.0.0.1:{self.port}"),
            (r"127\.0\.0\.1:8000", f"127.0.0.1:{self.behind}"),
            (r"suluah\.example\.go\.id;", f"{HOST};"),
            (r"/etc/letsencrypt/live/\S+/fullchain\.pem", f"{self.folder}/cert.pem"),
            (r"/etc/letsencrypt/live/\S+/privkey\.pem", f"{self.folder}/key.pem"),
            (r"/var/cache/nginx/suluah", f"{self.folder}/cache"),
            (r"/var/log/nginx", str(self.folder)),
            (r"/etc/nginx/suluah", str(self.folder)),
            (r"/var/lib/suluah/private/", f"{self.machine.data}/private/"),
            (r"server_name suluah\.example\.go\.id", f"server_name {HOST}"),
        ]
        for name in ("nginx/suluah.conf", "nginx/pages.conf", "nginx-downloads.conf"):
            words = (ROOT / "deploy" / name).read_text()
            for old, new in here:
                words = re.sub(old, new, words)
            # A server that has lost its address would listen on port 80.
            words = re.sub(r"server \{\s+server_name [^}]*return 301[^}]*\}", "", words)
            (self.folder / Path(name).name).write_text(words)
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(MAIN.format(user=user, folder=self.folder, more=more))

    @contextmanager
    def nginx(self) -> Iterator[Server]:
        command = [str(NGINX), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        with _running(command, self.port, self.folder / "output") as server:
            yield server

    @contextmanager
    def site(self) -> Iterator[Server]:
        with self.machine.gunicorn(self.behind, ACCEL_LOCATION="/_berkas/", **self.environment) as server:
            self.server = server
            yield server

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen]:
        with self._python(["manage.py", "background_worker"], output=self.folder / "worker") as process:
            yield process

    @contextmanager
    def editor(self) -> Iterator[None]:
        with self._python(["-c", EDITOR], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as self._editor:
            yield
            self._editor.stdin.close()

    @contextmanager
    def _python(self, words: list[str], output: Path | None = None, **options) -> Iterator[subprocess.Popen]:
        paths = os.pathsep.join([str(ROOT), str(ROOT / "site")])
        environment = variables(self.machine.data, PYTHONPATH=paths, **self.environment)
        with ExitStack() as stack:
            if output:
                file = stack.enter_context(output.open("w"))
                options |= {"stdout": file, "stderr": subprocess.STDOUT}
            process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, **options)
            try:
                yield process
            finally:
                process.terminate()
                process.wait(timeout=60)

    def do(self, code: str):
        """Have an editor's process do something; what the code leaves in `told`."""
        self._editor.stdin.write(json.dumps(code) + "\n")
        self._editor.stdin.flush()
        told = json.loads(self._editor.stdout.readline())
        assert "Traceback" not in str(told), told
        return told

    def get(self, path: str, **headers: str) -> Told:
        return ask(self.port, path, **headers)

    def straight(self, path: str, **headers: str) -> Told:
        """Past nginx."""
        return ask(self.behind, path, **headers)

    def settle(self) -> None:
        """Until nginx has confirmed everything."""
        until(
            lambda: self.do(
                "from publishing.pages import generation\n"
                "told = Front.objects.filter(renewed=generation.current()).count()"
            ),
            600,
        )


class Running:
    """Parts of a site, by the names of its methods, that are stopped and started again."""

    def __init__(self, suluah: Suluah) -> None:
        self.suluah, self.parts = suluah, {}

    def start(self, name: str) -> None:
        self.parts[name] = stack = ExitStack()
        stack.enter_context(getattr(self.suluah, name)())

    def stop(self, name: str) -> None:
        self.parts.pop(name).close()

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        self.stop(name)
        try:
            yield
        finally:
            self.start(name)
