"""
How long a page takes while clients hold their connections, and how many pages a second there are without them.

    .venv/bin/python tests/benchmarks/slow_clients.py                 the project's own server, on a site of its own
    .venv/bin/python tests/benchmarks/slow_clients.py PORT PICTURE    a server that runs already; the picture is large

Slow readers read nothing of a picture of 12 MB, slow forms and headers send a byte every three seconds. A page that is
not there after five seconds counts as missing. The load is made by this program too, so compare only within one run.
"""

import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.server.machine import Machine
from tests.server.slow_clients import SlowClients, seconds_for, slow_clients

PAGE, LOOKS, SECONDS, AT_ONCE = "/hubungi/", 5, 5, 8


def pages_a_second(port: int) -> float:
    end = time.monotonic() + SECONDS

    def read() -> int:
        pages = 0
        while time.monotonic() < end:
            pages += seconds_for(port, PAGE) is not None
        return pages

    with ThreadPoolExecutor(AT_ONCE) as readers:
        return sum(future.result() for future in [readers.submit(read) for _reader in range(AT_ONCE)]) / SECONDS


def measure(port: int, picture: str) -> None:
    def all_of_them(clients: SlowClients) -> None:
        clients.readers(200, picture)
        clients.posts(80)
        clients.headers(80)

    ways = {
        "nobody": lambda clients: None,
        "120 readers": lambda clients: clients.readers(120, picture),
        "80 forms": lambda clients: clients.posts(80),
        "80 headers": lambda clients: clients.headers(80),
        "200 readers, 80 forms, 80 headers": all_of_them,
    }
    seconds_for(port, PAGE)
    print(f"\n{pages_a_second(port):.0f} pages a second with {AT_ONCE} readers at once\n")
    print(f"| slow clients | {PAGE}: median, longest | missing of {LOOKS} |\n| --- | --- | --- |")
    for name, way in ways.items():
        with slow_clients(port) as clients:
            way(clients)
            time.sleep(1)
            looks = [seconds_for(port, PAGE) for _look in range(LOOKS)]
        there = [look for look in looks if look]
        times = f"{statistics.median(there):.2f} s, {max(there):.2f} s" if there else "-"
        print(f"| {name} | {times} | {LOOKS - len(there)} |", flush=True)
    print(f"\nload of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def main() -> None:
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]), sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as name:
        machine = Machine(Path(name))
        machine.prepare(files=1, megabytes=1)
        picture = machine.large_picture()
        with machine.gunicorn() as server:
            measure(server.port, picture)


if __name__ == "__main__":
    main()
