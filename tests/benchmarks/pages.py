"""
What an uncached page costs: processor time of one process, in milliseconds and as a ratio to a fixed loop.

    .venv/bin/python tests/benchmarks/pages.py [PATH...]        (in a folder that `make run` has filled)

Asked through Django's test client, past the page cache, as a browser asks (`Accept-Encoding: gzip`): "warm" is a page
that was read before in this generation, "first" the first visit after a change. The loop compares machines and days.
At most 1.4 of the loop, about 12 ms, is what a warm page may cost.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PATHS = (
    "/", "/kekerasan/", "/kekerasan/seksual/", "/tppo/tanda-bahaya/", "/hubungi/", "/hubungi/satgas/", "/kegiatan/",
    "/kegiatan/rapat-koordinasi-2024/", "/materi/", "/materi/paket/", "/data/", "/tentang/", "/tidak-ada/",
)  # fmt: skip
VISITS, CHANGES = 15, 5


def loop() -> float:
    start, table = time.process_time(), {}
    for number in range(60_000):
        table[number % 997] = str(number)
    return time.process_time() - start


def main(paths: list[str]) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suluah.settings.local")
    import django

    django.setup()
    from django.test import Client

    from publishing.pages import generation

    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")

    def visit(path: str) -> float:
        start = time.process_time()
        client.get(path)
        return time.process_time() - start

    unit = median(loop() for _ in range(9))
    print(f"the loop: {unit * 1000:.1f} ms")
    print("| path | warm ms | of the loop | first ms |")
    print("| --- | --- | --- | --- |")
    for path in paths:
        visit(path)
        firsts = []
        for _ in range(CHANGES):
            generation.renew()
            firsts.append(visit(path))
        warm = median(visit(path) for _ in range(VISITS))
        print(f"| {path} | {warm * 1000:.1f} | {warm / unit:.2f} | {median(firsts) * 1000:.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:] or list(PATHS))
