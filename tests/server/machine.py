"""A whole server with a large kit: gunicorn as the project starts it, and nginx in front as deploy/ configures it."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.prepared import ROOT, make_site, manage, variables

NGINX = shutil.which("nginx") or next(iter(Path("/usr/sbin").glob("nginx")), None)
ACCEL = "/_berkas/"
KIT = "/materi/paket/besar/besar.zip"
# Files that no cleaning has seen: only their bytes matter here.
MAKE_KIT = """
import os
from django.core.files.base import ContentFile
from publishing.models import CampaignDocument
from resources.kits.building import build
from resources.models import (
    KitArchive, KitIndexPage, KitPage, KitPart, MaterialFile, MaterialIndexPage, MaterialPage
)
from publishing.media.storage import private_files

library, kits = MaterialIndexPage.objects.get(), KitIndexPage.objects.get()
kit = kits.add_child(instance=KitPage(title="Paket besar", slug="besar", session="nagari"))
for number in range({files}):
    name = private_files().save(f"documents/film-{{number}}.mp4", ContentFile(b""))
    with private_files().open(name, "wb") as file:
        for _megabyte in range({megabytes}):
            file.write(os.urandom(1024 * 1024))
    size = private_files().size(name)
    CampaignDocument.objects.bulk_create([CampaignDocument(title=name, file=name, file_size=size)])
    page = library.add_child(
        instance=MaterialPage(title=f"Film {{number}}", slug=f"film-{{number}}", kind="video", audiences=["umum"])
    )
    MaterialFile.objects.bulk_create(
        [MaterialFile(page=page, purpose="tonton", document=CampaignDocument.objects.get(title=name))]
    )
    KitPart.objects.bulk_create([KitPart(kit=kit, title=f"Bagian {{number}}", minutes=10, material=page)])
build(kit.pk)
archive = KitArchive.objects.get(kit=kit)
assert archive.state == "ready", archive.failure
"""
NGINX_CONF = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ }}
http {{
    access_log off; server_tokens off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://127.0.0.1:{upstream}; proxy_set_header Host $http_host; }}
        include {folder}/downloads.conf;
    }}
}}
"""


class Machine:
    """Everything in one folder, away at the end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.sha256, self.size = "", 0

    def prepare(self, files: int, megabytes: int, site: Callable[[Path], None] = make_site) -> None:
        """What `site` puts into the folder of data, and a kit of so many files of so many megabytes each."""
        self.data.mkdir(parents=True, exist_ok=True)
        site(self.data)
        manage(self.data, "shell", "--verbosity", "0", "--command", MAKE_KIT.format(files=files, megabytes=megabytes))
        self.know_kit()

    def know_kit(self) -> None:
        """Size and sum of the kit that the site has by now."""
        with sqlite3.connect(self.database) as database:
            query = (
                "SELECT sha256, size FROM resources_kitarchive a JOIN wagtailcore_page p ON p.id = a.kit_id"
                " WHERE slug = 'besar'"
            )
            self.sha256, self.size = database.execute(query).fetchone()

    @property
    def database(self) -> Path:
        return self.data / "suluah.sqlite3"

    def large_picture(self) -> str:
        """The address of a picture of 12 MB, which fits into no buffer: one more size of one that a page shows."""
        name = "images/besar.png"
        file = self.data / "media" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(os.urandom(12_000_000))
        with sqlite3.connect(self.database) as database:
            database.execute(
                "INSERT OR IGNORE INTO publishing_campaignrendition"
                " (filter_spec, focal_point_key, file, width, height, image_id)"
                " SELECT 'besar', '', ?, 1, 1, r.to_object_id FROM wagtailcore_referenceindex r"
                " JOIN django_content_type t ON t.id = r.to_content_type_id WHERE t.model = 'campaignimage' LIMIT 1",
                [name],
            )
        return f"/media/{name}"

    @contextmanager
    def gunicorn(self, port: int = 0, **environment: str) -> Iterator["Server"]:
        port = port or free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        output, options = self.folder / f"journal-{port}", variables(self.data, PORT=str(port), **environment)
        with _running(command, port, output, env=options) as server:
            yield server

    @contextmanager
    def nginx(self, **environment: str) -> Iterator["Server"]:
        """nginx, and gunicorn behind it."""
        with self.gunicorn(ACCEL_LOCATION=ACCEL, **environment) as behind:
            port, folder = free_port(), self.folder / "nginx"
            folder.mkdir(exist_ok=True)
            snippet = (ROOT / "deploy/nginx-downloads.conf").read_text()
            assert "/var/lib/suluah/private/" in snippet
            snippet = snippet.replace("/var/lib/suluah/private/", f"{self.data}/private/")
            (folder / "downloads.conf").write_text(snippet)
            user = "user root;" if os.geteuid() == 0 else ""  # the folder of a test is closed to everybody else
            conf = user + NGINX_CONF.format(folder=folder, port=port, upstream=behind.port)
            (folder / "nginx.conf").write_text(conf)
            command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
            with _running(command, port, folder / "output") as server:
                server.behind = behind
                yield server


class Server:
    def __init__(self, process: subprocess.Popen, port: int, output: Path) -> None:
        self.process, self.port, self.output = process, port, output
        self.url = f"http://127.0.0.1:{port}"
        self.behind: Server | None = None

    @property
    def journal(self) -> str:
        """All that the server has written to its terminal."""
        return self.output.read_text()

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], port: int, output: Path, **options) -> Iterator[Server]:
    with output.open("w") as file:
        process = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT, **options)
    server = Server(process, port, output)
    try:
        _wait_for(f"http://127.0.0.1:{port}/sehat/", server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(url: str, server: Server) -> None:
    for _attempt in range(450):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:  # nginx may be there before the site is
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer: {server.journal}")
