"""
What an uncached page costs beside Wagtail's bakerydemo, on the same server (gunicorn's threads) with the same settings.

    .venv/bin/python tests/benchmarks/peer.py PYTHON FOLDER SETTINGS

FOLDER is a prepared checkout of github.com/wagtail/bakerydemo (migrate, collectstatic, load_initial_data), PYTHON one
that has its packages and gunicorn, SETTINGS a module there with DEBUG off, any host allowed and a cache in memory.
The last columns are the site on its own server. Counted is the processor's time of the server's processes, milliseconds
a page, so that other load on the machine says little; pages a second are its inverse. All take turns in one run. Each
kind is asked for in two ways, both past the page cache: with a query that no page knows, where lists are shown from the
content that is kept; and with the cookie of a session (of nobody), for which no content of a page is kept.
"""

import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.prepared import ROOT, make_site, variables
from tests.server.front import ask
from tests.server.machine import Machine, Server, _running, free_port

RUNS, PAGES = 5, 20
KINDS = {
    "home": ("/", "/"),
    "article": ("/blog/wild-yeast/", "/kekerasan/fisik/"),
    "list": ("/breads/", "/kegiatan/"),
}
UNCACHED = "?tanpa"  # a query that no page knows
COOKIE = "sessionid=ofnobodyofnobodyofnobodyofnobody"
SAME = ["--worker-class", "gthread", "--workers", "2", "--threads", "8", "--preload", "--log-level", "error"]


@contextmanager
def threads(python: str, folder: Path, application: str, output: Path, environment: dict[str, str]):
    port = free_port()
    command = [python, "-m", "gunicorn", *SAME, "--chdir", str(folder), "--bind", f"127.0.0.1:{port}", application]
    with _running(command, port, output, env=environment) as server:
        yield server


def milliseconds(server: Server, path: str, headers: dict[str, str]) -> float:
    """The processor's time for one page, the server's own part included."""
    before = _ticks(server)
    for _page in range(PAGES):
        assert ask(server.port, path, Accept_Encoding="gzip", **headers).status == 200, path
    return (_ticks(server) - before) / os.sysconf("SC_CLK_TCK") * 1000 / PAGES


def _ticks(server: Server) -> int:
    processes = [server.process.pid, *server.workers]
    stats = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in processes]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats)


def rows(theirs: Server, same: Server, own: Server) -> None:
    print("| uncached | bakerydemo | the site, same server | times less | the site, its own server | times less |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for (kind, (their_path, our_path)), headers in product(KINDS.items(), ({}, {"Cookie": COOKIE})):
        kind += ", with a cookie" if headers else ""
        ways = [(theirs, their_path + UNCACHED), (same, our_path + UNCACHED), (own, our_path + UNCACHED)]
        for server, path in ways:
            milliseconds(server, path, headers)  # each process has made it once
        runs = [[milliseconds(server, path, headers) for server, path in ways] for _run in range(RUNS)]
        one, two, three = (statistics.median(figures) for figures in zip(*runs, strict=True))
        first, second = (statistics.median(run[0] / run[at] for run in runs) for at in (1, 2))
        print(f"| {kind} | {one:.1f} | {two:.1f} | {first:.1f} | {three:.1f} | {second:.1f} |", flush=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {time.strftime('%Y-%m-%d')}")


def main(python: str, checkout: Path, settings: str, folder: Path) -> None:
    machine = Machine(folder)
    machine.data.mkdir()
    make_site(machine.data)
    theirs = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(checkout)}
    ours = variables(machine.data, PYTHONPATH=os.pathsep.join([str(ROOT), str(ROOT / "site")]))
    with ExitStack() as stack:
        rows(
            stack.enter_context(threads(python, checkout, "bakerydemo.wsgi", folder / "theirs", theirs)),
            stack.enter_context(threads(sys.executable, ROOT, "suluah.wsgi", folder / "ours", ours)),
            stack.enter_context(machine.gunicorn()),
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3], Path(name))
