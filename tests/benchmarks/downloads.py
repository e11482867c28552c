"""
Downloads of a kit of 500 MB: the first byte, the memory of the server with 20 at once, and going on after a cut.

    .venv/bin/python tests/benchmarks/downloads.py [folder]

Through gunicorn alone and through nginx, on a site of its own in a new folder (2 GB free are needed). Needs nginx and
curl. Each of the 20 takes 10 MB a second at most, so that they really run side by side.
"""

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.server.machine import KIT, Machine, Server

FILES, MEGABYTES = 5, 100
AT_ONCE, RATE = 20, "10M"
LOOKS = 20
MB = 1024 * 1024


def first_byte(server: Server) -> float:
    """Seconds until the first byte of the kit is here; then the download is given up."""
    command = ["curl", "-sS", "-o", "/dev/null", "-r", "0-0", "-w", "%{time_starttransfer}", server.url + KIT]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grandchild for child in children for grandchild in family(int(child)))]


def memory(server: Server) -> int:
    """Bytes that the server's processes take, each page that they share counted once."""
    total = 0
    for pid in [*family(server.process.pid), *(family(server.behind.process.pid) if server.behind else [])]:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


@contextmanager
def highest(measure: Callable[[], int]) -> Iterator[list[int]]:
    """Collects what `measure` gives, twice a second."""
    found, done = [measure()], threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            found.append(measure())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        done.set()
        watcher.join()


def resumed(server: Server, folder: Path, size: int) -> str:
    """The checksum of a kit whose download broke off in its middle and was gone on with."""
    target = folder / "besar.zip"
    with target.open("wb") as file:
        half = subprocess.Popen(["curl", "-sS", server.url + KIT], stdout=subprocess.PIPE)
        while file.tell() < size // 2:
            file.write(half.stdout.read(min(MB, size // 2 - file.tell())))
        half.kill()
        half.stdout.close()
        half.wait()
    subprocess.run(["curl", "-fsS", "-C", "-", "-o", target, server.url + KIT], check=True)
    with target.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    target.unlink()
    return checksum


def measure(name: str, server: Server, machine: Machine, folder: Path) -> None:
    for _look in range(3):
        first_byte(server)  # each process has loaded everything
    quiet = [first_byte(server) for _look in range(LOOKS)]
    before = memory(server)
    command = ["curl", "-fsS", "--limit-rate", RATE, "-o", "/dev/null", server.url + KIT]
    start = time.monotonic()
    with highest(lambda: memory(server)) as found:
        running = [subprocess.Popen(command) for _number in range(AT_ONCE)]
        time.sleep(2)
        busy = [first_byte(server) for _look in range(LOOKS)]
        at_once = sum(process.poll() is None for process in running)
        assert not [code for code in (process.wait() for process in running) if code], "A download failed."
    seconds = time.monotonic() - start
    right = resumed(server, folder, machine.size) == machine.sha256
    more = (max(found) - before) / MB
    print(f"\n{name}, a kit of {machine.size / 1e6:.0f} MB")
    print(f"  first byte, nothing else going on   {middle_and_longest(quiet)}")
    print(f"  first byte, {at_once} downloads at once   {middle_and_longest(busy)}")
    print(f"  {AT_ONCE} downloads took                  {seconds:.0f} s")
    print(f"  memory of the server                {before / MB:.0f} MB, at most {more:.1f} MB more")
    print(f"  cut at half, then curl -C -         checksum {'right' if right else 'WRONG'}")
    print(f"  load of the machine                 {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)


def middle_and_longest(seconds: list[float]) -> str:
    return f"median {statistics.median(seconds) * 1000:.0f} ms, longest {max(seconds) * 1000:.0f} ms"


def main() -> None:
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        folder = Path(name)
        machine = Machine(folder)
        start = time.monotonic()
        machine.prepare(FILES, MEGABYTES)
        print(f"Made the site and the kit in {time.monotonic() - start:.0f} s.", flush=True)
        with machine.gunicorn() as server:
            measure("gunicorn alone", server, machine, folder)
        with machine.nginx() as server:
            measure("nginx before gunicorn", server, machine, folder)


if __name__ == "__main__":
    main()
