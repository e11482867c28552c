"""
Pages a second from nginx's copy, beside a file of the same bytes and headers from the same nginx; and how long
it takes from the commit of a change until readers see it there. Needs wrk.

    .venv/bin/python tests/benchmarks/front.py
"""

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.server.front import HOST, Suluah, until
from tests.server.machine import Machine, free_port

PAGE, FILE, RUNS, SECONDS = "/hubungi/", "/hubungi.html", 5, "1s"
ACCEPTED = "gzip, deflate, br"
CHANGE = 'page = Page.objects.get(slug="fisik").specific; page.title = "Judul {n}"; page.save_revision().publish()'
GIVEN_BY_NGINX = {"server", "date", "connection", "content-type", "content-length"}


def pages_a_second(port: int, path: str) -> float:
    headers = ["-H", f"Host: {HOST}", "-H", f"Accept-Encoding: {ACCEPTED}"]
    command = ["wrk", "-t1", "-c16", f"-d{SECONDS}", *headers, f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(told.partition("Requests/sec:")[2].split()[0])


def file_server(suluah: Suluah, folder: Path) -> tuple[str, int]:
    """A server block that sends the page's own bytes from a file."""
    told, port = suluah.get(PAGE, Accept_Encoding=ACCEPTED), free_port()
    (folder / "page").write_bytes(told.body)
    headers = (item for item in told.headers.items() if item[0] not in GIVEN_BY_NGINX)
    lines = " ".join(f'add_header {name} "{value}";' for name, value in headers)
    place = f'alias {folder}/page; default_type "text/html; charset=utf-8"; {lines}'
    return f"server {{ listen 127.0.0.1:{port}; access_log off; location = {FILE} {{ {place} }} }}", port


def seconds_until_seen(suluah: Suluah, number: int, path: str) -> float:
    suluah.settle()
    suluah.do(CHANGE.format(n=number))
    began = time.monotonic()
    until(lambda: f"Judul {number}" in suluah.get(path).text)
    return time.monotonic() - began


def main(folder: Path) -> None:
    machine = Machine(folder)
    machine.prepare(files=1, megabytes=1)
    suluah = Suluah(machine)
    suluah.configure()
    with ExitStack() as parts:
        parts.enter_context(suluah.site())
        with suluah.nginx(), suluah.worker(), suluah.editor():
            suluah.settle()
            for path in ("/kekerasan/fisik/", "/kekerasan/"):
                seen = [seconds_until_seen(suluah, number, path) for number in range(5)]
                print(f"a change is seen on {path} after {statistics.median(seen):.2f} s (at most {max(seen):.2f})")
            more, port = file_server(suluah, folder)
        suluah.configure(more)
        parts.enter_context(suluah.nginx())
        pairs = [(pages_a_second(suluah.port, PAGE), pages_a_second(port, FILE)) for _run in range(RUNS)]
        print("kept page / file, a second:", ", ".join(f"{kept:.0f} / {file:.0f}" for kept, file in pairs))
        print(f"median of the ratios: {statistics.median(kept / file for kept, file in pairs):.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(name))
