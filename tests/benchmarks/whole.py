"""
One run, one table: each way in which the site answers, beside a bare answer and a file of nginx. Needs nginx and wrk.

    make bench
    .venv/bin/python tests/benchmarks/whole.py [50 5000]      (the sizes of the lists; filling the larger takes minutes)

Figures of one machine at one hour say little; the ratios of one run say more. Nothing else should run meanwhile.
The table stands in docs/decisions/0082.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.front import ACCEPTED, FILE, file_server
from tests.benchmarks.peer import COOKIE, milliseconds
from tests.prepared import make_site, manage, variables
from tests.production.demo import Production
from tests.server.front import HOST, ask, until
from tests.server.machine import KIT, NGINX, Machine, Server, _running, free_port

PAGE, UNKEPT, SEARCH = "/hubungi/", "/hubungi/?tanpa", "/cari/?q=kekerasan"
KINDS = {"home": "/?tanpa", "article": "/kekerasan/fisik/?tanpa", "list": "/kegiatan/?tanpa"}
LISTS, SIZES = ("/kegiatan/?tanpa", "/materi/?tanpa"), (50, 5000)
FILL = "from tests.benchmarks.many_pages import fill; fill({size})"
RUNS, CONNECTIONS = 5, 16
CHANGE = 'page = Page.objects.get(slug="fisik").specific; page.title = "{title}"; page.save_revision().publish()'


def a_second(port: int, path: str, seconds: int = 2, *, known: bool = False) -> float:
    """`known`: asked by somebody with a session (of nobody), for whom no content is kept."""
    headers = [
        "-H",
        f"Host: {HOST}",
        "-H",
        f"Accept-Encoding: {ACCEPTED}",
        *(["-H", f"Cookie: {COOKIE}"] if known else []),
    ]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *headers, f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in told, (path, told)
    return float(told.partition("Requests/sec:")[2].split()[0])


def alternating(*ways: tuple[int, str]) -> list[list[float]]:
    """Of each way the figures of several runs, which take turns."""
    rounds = [[a_second(port, path) for port, path in ways] for _run in range(RUNS)]
    return [list(figures) for figures in zip(*rounds, strict=True)]


def ratio(kept: list[float], other: list[float]) -> float:
    return statistics.median(one / two for one, two in zip(kept, other, strict=True))


def megabytes(server: Server) -> str:
    """Of each of its processes: what it has for itself, and its share of what it has with others."""
    found = []
    for process in (server.process.pid, *server.workers):
        words = Path(f"/proc/{process}/smaps_rollup").read_text()
        found.append(int(words.partition("Pss:")[2].split()[0]) / 1024)
    return ", ".join(f"{each:.0f}" for each in found)


def row(what: str, figure: float | str, than: str = "") -> None:
    print(f"| {what:63} | {figure if isinstance(figure, str) else f'{figure:,.0f}':>12} | {than:34} |", flush=True)


def main(folder: Path, sizes: list[int]) -> None:
    site = Production(folder)
    site.machine.prepare(files=2, megabytes=12, site=make_site)
    site.configure()
    print("| what | a second, unless said | ratio |\n| --- | ---: | --- |")
    with ExitStack() as stack:
        bare, alone = free_port(), free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "tests.benchmarks.bare"]
        nothing_but = _running(command, bare, folder / "bare", env=variables(site.machine.data, PORT=str(bare)))
        with nothing_but, site.machine.gunicorn(alone) as server:
            for path in (PAGE, *KINDS.values()):
                a_second(alone, path, 1)
            nothing, kept, asked = alternating((bare, "/"), (alone, PAGE), (alone, UNKEPT))
            row("the site's server, a bare answer of 8 kB", statistics.median(nothing))
            row(f"{PAGE} from memory", statistics.median(kept), f"{ratio(kept, nothing):.2f} of the bare answer")
            row(
                f"{PAGE} without the page cache",
                statistics.median(asked),
                f"{ratio(asked, nothing):.3f} of the bare answer",
            )
            for kind, path in KINDS.items():
                row(f"{kind} without the page cache", a_second(alone, path))
                row(f"{kind} with nothing kept of its content", a_second(alone, path, known=True))
            row("a search", a_second(alone, SEARCH))
            row("memory of its processes, MB", megabytes(server))
        lists(folder, sizes)
        stack.callback(site.stop_all)
        for name in ("node 0", "node 1", "nginx", "worker 0", "editor"):
            site.start(name)
        site.settle()
        publish_to_visible(site)
        more, port = file_server(site, folder)
        site.stop("nginx")
        site.configure(more)
        site.start("nginx")
        file, front = alternating((port, FILE), (site.port, PAGE))
        row("nginx, a file of the same bytes and headers", statistics.median(file))
        row(f"{PAGE} kept by nginx", statistics.median(front), f"{ratio(front, file):.2f} of the file")
        size = site.machine.size / 1024 / 1024
        row("a download of a kit through nginx, MB", a_second(site.port, KIT, 3) * size)
        parts = {f"node {number}": server for number, server in enumerate(site.servers)} | {"nginx": site.front}
        parts["worker"] = Server(site.workers[0], 0, folder)
        for name, part in parts.items():
            row(f"memory of the processes of {name}, MB", megabytes(part))


def lists(folder: Path, sizes: list[int]) -> None:
    """The processor's time for a list made anew, with so many sessions, materials and articles on the site."""
    with ExitStack() as stack:
        servers = []
        for size in sizes:
            machine = Machine(folder / f"of-{size}")
            machine.data.mkdir(parents=True)
            for words in (["collectstatic", "--noinput"], ["prepare_site"], ["shell", "-c", FILL.format(size=size)]):
                manage(machine.data, *words, "--verbosity", "0")
            servers.append(stack.enter_context(machine.gunicorn()))
        for path in LISTS:
            for server in servers:
                milliseconds(server, path, {"Cookie": COOKIE})  # each process has made it once
            runs = [[milliseconds(server, path, {"Cookie": COOKIE}) for server in servers] for _run in range(RUNS)]
            few, many = zip(*runs, strict=True)
            for size, figures in zip(sizes, (few, many), strict=True):
                than = "" if figures is few else f"{ratio(many, few):.2f} times that of {sizes[0]:,}"
                what = f"{path.partition('?')[0]} made anew of {size:,} entries, ms of the processor"
                row(what, f"{statistics.median(figures):.1f}", than)


def publish_to_visible(site: Production) -> None:
    ways = {f"node {number}": port for number, port in enumerate(site.ports)} | {"nginx": site.port}
    for name, port in ways.items():
        took = []
        for number in range(RUNS):
            site.settle()
            title = f"di {name} {number}"
            site.do(CHANGE.format(title=title))
            began = time.monotonic()
            until(lambda port=port, title=title: title in ask(port, "/kekerasan/fisik/").text)
            took.append(time.monotonic() - began)
        row(f"from the commit of a change until it is seen at {name}, s", f"{statistics.median(took):.2f}")


if __name__ == "__main__":
    for program in ("wrk", NGINX):
        if not program or not shutil.which(program):
            sys.exit("nginx and wrk are needed (apt install nginx wrk).")
    with tempfile.TemporaryDirectory() as name:
        main(Path(name), [int(size) for size in sys.argv[1:]] or list(SIZES))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {time.strftime('%Y-%m-%d')}")
